import { useMemo, useState } from "react";
import { graphql } from "../../gql";
import { invalid, problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { makePasskey } from "../../lib/passkeys";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";
import type { StepProps } from "./RecoveryCodes";

const RegisterPasskey = graphql(`
  mutation RegisterPasskey($input: RegisterPasskeyInput!) {
    registerPasskey(input: $input) {
      registration {
        options
        token
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const ConfirmPasskey = graphql(`
  mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {
    confirmPasskey(input: $input) {
      recoveryCodes
      userErrors {
        message
        field
        code
      }
    }
  }
`);

/** Names a passkey and has the browser make it. */
export function AddPasskey({ onDone, onClose }: StepProps) {
  const start = useAction(RegisterPasskey);
  const finish = useAction(ConfirmPasskey);
  const [name, setName] = useState("");
  const busy = start.busy || finish.busy;
  // The same list until it changes: a new one takes the focus.
  const problems = useMemo(
    () => [...start.problems, ...finish.problems],
    [start.problems, finish.problems],
  );
  return (
    <Dialog title={t("security.passkeyAdd")} onClose={onClose} locked={busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (busy) return;
          if (start.refuse([invalid(name.trim() === "", t("security.passkeyNameMissing"), "name")]))
            return;
          const started = await start.run({ confirm: true });
          const registration = started.payload?.registration;
          if (!registration) return;
          const credential = await makePasskey(registration.options);
          if (credential === null) {
            start.refuse([invalid(true, t("security.passkeyNone"))]);
            return;
          }
          const { ok, payload } = await finish.run({
            token: registration.token,
            credential,
            name: name.trim(),
          });
          if (!ok) return;
          notify(t("security.passkeyDone"));
          onDone(payload.recoveryCodes ?? null);
        }}
      >
        <Problems of={problems} />
        <p>{t("security.passkeyText")}</p>
        <TextField
          label={t("security.passkeyName")}
          help={t("security.passkeyNameHelp")}
          maxLength={64}
          autoComplete="off"
          value={name}
          onChange={setName}
          error={problemOf(problems, "name")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={busy}>
            {t("security.passkeyCreate")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
