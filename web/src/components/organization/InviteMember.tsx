import { useState } from "react";
import { graphql } from "../../gql";
import type { MemberRole } from "../../gql/graphql";
import { badEmail } from "../../lib/checks";
import { problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { CopyOnce } from "../ui/CopyOnce";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Problems } from "../ui/Problems";
import { RoleField, type StepProps } from "./RoleField";

const Invite = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      link
      mailed
      userErrors {
        message
        field
        code
      }
    }
  }
`);

/** Asks somebody in, by mail or by a link to pass on. */
export function InviteMember({ organization, onClose, onDone }: StepProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<MemberRole>("DEVELOPER");
  const [made, setMade] = useState<{ link: string | null; mailed: boolean } | null>(null);
  const action = useAction(Invite);
  if (made) {
    return (
      <Dialog title={t("members.invited", { email })} onClose={onDone}>
        <div className="stack">
          {made.mailed && <p>{t("members.mailed", { email })}</p>}
          {made.link && (
            <>
              {!made.mailed && <p>{t("members.linkText", { email })}</p>}
              <CopyOnce secret={made.link} label={t("members.link")} />
            </>
          )}
          <div className="actions actions-end">
            <Button look="primary" onClick={onDone}>
              {t("action.done")}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t("members.invite")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy || action.refuse([badEmail(email, "email")])) return;
          const { payload } = await action.run({
            organizationId: organization.id,
            email: email.trim(),
            role,
          });
          if (payload) setMade({ link: payload.link ?? null, mailed: payload.mailed });
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
        <RoleField
          organization={organization}
          value={role}
          onChange={setRole}
          error={problemOf(action.problems, "role")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("members.invite")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
