import type { ReactNode } from "react";
import { useServiceName } from "../../lib/viewer";

/** The window's title: what it shows, and whose service it is. */
export function WindowTitle({ of: shown }: { of: string }) {
  const service = useServiceName();
  return <title>{`${shown} · ${service}`}</title>;
}

interface PageProps {
  title: string;
  /** One sentence of what this is for. */
  purpose?: ReactNode;
  /** At most one primary action. */
  action?: ReactNode;
  children: ReactNode;
}

/** A page: its title (also the window's), what it is for, and its content. */
export function Page({ title, purpose, action, children }: PageProps) {
  return (
    <div className="page">
      <WindowTitle of={title} />
      <header className="page-head">
        <div className="head-words">
          <h1>{title}</h1>
          {purpose && <p className="muted">{purpose}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  note?: ReactNode;
  action?: ReactNode;
  danger?: boolean;
  children: ReactNode;
}

/** A bordered part of a page under its own heading. */
export function Section({ title, note, action, danger = false, children }: SectionProps) {
  return (
    <section className={danger ? "section section-danger" : "section"}>
      <header className="section-head">
        <div className="head-words">
          <h2>{title}</h2>
          {note && <p className="muted">{note}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}

/** Facts as a definition list; an absent value is left out. */
export function Facts({ of: facts }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
