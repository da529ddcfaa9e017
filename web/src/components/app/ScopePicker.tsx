import { useState } from "react";
import { graphql } from "../../gql";
import type { ScopeChoiceFragment } from "../../gql/graphql";
import { t, tn } from "../../lib/i18n";
import { scopeDetail, scopeTitle } from "../../lib/scopes";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Field";
import { EmptyState } from "../ui/States";

graphql(`
  fragment ScopeChoice on Scope {
    name
    title
    description
    sensitive
    grantableTo
    resourceType
    api {
      id
      name
    }
  }
`);

/** So many are shown at first; the rest by search or on demand. */
const FEW = 8;

interface ScopePickerProps {
  scopes: readonly ScopeChoiceFragment[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** Of the chosen ones, those that a person may leave out; absent where that is not asked. */
  optional?: ReadonlySet<string>;
  onOptionalChange?: (optional: ReadonlySet<string>) => void;
}

function toggled(set: ReadonlySet<string>, name: string, on: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (on) next.add(name);
  else next.delete(name);
  return next;
}

/** The scopes an app may be given, each in the words that people will read at consent. */
export function ScopePicker({
  scopes,
  chosen,
  onChange,
  optional,
  onOptionalChange,
}: ScopePickerProps) {
  const [search, setSearch] = useState("");
  const [all, setAll] = useState(scopes.length <= FEW);
  const [first] = useState(
    () => new Set([...scopes.slice(0, FEW).map(({ name }) => name), ...chosen]),
  );
  const wanted = search.trim().toLowerCase();
  const shown = scopes.filter((scope) =>
    wanted
      ? `${scope.name} ${scope.title} ${scopeTitle(scope)}`.toLowerCase().includes(wanted)
      : all || first.has(scope.name),
  );

  if (scopes.length === 0) {
    return <EmptyState title={t("scopes.empty")}>{t("scopes.emptyText")}</EmptyState>;
  }
  return (
    <>
      {scopes.length > FEW && (
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
        <div key={scope.name} className="scope-choice">
          <Choice
            label={
              <span className="cluster">
                {scopeTitle(scope)}
                <code className="muted">{scope.name}</code>
                {scope.sensitive && <Badge tone="warning">{t("scopes.sensitive")}</Badge>}
                {scope.grantableTo !== "USER" && <Badge tone="info">{t("scopes.forApps")}</Badge>}
              </span>
            }
            detail={scopeDetail(scope)}
            checked={chosen.has(scope.name)}
            onChange={(checked) => onChange(toggled(chosen, scope.name, checked))}
          />
          {optional && chosen.has(scope.name) && scope.grantableTo !== "APP" && (
            <label className="scope-optional">
              <input
                type="checkbox"
                checked={optional.has(scope.name)}
                onChange={(event) =>
                  onOptionalChange?.(toggled(optional, scope.name, event.target.checked))
                }
              />
              {t("scopes.optional")}
              <span className="visually-hidden">: {scopeTitle(scope)}</span>
            </label>
          )}
        </div>
      ))}
      {!all && !wanted && shown.length < scopes.length && (
        <div className="actions">
          <Button onClick={() => setAll(true)}>{tn("scopes.showAll", scopes.length)}</Button>
        </div>
      )}
    </>
  );
}
