import { graphql } from "../../gql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import type { Member, StepProps } from "./RoleField";

const Remove = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

/** Takes somebody out of the organization. */
export function RemoveMember({
  organization,
  member,
  onClose,
  onDone,
}: StepProps & { member: Member }) {
  const action = useAction(Remove);
  const { displayName: name } = member;
  return (
    <Confirm
      title={t("members.removeTitle", { name })}
      confirmLabel={t("members.remove")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({
          organizationId: organization.id,
          userId: member.userId,
        });
        if (!ok) return;
        notify(t("members.removed", { name }));
        onDone();
      }}
    >
      <p>{t("members.removeText")}</p>
    </Confirm>
  );
}
