import { t } from "../../lib/i18n";
import type { Exchange } from "../../lib/trial";
import { Badge } from "../ui/Badge";
import { Section } from "../ui/Page";
import { explain } from "./explain";

interface RowsProps {
  of: readonly (readonly [string, unknown])[];
  kind: "parameter" | "claim";
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Names, values and what each means. */
export function Explained({ of: rows, kind }: RowsProps) {
  return (
    <dl className="explained">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <code>{shown(value)}</code>
            {explain(kind, name, value) && (
              <span className="muted">{explain(kind, name, value)}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One request of the flow and what came back. */
export function ExchangeCard({ exchange, step }: { exchange: Exchange; step: number }) {
  const { title, method, url, sent, status, answer } = exchange;
  return (
    <Section
      title={t("try.step", { step, title: t(`try.title.${title}`) })}
      note={t(`try.note.${title}`)}
    >
      <p className="request-line">
        <Badge>{method}</Badge>
        <code>{url}</code>
      </p>
      <Explained of={sent} kind="parameter" />
      {status !== undefined && (
        <div className="stack-small">
          <h3 className="cluster">
            {t("try.answer")}
            <Badge tone={status < 400 ? "success" : "danger"}>{status}</Badge>
          </h3>
          {answer !== null && typeof answer === "object" ? (
            <Explained of={Object.entries(answer)} kind="claim" />
          ) : (
            <p className="muted">{answer ? String(answer) : t("try.emptyAnswer")}</p>
          )}
        </div>
      )}
    </Section>
  );
}
