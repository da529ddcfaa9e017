import { useState } from "react";
import { graphql } from "../../gql";
import type { KeyPermissionChoiceFragment } from "../../gql/graphql";
import { problemOf, useAction, useIdempotencyKey, useOperation } from "../../lib/graphql";
import { fromServer, t, tn } from "../../lib/i18n";
import { lines } from "../../lib/words";
import type { Shown } from "../../routes/api-keys";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choice, Choices, SelectField, TextField } from "../ui/Field";
import { Problems } from "../ui/Problems";
import { Loaded } from "../ui/States";

const KeyPermissionsQuery = graphql(`
  query KeyPermissions {
    viewer {
      keyPermissions {
        ...KeyPermissionChoice
      }
    }
  }

  fragment KeyPermissionChoice on KeyPermission {
    scope
    title
    description
    sensitive
    apiName
    resources {
      key
      name
    }
  }
`);

const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const DAY = 86_400_000;
const lifetimes = ["0", "30", "90", "365"] as const;

interface PickerProps {
  all: readonly KeyPermissionChoiceFragment[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Permissions with a box each; under a ticked one, the resources that it can be limited to. */
function Picker({ all, chosen, onChange }: PickerProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = all.filter((each) =>
    `${each.scope} ${each.title} ${each.apiName ?? ""}`.toLowerCase().includes(wanted),
  );
  const set = (change: (next: Set<string>) => void) => {
    const next = new Set(chosen);
    change(next);
    onChange(next);
  };
  const limitedTo = (scope: string) => [...chosen].filter((each) => each.startsWith(`${scope}:`));
  const hasScope = (each: KeyPermissionChoiceFragment) =>
    chosen.has(each.scope) ||
    each.resources.some((resource) => chosen.has(`${each.scope}:${resource.key}`));
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
      {found.map((each) => (
        <div key={each.scope}>
          <Choice
            label={
              <span className="cluster">
                {fromServer(each.title)}
                <code className="muted">{each.scope}</code>
                {each.sensitive && <Badge tone="warning">{t("scopes.sensitive")}</Badge>}
              </span>
            }
            detail={each.description && fromServer(each.description)}
            checked={hasScope(each)}
            onChange={(checked) =>
              set((next) => {
                for (const limited of limitedTo(each.scope)) next.delete(limited);
                if (checked) next.add(each.scope);
                else next.delete(each.scope);
              })
            }
          />
          {hasScope(each) && each.resources.length > 0 && (
            <Choices
              legend={t("keys.limit", { title: fromServer(each.title) })}
              help={t("keys.limitHelp")}
            >
              {each.resources.map((resource) => {
                const limited = `${each.scope}:${resource.key}`;
                return (
                  <Choice
                    key={resource.key}
                    label={resource.name}
                    checked={chosen.has(limited)}
                    onChange={(checked) =>
                      set((next) => {
                        if (checked) next.add(limited);
                        else next.delete(limited);
                        // Limited to some, or not limited at all.
                        if (each.resources.some((other) => next.has(`${each.scope}:${other.key}`)))
                          next.delete(each.scope);
                        else next.add(each.scope);
                      })
                    }
                  />
                );
              })}
            </Choices>
          )}
        </div>
      ))}
    </>
  );
}

interface NewProps {
  onClose: () => void;
  onShown: (shown: Shown) => void;
}

/** A key by hand: what it is called, what it may do, for how long and from where. */
export function NewApiKey({ onClose, onShown }: NewProps) {
  const answer = useOperation(KeyPermissionsQuery, {});
  const [label, setLabel] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [days, setDays] = useState<(typeof lifetimes)[number]>("0");
  const [networks, setNetworks] = useState("");
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(CreateApiKey);
  return (
    <Dialog title={t("keys.addTitle")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const expiresAt =
            days === "0" ? null : new Date(Date.now() + Number(days) * DAY).toISOString();
          const { payload } = await action.run({
            label: label.trim() || null,
            permissions: [...chosen],
            networks: lines(networks),
            expiresAt,
            idempotencyKey,
          });
          if (payload) onShown({ secret: payload.secret ?? null });
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("keys.label")}
          help={t("keys.labelHelp")}
          value={label}
          onChange={setLabel}
          maxLength={100}
          error={problemOf(action.problems, "label")}
        />
        <Choices
          legend={t("keys.permissions")}
          help={t("keys.permissionsHelp")}
          error={problemOf(action.problems, "permissions")}
        >
          <Loaded answer={answer} pick={({ viewer }) => viewer?.keyPermissions} rows={4}>
            {(all) => <Picker all={all} chosen={chosen} onChange={setChosen} />}
          </Loaded>
        </Choices>
        <SelectField
          label={t("keys.expires")}
          value={days}
          onChange={setDays}
          options={lifetimes.map((value) => ({
            value,
            label:
              value === "0" ? t("secrets.expiresNever") : tn("secrets.expiresIn", Number(value)),
          }))}
          error={problemOf(action.problems, "expiresAt")}
        />
        <TextField
          label={t("keys.networks")}
          help={t("keys.networksHelp")}
          optional
          code
          rows={2}
          value={networks}
          onChange={setNetworks}
          error={problemOf(action.problems, "networks")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("keys.add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
