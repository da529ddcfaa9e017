import { useState } from "react";
import { graphql } from "../../gql";
import type { MemberRole } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";
import { type Member, RoleField, type StepProps } from "./RoleField";

const ChangeMemberRole = graphql(`
  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {
    changeMemberRole(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

/** What a member may do from now on. */
export function ChangeRole({
  organization,
  member,
  onClose,
  onDone,
}: StepProps & { member: Member }) {
  const [role, setRole] = useState<MemberRole>(member.role);
  const action = useAction(ChangeMemberRole);
  return (
    <Dialog title={t("members.roleOf", { name: member.displayName })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const { ok } = await action.run({
            organizationId: organization.id,
            userId: member.userId,
            role,
          });
          if (!ok) return;
          notify(t("members.roleChanged", { name: member.displayName }));
          onDone();
        }}
      >
        <Problems of={action.problems} />
        <RoleField organization={organization} value={role} onChange={setRole} />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy} disabled={role === member.role}>
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
