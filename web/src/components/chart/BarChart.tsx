import { scaleBand, scaleLinear } from "d3-scale";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { locale } from "../../lib/i18n";

export interface Bar {
  key: string;
  /** Under the axis, where there is room for it. */
  label: string;
  /** What it says, in words: above the chart when it is pointed at, and read aloud. */
  title: string;
  value: number;
}

const HEIGHT = 200;
const MARGIN = { top: 16, right: 4, bottom: 24 };
/** What a label needs of the axis. */
const LABEL = 72;
/** What a digit of the figures beside the axis needs. */
const DIGIT = 8;
/** Seven days are bars, too, not walls. */
const WIDEST = 56;
/** What is not nothing can be seen. */
const LOWEST = 2;

/** As wide as its place, so that its labels keep their size. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(720);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || !("ResizeObserver" in window)) return;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

/** Where a key leads from the bar at `at`; nowhere for keys that mean something else. */
function target(key: string, at: number, last: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, at - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, at + 1);
    case "PageDown":
      return Math.max(0, at - 7);
    case "PageUp":
      return Math.min(last, at + 7);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

/**
 * One series of bars on a scale that begins at zero. One bar at a time is told in words, the latest until
 * another is pointed at or reached with the arrow keys: to those who hear it, it is a slider over time.
 * All figures together are for a table beside it.
 */
export function BarChart({ bars, summary }: { bars: readonly Bar[]; summary: string }) {
  const { place, width } = useWidth();
  const [pointed, setPointed] = useState<number | null>(null);
  const last = bars.length - 1;
  const at = Math.min(pointed ?? last, last);
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const y = scaleLinear([0, most], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const brief = new Intl.NumberFormat(locale(), most < 10_000 ? {} : { notation: "compact" });
  const ticks = y
    .ticks(4)
    .filter(Number.isInteger)
    .map((tick) => ({ tick, text: brief.format(tick) }));
  const left = 12 + DIGIT * Math.max(...ticks.map(({ text }) => text.length));
  const right = width - MARGIN.right;
  const x = scaleBand(
    bars.map((bar) => bar.key),
    [left, right],
  ).padding(0.2);
  const thick = Math.min(x.bandwidth(), WIDEST);
  const every = Math.ceil((bars.length * LABEL) / (right - left));

  function move(event: KeyboardEvent) {
    const next = target(event.key, at, last);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setPointed(next);
  }

  return (
    <div
      ref={place}
      className="chart"
      role="slider"
      tabIndex={0}
      aria-label={summary}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={bars.length}
      aria-valuenow={at + 1}
      aria-valuetext={bars[at]?.title}
      onKeyDown={move}
      onBlur={() => setPointed(null)}
    >
      <p className="chart-reading" aria-hidden>
        {bars[at]?.title}
      </p>
      <svg width={width} height={HEIGHT} aria-hidden onPointerLeave={() => setPointed(null)}>
        {ticks.map(({ tick, text }) => (
          <g key={tick}>
            <line className="chart-grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
            <text className="chart-label" x={left - 8} y={y(tick) + 4} textAnchor="end">
              {text}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => {
          const start = x(bar.key) ?? 0;
          const middle = start + x.bandwidth() / 2;
          const high = bar.value > 0 ? Math.max(LOWEST, y(0) - y(bar.value)) : 0;
          // Counted from the latest, which is the one that people look for.
          const labelled = (last - index) % every === 0;
          const atEdge = middle + LABEL / 2 > width;
          return (
            <g key={bar.key} data-pointed={index === pointed || undefined}>
              <rect
                className="chart-bar"
                x={middle - thick / 2}
                width={thick}
                y={y(0) - high}
                height={high}
              />
              {labelled && (
                <text
                  className="chart-label"
                  x={atEdge ? right : middle}
                  y={HEIGHT - 6}
                  textAnchor={atEdge ? "end" : "middle"}
                >
                  {bar.label}
                </text>
              )}
              {/* As high as the chart: a day without anything can be pointed at, too. */}
              <rect
                className="chart-hit"
                x={start - (x.step() - x.bandwidth()) / 2}
                width={x.step()}
                y={0}
                height={HEIGHT - MARGIN.bottom}
                onPointerEnter={() => setPointed(index)}
              />
            </g>
          );
        })}
      </svg>
    </div>
  );
}
