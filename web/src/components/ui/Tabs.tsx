import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";

interface Tab {
  key: string;
  title: string;
  content: ReactNode;
}

/** Where a key leads among so many tabs; nowhere for keys that mean something else. */
function target(key: string, at: number, count: number): number | null {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/**
 * Several contents of which one is shown (the tabs pattern of ARIA): one stop for Tab, the arrow keys go
 * between them, and what is reached is shown.
 */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const at = Math.min(chosen, tabs.length - 1);

  function move(event: KeyboardEvent) {
    const next = target(event.key, at, tabs.length);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setChosen(next);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  }

  return (
    <div className="stack-small">
      <div ref={list} className="segments" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab, index) => (
          <button
            key={tab.key}
            type="button"
            id={`${id}-tab-${index}`}
            className="segment"
            role="tab"
            aria-selected={index === at}
            aria-controls={`${id}-panel`}
            tabIndex={index === at ? 0 : -1}
            onClick={() => setChosen(index)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        className="stack-small"
        role="tabpanel"
        aria-labelledby={`${id}-tab-${at}`}
      >
        {tabs[at]?.content}
      </div>
    </div>
  );
}
