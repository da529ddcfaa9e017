import { ChevronLeft } from "lucide-react";
import { useEffect, useState } from "react";
import {
  type Argument,
  inner,
  type SchemaField,
  type SchemaType,
  typeNamed,
  written,
} from "../../lib/explorer";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Section } from "../ui/Page";
import { Skeleton } from "../ui/States";

export const roots = ["Query", "Mutation", "Subscription"] as const;

interface TypeLinkProps {
  of: Argument["type"];
  onOpen: (name: string) => void;
}

/** A type; those that have parts open. */
function TypeLink({ of, onOpen }: TypeLinkProps) {
  const { kind, name } = inner(of);
  if (kind === "SCALAR" || !name) return <code>{written(of)}</code>;
  return (
    <button type="button" className="link-button" onClick={() => onOpen(name)}>
      <code>{written(of)}</code>
    </button>
  );
}

/** A description; what it sets in backquotes is code. */
function Words({ of: text }: { of: string }) {
  return (
    <p className="muted">
      {text.split("`").map((part, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
        at % 2 === 1 ? <code key={at}>{part}</code> : part,
      )}
    </p>
  );
}

function Entry({
  entry,
  onOpen,
}: {
  entry: Argument | SchemaField;
  onOpen: TypeLinkProps["onOpen"];
}) {
  const fallback = "defaultValue" in entry ? entry.defaultValue : null;
  return (
    <div className="schema-entry">
      <span className="cluster">
        <code>
          <strong>{entry.name}</strong>
        </code>
        <TypeLink of={entry.type} onOpen={onOpen} />
        {fallback !== null && <code className="muted">= {fallback}</code>}
      </span>
      {entry.description && <Words of={entry.description} />}
      {"deprecationReason" in entry && entry.deprecationReason && (
        <p className="warned">{t("explorer.deprecated", { reason: entry.deprecationReason })}</p>
      )}
      {"args" in entry && entry.args.length > 0 && (
        <details className="more">
          <summary>{t("explorer.arguments")}</summary>
          <ul className="schema-list">
            {entry.args.map((each) => (
              <li key={each.name}>
                <Entry entry={each} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface TypeProps {
  type: SchemaType;
  onOpen: (name: string) => void;
  /** Begins an operation with a field of a root type. */
  onUse: (root: string, field: SchemaField) => void;
}

function Type({ type, onOpen, onUse }: TypeProps) {
  const [wanted, setWanted] = useState("");
  const entries = type.fields ?? type.inputFields ?? [];
  const root = roots.some((name) => name === type.name);
  const shown = entries.filter((each) =>
    `${each.name} ${each.description}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <div className="stack">
      <h3>
        <code>{type.name}</code>
      </h3>
      {type.description && <Words of={type.description} />}
      {entries.length > 8 && (
        <TextField
          label={t("explorer.find", { name: type.name })}
          autoComplete="off"
          value={wanted}
          onChange={setWanted}
        />
      )}
      {entries.length > 0 && (
        <ul
          className="schema-list"
          aria-label={t(type.fields ? "explorer.fields" : "explorer.inputs")}
        >
          {shown.map((entry) => (
            <li key={entry.name} className="schema-row">
              <Entry entry={entry} onOpen={onOpen} />
              {root && "args" in entry && type.name !== "Subscription" && (
                <Button
                  aria-label={t("explorer.insert", { name: entry.name })}
                  onClick={() => onUse(type.name, entry)}
                >
                  {t("explorer.use")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {entries.length > 0 && shown.length === 0 && <p>{t("explorer.noMatch")}</p>}
      {type.enumValues && (
        <ul className="schema-list" aria-label={t("explorer.values")}>
          {type.enumValues.map((value) => (
            <li key={value.name} className="schema-entry">
              <code>{value.name}</code>
              {value.description && <Words of={value.description} />}
            </li>
          ))}
        </ul>
      )}
      {type.possibleTypes && type.possibleTypes.length > 0 && (
        <p className="cluster">
          {t("explorer.possible")}
          {type.possibleTypes.map(({ name }) => (
            <TypeLink key={name} of={{ kind: "OBJECT", name }} onOpen={onOpen} />
          ))}
        </p>
      )}
    </div>
  );
}

/** The schema as the API describes it: from the roots to any type, and back. */
export function SchemaBrowser({ onUse }: { onUse: TypeProps["onUse"] }) {
  const [way, setWay] = useState<readonly string[]>(["Query"]);
  const [type, setType] = useState<SchemaType | "failed" | null>(null);
  const name = way.at(-1) ?? "Query";
  useEffect(() => {
    let wanted = true;
    setType(null);
    typeNamed(name).then(
      (found) => wanted && setType(found ?? "failed"),
      () => wanted && setType("failed"),
    );
    return () => {
      wanted = false;
    };
  }, [name]);
  return (
    <Section title={t("explorer.schema")} note={t("explorer.schemaNote")}>
      <div className="segments">
        {roots.map((root) => (
          <button
            key={root}
            type="button"
            className="segment"
            aria-pressed={way[0] === root}
            data-state={way[0] === root ? "active" : undefined}
            onClick={() => setWay([root])}
          >
            {root}
          </button>
        ))}
      </div>
      {way.length > 1 && (
        <button
          type="button"
          className="crumb link-button"
          onClick={() => setWay(way.slice(0, -1))}
        >
          <ChevronLeft size={16} aria-hidden />
          {t("explorer.back", { name: way.at(-2) ?? "" })}
        </button>
      )}
      {type === null && <Skeleton rows={4} />}
      {type === "failed" && <p role="alert">{t("explorer.noSchema")}</p>}
      {type !== null && type !== "failed" && (
        <Type key={type.name} type={type} onOpen={(next) => setWay([...way, next])} onUse={onUse} />
      )}
    </Section>
  );
}
