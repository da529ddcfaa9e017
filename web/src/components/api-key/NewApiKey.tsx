import { useState } from "react";
import { graphql } from "../../gql";
import { invalid, problemOf, useAction, useIdempotencyKey, useOperation } from "../../lib/graphql";
import { t, tn } from "../../lib/i18n";
import { lines } from "../../lib/words";
import type { Shown } from "../../routes/api-keys";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choice, Choices, SelectField, TextField } from "../ui/Field";
import { Problems } from "../ui/Problems";
import { Loaded } from "../ui/States";
import { PermissionPicker } from "./PermissionPicker";

const KeyPermissionsQuery = graphql(`
  query KeyPermissions {
    viewer {
      keyPermissions {
        ...KeyPermissionChoice
      }
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
const lifetimes = ["30", "90", "365", "0"] as const;

interface NewProps {
  onClose: () => void;
  onShown: (shown: Shown) => void;
}

/** A key by hand: what it is called, what it may do, for how long and from where. */
export function NewApiKey({ onClose, onShown }: NewProps) {
  const answer = useOperation(KeyPermissionsQuery, {});
  const [label, setLabel] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [nothing, setNothing] = useState(false);
  const [days, setDays] = useState<(typeof lifetimes)[number]>("90");
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
          const wrong = action.refuse([
            invalid(label.trim() === "", t("keys.labelMissing"), "label"),
            invalid(chosen.size === 0 && !nothing, t("keys.permissionsMissing"), "permissions"),
          ]);
          if (wrong) return;
          const expiresAt =
            days === "0" ? null : new Date(Date.now() + Number(days) * DAY).toISOString();
          const { payload } = await action.run({
            label: label.trim(),
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
            {(all) => (
              <>
                <Choice
                  label={t("keys.identityOnly")}
                  checked={nothing}
                  onChange={(checked) => {
                    setNothing(checked);
                    if (checked) setChosen(new Set());
                  }}
                />
                <PermissionPicker
                  all={all}
                  chosen={chosen}
                  onChange={(next) => {
                    setChosen(next);
                    setNothing(false);
                  }}
                />
              </>
            )}
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
