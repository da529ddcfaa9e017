import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type { KeyTakeover } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { SelectField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";

const RotateSigningKeys = graphql(`
  mutation RotateSigningKeys($input: AdminRotateSigningKeyInput!) {
    adminRotateSigningKey(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const takeovers: readonly KeyTakeover[] = ["OVERLAP", "NOW", "WITHDRAW"];

export function RotateKeys({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const [takeover, setTakeover] = useState<KeyTakeover>("OVERLAP");
  const action = useAction(RotateSigningKeys);
  return (
    <Dialog title={t("admin.keys.rotate")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const { ok } = await action.run({ takeover });
          if (!ok) return;
          notify(t("admin.keys.rotated"));
          onDone();
        }}
      >
        <Problems of={action.problems} />
        <SelectField
          label={t("admin.keys.takeover")}
          help={t(`takeover.${takeover}.detail`)}
          value={takeover}
          onChange={setTakeover}
          options={takeovers.map((value) => ({ value, label: t(`takeover.${value}`) }))}
        />
        {takeover === "WITHDRAW" && (
          <p className="note">
            <TriangleAlert size={20} aria-hidden />
            {t("admin.keys.withdrawWarning")}
          </p>
        )}
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button
            look={takeover === "WITHDRAW" ? "danger" : "primary"}
            type="submit"
            busy={action.busy}
          >
            {t("admin.keys.rotate")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
