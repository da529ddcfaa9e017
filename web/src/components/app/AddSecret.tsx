import { useState } from "react";
import { graphql } from "../../gql";
import { problemOf, useAction, useIdempotencyKey } from "../../lib/graphql";
import { t, tn } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { SelectField, TextField } from "../ui/Field";
import { Problems } from "../ui/Problems";
import type { StepProps } from "./Secrets";

const CreateClientSecret = graphql(`
  mutation CreateClientSecret($input: CreateClientSecretInput!) {
    createClientSecret(input: $input) {
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

const lifetimes = ["0", "30", "90", "180", "365"] as const;

/** One more secret for a client. */
export function AddSecret({ clientId, onClose, onShown }: StepProps & { clientId: string }) {
  const [label, setLabel] = useState("");
  const [days, setDays] = useState<(typeof lifetimes)[number]>("0");
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(CreateClientSecret);
  return (
    <Dialog title={t("secrets.addTitle")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const expiresAt =
            days === "0" ? null : new Date(Date.now() + Number(days) * DAY).toISOString();
          const { payload } = await action.run({
            clientId,
            label: label.trim() || null,
            expiresAt,
            idempotencyKey,
          });
          if (payload) onShown({ secret: payload.secret ?? null, oldUntil: null });
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("secrets.label")}
          help={t("secrets.labelHelp")}
          value={label}
          onChange={setLabel}
          maxLength={100}
          error={problemOf(action.problems, "label")}
        />
        <SelectField
          label={t("secrets.expires")}
          value={days}
          onChange={setDays}
          options={lifetimes.map((value) => ({
            value,
            label:
              value === "0" ? t("secrets.expiresNever") : tn("secrets.expiresIn", Number(value)),
          }))}
          error={problemOf(action.problems, "expiresAt")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("secrets.add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
