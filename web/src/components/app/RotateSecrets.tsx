import { useState } from "react";
import { graphql } from "../../gql";
import { problemOf, useAction, useIdempotencyKey } from "../../lib/graphql";
import { t, tn } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { SelectField, TextField } from "../ui/Field";
import { Problems } from "../ui/Problems";
import type { StepProps } from "./Secrets";

const RotateClientSecret = graphql(`
  mutation RotateClientSecret($input: RotateClientSecretInput!) {
    rotateClientSecret(input: $input) {
      secret
      clientSecret {
        id
      }
      client {
        id
        secrets {
          id
          expiresAt
        }
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const HOUR = 3600;
const DAY = 24 * HOUR;

const overlaps = [
  { value: "0", label: () => t("secrets.overlapNow") },
  { value: String(HOUR), label: () => tn("secrets.overlapHours", 1) },
  { value: String(DAY), label: () => tn("secrets.overlapDays", 1) },
  { value: String(7 * DAY), label: () => tn("secrets.overlapDays", 7) },
  { value: String(30 * DAY), label: () => tn("secrets.overlapDays", 30) },
];

/** A new secret in the place of all; they go on for a while. */
export function RotateSecrets({ clientId, onClose, onShown }: StepProps & { clientId: string }) {
  const [label, setLabel] = useState("");
  const idempotencyKey = useIdempotencyKey();
  const [overlap, setOverlap] = useState(String(7 * DAY));
  const action = useAction(RotateClientSecret);
  return (
    <Dialog title={t("secrets.rotateTitle")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const { payload } = await action.run({
            clientId,
            label: label.trim() || null,
            overlap: Number(overlap),
            idempotencyKey,
          });
          if (!payload) return;
          const ends = (payload.client?.secrets ?? [])
            .filter((each) => each.id !== payload.clientSecret?.id)
            .map((each) => each.expiresAt ?? "")
            .filter((at) => Date.parse(at) > Date.now());
          onShown({ secret: payload.secret ?? null, oldUntil: ends.sort().at(-1) ?? null });
        }}
      >
        <Problems of={action.problems} />
        <p>{t("secrets.rotateText")}</p>
        <TextField
          label={t("secrets.label")}
          help={t("secrets.labelHelp")}
          optional
          value={label}
          onChange={setLabel}
          maxLength={100}
          error={problemOf(action.problems, "label")}
        />
        <SelectField
          label={t("secrets.overlap")}
          value={overlap}
          onChange={setOverlap}
          options={overlaps.map(({ value, label }) => ({ value, label: label() }))}
          error={problemOf(action.problems, "overlap")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("secrets.rotateConfirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
