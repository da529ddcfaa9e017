import { useState } from "react";
import { graphql } from "../../gql";
import type { KeyPermissionChoiceFragment } from "../../gql/graphql";
import { fromServer, t, tn } from "../../lib/i18n";
import { Badge } from "../ui/Badge";
import { Choice, Choices } from "../ui/Field";

graphql(`
  fragment KeyPermissionChoice on KeyPermission {
    scope
    title
    description
    sensitive
    apiName
    resourceType
    resources {
      key
      name
    }
  }
`);

type Permission = KeyPermissionChoiceFragment;
type Chosen = ReadonlySet<string>;

interface PickerProps {
  all: readonly Permission[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

const limited = ({ scope }: Permission, key: string) => `${scope}:${key}`;

/** Whether it would open nothing now: it is about things of which the person has none. */
const idle = ({ resourceType, resources }: Permission) =>
  Boolean(resourceType) && resources.length === 0;

/** By the API that they are for; those of the service itself first. */
function byApi(all: readonly Permission[]): [api: string | null, Permission[]][] {
  const groups = new Map<string | null, Permission[]>([[null, []]]);
  for (const each of all) {
    const api = each.apiName ?? null;
    groups.set(api, [...(groups.get(api) ?? []), each]);
  }
  return [...groups].filter(([, permissions]) => permissions.length > 0);
}

interface OneProps extends Omit<PickerProps, "all"> {
  permission: Permission;
}

/** A permission with its box; once ticked, the resources that it can be limited to. */
function One({ permission, chosen, onChange }: OneProps) {
  const { scope, resources } = permission;
  const title = fromServer(permission.title);
  const set = (change: (next: Set<string>) => void) => {
    const next = new Set(chosen);
    change(next);
    onChange(next);
  };
  const ticked =
    chosen.has(scope) || resources.some(({ key }) => chosen.has(limited(permission, key)));
  return (
    <div>
      <Choice
        label={
          <span className="cluster">
            {title}
            <code className="muted">{scope}</code>
            {permission.sensitive && <Badge tone="warning">{t("scopes.sensitive")}</Badge>}
          </span>
        }
        detail={permission.description && fromServer(permission.description)}
        checked={ticked}
        onChange={(checked) =>
          set((next) => {
            for (const each of chosen) if (each.startsWith(`${scope}:`)) next.delete(each);
            if (checked) next.add(scope);
            else next.delete(scope);
          })
        }
      />
      {ticked && resources.length > 0 && (
        <Choices legend={t("keys.limit", { title })} help={t("keys.limitHelp")}>
          {resources.map(({ key, name }) => (
            <Choice
              key={key}
              label={name}
              checked={chosen.has(limited(permission, key))}
              onChange={(checked) =>
                set((next) => {
                  if (checked) next.add(limited(permission, key));
                  else next.delete(limited(permission, key));
                  // Limited to some, or not limited at all.
                  if (resources.some((other) => next.has(limited(permission, other.key))))
                    next.delete(scope);
                  else next.add(scope);
                })
              }
            />
          ))}
        </Choices>
      )}
    </div>
  );
}

/** Permissions under the API that each is for. */
export function PermissionPicker({ all, chosen, onChange }: PickerProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = all.filter((each) =>
    `${each.scope} ${fromServer(each.title)} ${each.title} ${each.apiName ?? ""}`
      .toLowerCase()
      .includes(wanted),
  );
  const one = (permission: Permission) => (
    <One key={permission.scope} permission={permission} chosen={chosen} onChange={onChange} />
  );
  return (
    <>
      <input
        type="search"
        className="control filter"
        aria-label={t("keys.search")}
        placeholder={t("keys.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {found.length === 0 && <p className="muted">{t("keys.noMatch")}</p>}
      {byApi(found).map(([api, permissions]) => {
        // What was searched for is in sight; otherwise what opens nothing stays folded away.
        const folded = wanted ? [] : permissions.filter(idle);
        return (
          <Choices key={api ?? ""} legend={api ?? t("keys.ownApi")}>
            {permissions.filter((each) => !folded.includes(each)).map(one)}
            {folded.length > 0 && (
              <details>
                <summary>{tn("keys.idle", folded.length)}</summary>
                <div className="choices-list">{folded.map(one)}</div>
              </details>
            )}
          </Choices>
        );
      })}
    </>
  );
}
