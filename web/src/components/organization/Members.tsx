import { Plus } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type { MemberRole, OrganizationQuery } from "../../gql/graphql";
import { badEmail } from "../../lib/checks";
import { problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { byRole } from "../../lib/words";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { CopyOnce } from "../ui/CopyOnce";
import { Dialog } from "../ui/Dialog";
import { SelectField, TextField } from "../ui/Field";
import { MenuAction, RowMenu } from "../ui/Menu";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { RelativeTime } from "../ui/RelativeTime";
import { Table } from "../ui/Table";

const InviteMember = graphql(`
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

const RemoveMember = graphql(`
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

type Organization = NonNullable<OrganizationQuery["organization"]>;
type Member = NonNullable<Organization["members"]>[number];

const roles: readonly MemberRole[] = ["VIEWER", "DEVELOPER", "ADMIN", "OWNER"];

function RoleField(props: {
  organization: Organization;
  value: MemberRole;
  onChange: (role: MemberRole) => void;
  error?: string;
}) {
  const { organization, value } = props;
  const offered = roles.filter(
    (role) => role !== "OWNER" || organization.permissions.canManageOwners,
  );
  return (
    <SelectField
      label={t("organization.role")}
      help={t(`role.${value}.detail`)}
      value={value}
      onChange={props.onChange}
      options={offered.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      error={props.error}
    />
  );
}

interface StepProps {
  organization: Organization;
  onClose: () => void;
  onDone: () => void;
}

function Invite({ organization, onClose, onDone }: StepProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<MemberRole>("DEVELOPER");
  const [made, setMade] = useState<{ link: string | null; mailed: boolean } | null>(null);
  const action = useAction(InviteMember);
  if (made) {
    return (
      <Dialog title={t("members.invited", { email })} onClose={onDone}>
        <div className="stack">
          {made.mailed && <p>{t("members.mailed", { email })}</p>}
          {made.link && (
            <>
              <p>{t("members.linkText", { email })}</p>
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

function ChangeRole({ organization, member, onClose, onDone }: StepProps & { member: Member }) {
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

function Remove({ organization, member, onClose, onDone }: StepProps & { member: Member }) {
  const action = useAction(RemoveMember);
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

function Invitations({
  organization,
  refresh,
}: {
  organization: Organization;
  refresh: () => void;
}) {
  const action = useAction(RevokeInvitation);
  const open = (organization.invitations ?? []).filter((each) => !each.revokedAt);
  if (open.length === 0) return null;
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
            onClick={async () => {
              const { ok } = await action.run({ invitationId: invitation.id });
              if (!ok) return;
              notify(t("members.withdrawn", { email: invitation.email }));
              refresh();
            }}
          >
            {t("members.withdraw")}
          </Button>
        )}
      />
    </div>
  );
}

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
                  <RowMenu label={t("action.menuOf", { name: member.displayName })}>
                    <MenuAction onSelect={() => setStep({ kind: "role", member })}>
                      {t("members.changeRole")}
                    </MenuAction>
                    <MenuAction danger onSelect={() => setStep({ kind: "remove", member })}>
                      {t("members.remove")}
                    </MenuAction>
                  </RowMenu>
                )
            : undefined
        }
      />
      <Invitations organization={organization} refresh={refresh} />
      {step?.kind === "invite" && <Invite {...shared} />}
      {step?.kind === "role" && <ChangeRole {...shared} member={step.member} />}
      {step?.kind === "remove" && <Remove {...shared} member={step.member} />}
    </Section>
  );
}
