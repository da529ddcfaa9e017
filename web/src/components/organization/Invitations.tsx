import { graphql } from "../../gql";
import { focusContent } from "../../lib/focus";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useOptimistic } from "../../lib/optimistic";
import { Button } from "../ui/Button";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";
import { RelativeTime } from "../ui/RelativeTime";
import { Table } from "../ui/Table";
import type { Organization } from "./RoleField";

const RevokeInvitation = graphql(`
  mutation RevokeInvitation($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Invitation = NonNullable<Organization["invitations"]>[number];

/** One list for all who may not see them: a new one at each look would be a change. */
const none: readonly Invitation[] = [];

/** Who was asked in and has not answered. */
export function Invitations({
  organization,
  refresh,
}: {
  organization: Organization;
  refresh: () => void;
}) {
  const action = useAction(RevokeInvitation);
  const { rows, attempt } = useOptimistic(organization.invitations ?? none);
  const open = rows.filter((each) => !each.revokedAt);

  /** It is gone from the list at once, and back with the reason where it still stands. */
  async function withdraw({ id, email }: Invitation) {
    focusContent();
    if (!(await attempt(id, null, () => action.run({ invitationId: id })))) return;
    notify(t("members.withdrawn", { email }));
    refresh();
  }

  if (open.length === 0 && action.problems.length === 0) return null;
  return (
    <div className="stack-small">
      <h3>{t("members.open")}</h3>
      <Problems of={action.problems} />
      <Table
        caption={t("members.open")}
        rows={open}
        rowKey={(invitation) => invitation.id}
        actionsTitle={t("column.actions")}
        columns={[
          {
            title: t("admin.users.email"),
            lead: true,
            cell: (invitation) => <strong>{invitation.email}</strong>,
          },
          { title: t("organization.role"), cell: (invitation) => t(`role.${invitation.role}`) },
          {
            title: t("members.expires"),
            cell: (invitation) => <RelativeTime at={invitation.expiresAt} />,
          },
        ]}
        actions={(invitation) => (
          <Button
            busy={action.busy}
            aria-label={`${t("members.withdraw")}: ${invitation.email}`}
            onClick={() => withdraw(invitation)}
          >
            {t("members.withdraw")}
          </Button>
        )}
      />
    </div>
  );
}
