import { scaleBand, scaleLinear } from "d3-scale";
import { useLayoutEffect, useRef, useState } from "react";
import { number } from "../../lib/i18n";

export interface Bar {
  key: string;
  /** Under the axis, where there is room for it. */
  label: string;
  /** On hover. */
  title: string;
  value: number;
}

const HEIGHT = 200;
const MARGIN = { top: 16, right: 4, bottom: 24, left: 44 };
/** What a label needs of the axis. */
const LABEL = 72;

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

/** One series of bars on a scale that begins at zero. The figures themselves are for a table beside it. */
export function BarChart({ bars, summary }: { bars: readonly Bar[]; summary: string }) {
  const { place, width } = useWidth();
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const x = scaleBand(
    bars.map((bar) => bar.key),
    [MARGIN.left, width - MARGIN.right],
  ).padding(0.2);
  const y = scaleLinear([0, most], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const every = Math.ceil((bars.length * LABEL) / (width - MARGIN.left));
  const ticks = y.ticks(4).filter(Number.isInteger);
  return (
    <div ref={place} className="chart">
      <svg width={width} height={HEIGHT} role="img" aria-label={summary}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              className="chart-grid"
              x1={MARGIN.left}
              x2={width - MARGIN.right}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text className="chart-label" x={MARGIN.left - 8} y={y(tick) + 4} textAnchor="end">
              {number(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => {
          const left = x(bar.key) ?? 0;
          return (
            <g key={bar.key}>
              <rect
                className="chart-bar"
                x={left}
                width={x.bandwidth()}
                y={y(bar.value)}
                height={y(0) - y(bar.value)}
              >
                <title>{bar.title}</title>
              </rect>
              {index % every === 0 && (
                <text
                  className="chart-label"
                  x={left + x.bandwidth() / 2}
                  y={HEIGHT - 6}
                  textAnchor="middle"
                >
                  {bar.label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
