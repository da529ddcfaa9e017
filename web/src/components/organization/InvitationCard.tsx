import { useNavigate } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { InvitationPartFragment } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { notify } from "../ui/Notices";
import { Facts, Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { RelativeTime } from "../ui/RelativeTime";

graphql(`
  fragment InvitationPart on ReceivedInvitation {
    id
    organizationName
    organizationSlug
    role
    forYou
    invitedBy
    expiresAt
  }
`);

const AcceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      organization {
        id
        slug
        name
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const DeclineInvitation = graphql(`
  mutation DeclineInvitation($input: DeclineInvitationInput!) {
    declineInvitation(input: $input) {
      organizationName
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface InvitationCardProps {
  invitation: InvitationPartFragment;
  /** Of its link; without one it is named by its id. */
  token?: string;
  onAnswered: () => void;
}

/** An invitation into an organization, to accept or to decline. */
export function InvitationCard({ invitation, token, onAnswered }: InvitationCardProps) {
  const accept = useAction(AcceptInvitation);
  const decline = useAction(DeclineInvitation);
  const navigate = useNavigate();
  const { organizationName: name, role } = invitation;
  const which = token ? { token } : { invitationId: invitation.id };
  return (
    <Section
      title={t("invitation.title", { name })}
      note={t("invitation.note", { role: t(`role.${role}`) })}
    >
      <Problems of={[...accept.problems, ...decline.problems]} />
      <Facts
        of={[
          [t("organization.role"), t(`role.${role}.detail`)],
          [t("invitation.by"), invitation.invitedBy],
          [t("members.expires"), <RelativeTime key="expires" at={invitation.expiresAt} />],
        ]}
      />
      {invitation.forYou ? (
        <div className="actions">
          <Button
            look="primary"
            busy={accept.busy}
            onClick={async () => {
              const { payload } = await accept.run(which);
              if (!payload?.organization) return;
              notify(t("invitation.accepted", { name }));
              await navigate({
                to: "/organizations/$slug",
                params: { slug: payload.organization.slug },
              });
            }}
          >
            {t("invitation.accept")}
          </Button>
          <Button
            busy={decline.busy}
            onClick={async () => {
              const { ok } = await decline.run(which);
              if (!ok) return;
              notify(t("invitation.declined", { name }));
              onAnswered();
            }}
          >
            {t("invitation.decline")}
          </Button>
        </div>
      ) : (
        <p>{t("invitation.notYours")}</p>
      )}
    </Section>
  );
}
