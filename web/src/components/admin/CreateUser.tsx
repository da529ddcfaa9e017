import { useState } from "react";
import { graphql } from "../../gql";
import type { UserRole } from "../../gql/graphql";
import { badEmail } from "../../lib/checks";
import { invalid, problemOf, useAction, useIdempotencyKey } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choice, SelectField, TextField } from "../ui/Field";
import { NewPasswordField } from "../ui/NewPasswordField";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";

const AdminCreateUser = graphql(`
  mutation AdminCreateUser($input: AdminCreateUserInput!) {
    adminCreateUser(input: $input) {
      user {
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

/** An account made by an administrator, with a first password to hand over. */
export function CreateUser({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<UserRole>("USER");
  const [verified, setVerified] = useState(false);
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(AdminCreateUser);
  return (
    <Dialog title={t("admin.users.create")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const refused = action.refuse([
            badEmail(email, "email"),
            invalid(password === "", t("check.passwordMissing"), "newPassword"),
          ]);
          if (refused) return;
          const { ok } = await action.run({
            email: email.trim(),
            name: name.trim() || null,
            password,
            role,
            emailVerified: verified,
            idempotencyKey,
          });
          if (!ok) return;
          notify(t("admin.users.made", { email: email.trim() }));
          onDone();
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("admin.users.email")}
          type="email"
          inputMode="email"
          autoComplete="off"
          value={email}
          onChange={setEmail}
          error={problemOf(action.problems, "email")}
        />
        <TextField
          label={t("admin.users.name")}
          optional
          autoComplete="off"
          value={name}
          onChange={setName}
          error={problemOf(action.problems, "name")}
        />
        <NewPasswordField
          label={t("admin.users.password")}
          help={t("admin.users.passwordHelp")}
          value={password}
          onChange={setPassword}
          words={[name, email]}
          error={problemOf(action.problems, "newPassword")}
        />
        <SelectField
          label={t("admin.users.role")}
          value={role}
          onChange={setRole}
          options={[
            { value: "USER", label: t("admin.users.user") },
            { value: "ADMIN", label: t("admin.users.administrator") },
          ]}
          error={problemOf(action.problems, "role")}
        />
        <Choice
          label={t("admin.users.verified")}
          detail={t("admin.users.verifiedDetail")}
          checked={verified}
          onChange={setVerified}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("admin.users.create")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
