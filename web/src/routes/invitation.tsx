import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { InvitationCard } from "../components/organization/InvitationCard";
import { Page } from "../components/ui/Page";
import { EmptyState, Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const InvitationQuery = graphql(`
  query Invitation($token: String!) {
    invitation(token: $token) {
      ...InvitationPart
    }
  }
`);

// Signing in on the way loses what follows the number sign; it waits in this tab until it is used.
const KEPT = "latchkey.invitation";

/** The token of the link that led here. It is never sent as part of an address. */
function takeToken(): string {
  const fresh = window.location.hash.slice(1);
  if (fresh) sessionStorage.setItem(KEPT, fresh);
  return fresh || (sessionStorage.getItem(KEPT) ?? "");
}

export function Invitation() {
  const [token] = useState(takeToken);
  const answer = useOperation(InvitationQuery, { token }, "network-only");
  const navigate = useNavigate();
  const over = () => {
    sessionStorage.removeItem(KEPT);
    void navigate({ to: "/organizations" });
  };
  return (
    <Page title={t("invitation.page")} purpose={t("invitation.purpose")}>
      <Loaded answer={answer} pick={(data) => ({ invitation: data.invitation })} rows={4}>
        {({ invitation }) =>
          invitation ? (
            <InvitationCard invitation={invitation} token={token} onAnswered={over} />
          ) : (
            <EmptyState title={t("invitation.over")}>{t("invitation.overText")}</EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}
