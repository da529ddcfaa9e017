import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { Dialog } from "../components/ui/Dialog";
import { TextField } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Page } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { AccountInvitationFragment } from "../gql/graphql";
import { badEmail } from "../lib/checks";
import { focusContent } from "../lib/focus";
import { problemOf, useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { useOptimistic } from "../lib/optimistic";

const AdminInvitationsQuery = graphql(`
  query AdminInvitations {
    admin {
      invitations {
        ...AccountInvitation
      }
    }
  }

  fragment AccountInvitation on Invitation {
    id
    email
    createdAt
    expiresAt
  }
`);

const CreateInvitation = graphql(`
  mutation CreateInvitation($input: AdminCreateInvitationInput!) {
    adminCreateInvitation(input: $input) {
      invitation {
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

const RevokeAccountInvitation = graphql(`
  mutation RevokeAccountInvitation($input: AdminRevokeInvitationInput!) {
    adminRevokeInvitation(input: $input) {
      revokedInvitationId
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface StepProps {
  onDone: () => void;
  onClose: () => void;
}

function Invite({ onDone, onClose }: StepProps) {
  const [email, setEmail] = useState("");
  const action = useAction(CreateInvitation);
  return (
    <Dialog title={t("invitations.invite")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          const address = email.trim();
          if (action.busy) return;
          if (action.refuse([badEmail(address, "email")])) return;
          const { ok } = await action.run({ email: address });
          if (!ok) return;
          notify(t("invitations.sent", { email: address }));
          onDone();
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("invitations.email")}
          help={t("invitations.help")}
          type="email"
          inputMode="email"
          autoComplete="off"
          value={email}
          onChange={setEmail}
          error={problemOf(action.problems, "email")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("invitations.invite")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface InvitationsProps {
  invitations: readonly AccountInvitationFragment[];
  refresh: () => void;
}

function Invitations({ invitations, refresh }: InvitationsProps) {
  const { rows, attempt } = useOptimistic(invitations);
  const action = useAction(RevokeAccountInvitation);
  const [revoking, setRevoking] = useState<AccountInvitationFragment | null>(null);

  /** It is gone from the list at once, and back with the reason where it still stands. */
  async function revoke({ id, email }: AccountInvitationFragment) {
    setRevoking(null);
    focusContent();
    if (!(await attempt(id, null, () => action.run({ invitationId: id })))) return;
    notify(t("invitations.revoked", { email }));
    refresh();
  }

  return (
    <>
      <Problems of={action.problems} />
      {rows.length === 0 ? (
        <EmptyState title={t("invitations.empty")}>{t("invitations.emptyText")}</EmptyState>
      ) : (
        <Table
          caption={t("invitations.title")}
          rows={rows}
          rowKey={(invitation) => invitation.id}
          actionsTitle={t("column.actions")}
          columns={[
            {
              title: t("invitations.email"),
              lead: true,
              cell: (invitation) => <strong>{invitation.email}</strong>,
            },
            {
              title: t("invitations.sentAt"),
              cell: (invitation) => <RelativeTime at={invitation.createdAt} />,
            },
            {
              title: t("invitations.ends"),
              cell: (invitation) => <RelativeTime at={invitation.expiresAt} />,
            },
          ]}
          actions={(invitation) => (
            <Button
              aria-label={`${t("invitations.revoke")}: ${invitation.email}`}
              onClick={() => setRevoking(invitation)}
            >
              {t("invitations.revoke")}
            </Button>
          )}
        />
      )}
      {revoking && (
        <Confirm
          title={t("invitations.revokeTitle", { email: revoking.email })}
          confirmLabel={t("invitations.revoke")}
          busy={false}
          problems={[]}
          onClose={() => setRevoking(null)}
          onConfirm={() => revoke(revoking)}
        >
          <p>{t("invitations.revokeText")}</p>
        </Confirm>
      )}
    </>
  );
}

/** Who was asked to make an account, and has not yet. */
export function AdminInvitations() {
  const answer = useOperation(AdminInvitationsQuery, {});
  const [inviting, setInviting] = useState(false);
  const close = () => setInviting(false);
  const done = () => {
    close();
    answer.refresh();
  };
  return (
    <Page
      title={t("invitations.title")}
      purpose={t("invitations.purpose")}
      action={
        <Button
          look="primary"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => setInviting(true)}
        >
          {t("invitations.invite")}
        </Button>
      }
    >
      <Loaded answer={answer} pick={({ admin }) => admin?.invitations} absent="forbidden">
        {(invitations) => <Invitations invitations={invitations} refresh={answer.refresh} />}
      </Loaded>
      {inviting && <Invite onDone={done} onClose={close} />}
    </Page>
  );
}
