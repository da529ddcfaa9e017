import { useState } from "react";
import { graphql } from "../../gql";
import type { ApiScopeFragment, GrantableTo } from "../../gql/graphql";
import { badScopeName } from "../../lib/checks";
import { invalid, problemOf, useAction, useIdempotencyKey } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { grantableToName } from "../../lib/words";
import { ConsentPreview } from "../app/ConsentPreview";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choice, SelectField, TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";

graphql(`
  fragment ApiScope on Scope {
    id
    name
    title
    description
    sensitive
    grantableTo
    resourceType
    includes
    retiredAt
  }
`);

const CreateScope = graphql(`
  mutation CreateScope($input: CreateScopeInput!) {
    createScope(input: $input) {
      scope {
        id
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const UpdateScope = graphql(`
  mutation UpdateScope($input: UpdateScopeInput!) {
    updateScope(input: $input) {
      scope {
        id
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const targets: readonly GrantableTo[] = ["USER", "APP", "BOTH"];

interface ScopeDialogProps {
  apiId: string;
  /** The scope to change; absent for a new one. */
  scope?: ApiScopeFragment;
  onDone: () => void;
  onClose: () => void;
}

/** A scope's name and the words in which people are asked for it, with a picture of the question. */
export function ScopeDialog({ apiId, scope, onDone, onClose }: ScopeDialogProps) {
  const [name, setName] = useState(scope?.name ?? "");
  const [title, setTitle] = useState(scope?.title ?? "");
  const [description, setDescription] = useState(scope?.description ?? "");
  const [sensitive, setSensitive] = useState(scope?.sensitive ?? false);
  const [grantableTo, setGrantableTo] = useState<GrantableTo>(scope?.grantableTo ?? "USER");
  const idempotencyKey = useIdempotencyKey();
  const create = useAction(CreateScope);
  const update = useAction(UpdateScope);
  const action = scope ? update : create;

  async function save() {
    const refused = action.refuse([
      !scope && badScopeName(name, "name"),
      invalid(title.trim() === "", t("check.titleMissing"), "title"),
    ]);
    if (refused) return;
    const words = {
      title: title.trim(),
      description: description.trim() || null,
      sensitive,
      grantableTo,
    };
    const { ok } = scope?.id
      ? await update.run({ scopeId: scope.id, ...words })
      : await create.run({ apiId, name: name.trim(), ...words, idempotencyKey });
    if (!ok) return;
    notify(t("apiScopes.saved", { name: name.trim() }));
    onDone();
  }

  return (
    <Dialog
      title={scope ? t("apiScopes.editTitle", { name: scope.name }) : t("apiScopes.add")}
      onClose={onClose}
      locked={action.busy}
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!action.busy) void save();
        }}
      >
        <Problems of={action.problems} />
        {!scope && (
          <TextField
            label={t("apiScopes.name")}
            help={t("apiScopes.nameHelp")}
            code
            placeholder="invoices:read"
            value={name}
            onChange={setName}
            error={problemOf(action.problems, "name")}
          />
        )}
        <TextField
          label={t("apiScopes.title")}
          help={t("apiScopes.titleHelp")}
          value={title}
          onChange={setTitle}
          error={problemOf(action.problems, "title")}
        />
        <TextField
          label={t("app.description")}
          optional
          rows={2}
          value={description}
          onChange={setDescription}
          error={problemOf(action.problems, "description")}
        />
        <SelectField
          label={t("admin.apis.grantableTo")}
          help={t("apiScopes.grantableHelp")}
          value={grantableTo}
          onChange={setGrantableTo}
          options={targets.map((value) => ({ value, label: grantableToName(value) }))}
          error={problemOf(action.problems, "grantableTo")}
        />
        <Choice
          label={t("apiScopes.sensitive")}
          detail={t("apiScopes.sensitiveDetail")}
          checked={sensitive}
          onChange={setSensitive}
        />
        {grantableTo !== "APP" && (
          <ConsentPreview
            name={t("preview.anApp")}
            scopes={[
              {
                name: name || "scope",
                title: title || t("apiScopes.title"),
                description,
                sensitive,
                grantableTo,
                resourceType: scope?.resourceType ?? null,
                api: null,
              },
            ]}
          />
        )}
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {scope ? t("action.save") : t("apiScopes.add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
