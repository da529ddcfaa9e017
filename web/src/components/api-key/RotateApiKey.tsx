import { useState } from "react";
import { graphql } from "../../gql";
import type { ApiKeyRowFragment } from "../../gql/graphql";
import { problemOf, useAction, useIdempotencyKey } from "../../lib/graphql";
import { t, tn } from "../../lib/i18n";
import type { Shown } from "../../routes/api-keys";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { SelectField } from "../ui/Field";
import { Problems } from "../ui/Problems";

const RotateKey = graphql(`
  mutation RotateApiKey($input: RotateApiKeyInput!) {
    rotateApiKey(input: $input) {
      secret
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
];

interface RotateProps {
  apiKey: ApiKeyRowFragment;
  onClose: () => void;
  onShown: (shown: Shown) => void;
}

/** Another key in its place; the one before it ends after a while. */
export function RotateApiKey({ apiKey, onClose, onShown }: RotateProps) {
  const [overlap, setOverlap] = useState(String(DAY));
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(RotateKey);
  return (
    <Dialog
      title={t("keys.rotateTitle", { label: apiKey.label })}
      onClose={onClose}
      locked={action.busy}
    >
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const { payload } = await action.run({
            apiKeyId: apiKey.id,
            overlap: Number(overlap),
            idempotencyKey,
          });
          if (payload) onShown({ secret: payload.secret ?? null });
        }}
      >
        <Problems of={action.problems} />
        <p>{t("keys.rotateText")}</p>
        <SelectField
          label={t("keys.overlap")}
          value={overlap}
          onChange={setOverlap}
          options={overlaps.map(({ value, label }) => ({ value, label: label() }))}
          error={problemOf(action.problems, "overlap")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("keys.rotate")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
