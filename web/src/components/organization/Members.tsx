import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { focusContent } from "../../lib/focus";
import { t } from "../../lib/i18n";
import { byRole } from "../../lib/words";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Section } from "../ui/Page";
import { RelativeTime } from "../ui/RelativeTime";
import { RowMenu } from "../ui/RowMenu";
import { Table } from "../ui/Table";
import { Invitations } from "./Invitations";
import type { Member, Organization } from "./RoleField";

// Most visits only read the list; a dialog comes when it is opened.
const InviteMember = lazy(() =>
  import("./InviteMember").then((module) => ({ default: module.InviteMember })),
);
const ChangeRole = lazy(() =>
  import("./ChangeRole").then((module) => ({ default: module.ChangeRole })),
);
const RemoveMember = lazy(() =>
  import("./RemoveMember").then((module) => ({ default: module.RemoveMember })),
);

type Step = { kind: "invite" } | { kind: "role" | "remove"; member: Member };

/** Who belongs to an organization, who is invited, and what they may do. */
export function Members({
  organization,
  refresh,
}: {
  organization: Organization;
  refresh: () => void;
}) {
  const [step, setStep] = useState<Step | null>(null);
  const { canManageMembers, canManageOwners } = organization.permissions;
  const close = () => setStep(null);
  const shared = {
    organization,
    onClose: close,
    onDone: () => {
      close();
      refresh();
      // The row's button goes with the row.
      if (step?.kind === "remove") focusContent();
    },
  };
  return (
    <Section
      title={t("organization.members")}
      note={t("organization.membersNote")}
      action={
        canManageMembers && (
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setStep({ kind: "invite" })}>
            {t("members.invite")}
          </Button>
        )
      }
    >
      <Table
        caption={t("organization.members")}
        rows={byRole(organization.members ?? [])}
        rowKey={(member) => member.userId}
        actionsTitle={t("column.actions")}
        columns={[
          {
            title: t("organization.person"),
            lead: true,
            cell: (member) => (
              <div className="stack-tiny">
                <strong>{member.displayName}</strong>
                <span className="muted">{member.email}</span>
              </div>
            ),
          },
          {
            title: t("organization.role"),
            cell: (member) => (
              <span title={t(`role.${member.role}.detail`)}>
                <Badge>{t(`role.${member.role}`)}</Badge>
              </span>
            ),
          },
          {
            title: t("organization.joined"),
            cell: (member) => <RelativeTime at={member.createdAt} />,
          },
        ]}
        actions={
          canManageMembers
            ? (member) =>
                (member.role !== "OWNER" || canManageOwners) && (
                  <RowMenu
                    label={t("action.menuOf", { name: member.displayName })}
                    actions={[
                      {
                        label: t("members.changeRole"),
                        onSelect: () => setStep({ kind: "role", member }),
                      },
                      {
                        label: t("members.remove"),
                        danger: true,
                        onSelect: () => setStep({ kind: "remove", member }),
                      },
                    ]}
                  />
                )
            : undefined
        }
      />
      <Invitations organization={organization} refresh={refresh} />
      <Suspense>
        {step?.kind === "invite" && <InviteMember {...shared} />}
        {step?.kind === "role" && <ChangeRole {...shared} member={step.member} />}
        {step?.kind === "remove" && <RemoveMember {...shared} member={step.member} />}
      </Suspense>
    </Section>
  );
}
