import { useState } from "react";
import { graphql } from "../../gql";
import type { ScopeChoiceFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { Badge } from "../ui/Badge";
import { Choice } from "../ui/Field";
import { EmptyState } from "../ui/States";

graphql(`
  fragment ScopeChoice on Scope {
    name
    title
    description
    sensitive
  }
`);

interface ScopePickerProps {
  scopes: readonly ScopeChoiceFragment[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** The scopes an app may be given, each in the words that people will read at consent. */
export function ScopePicker({ scopes, chosen, onChange }: ScopePickerProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const shown = scopes.filter((scope) =>
    `${scope.name} ${scope.title}`.toLowerCase().includes(wanted),
  );

  if (scopes.length === 0) {
    return <EmptyState title={t("scopes.empty")}>{t("scopes.emptyText")}</EmptyState>;
  }
  return (
    <>
      {scopes.length > 8 && (
        <input
          type="search"
          className="control filter"
          aria-label={t("scopes.search")}
          placeholder={t("scopes.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {shown.length === 0 && (
        <EmptyState title={t("scopes.noMatch")}>{t("scopes.noMatchText")}</EmptyState>
      )}
      {shown.map((scope) => (
        <Choice
          key={scope.name}
          label={
            <span className="cluster">
              {scope.title}
              <code className="muted">{scope.name}</code>
              {scope.sensitive && <Badge tone="warning">{t("scopes.sensitive")}</Badge>}
            </span>
          }
          detail={scope.description}
          checked={chosen.has(scope.name)}
          onChange={(checked) => {
            const next = new Set(chosen);
            if (checked) next.add(scope.name);
            else next.delete(scope.name);
            onChange(next);
          }}
        />
      ))}
    </>
  );
}
