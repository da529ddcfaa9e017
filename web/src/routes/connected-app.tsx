import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useState } from "react";
import { RemoveAccess, WhatStops } from "../components/grant/GrantActions";
import { May } from "../components/grant/May";
import { type Part, TakeAway } from "../components/grant/TakeAway";
import { Avatar } from "../components/ui/Avatar";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { OutLink } from "../components/ui/OutLink";
import { Facts, Section, WindowTitle } from "../components/ui/Page";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { ConnectedAppQuery as Result } from "../gql/graphql";
import { focusContent } from "../lib/focus";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const ConnectedAppQuery = graphql(`
  query ConnectedApp($id: ID!) {
    node(id: $id) {
      __typename
      ... on Grant {
        ...GrantCard
        updatedAt
        revokedAt
        app {
          description
          policyUri
          tosUri
        }
      }
    }
  }
`);

type Grant = Extract<NonNullable<Result["node"]>, { __typename: "Grant" }>;

function liveGrant({ node }: Result): Grant | null {
  return node?.__typename === "Grant" && !node.revokedAt ? node : null;
}

function GrantParts({ grant, refresh }: { grant: Grant; refresh: () => void }) {
  const [removing, setRemoving] = useState(false);
  const [taking, setTaking] = useState<Part | null>(null);
  const navigate = useNavigate();
  const { app } = grant;
  return (
    <>
      <WindowTitle of={app.name} />
      <header className="identity">
        <Avatar name={app.name} src={app.logoUri} />
        <h1 className="cluster">
          {app.name}
          {app.verified ? (
            <Badge tone="success">{t("connected.verified")}</Badge>
          ) : (
            <Badge tone="warning">{t("connected.unverified")}</Badge>
          )}
        </h1>
      </header>
      {app.description && <p>{app.description}</p>}
      <Section title={t("connected.access")}>
        <Facts
          of={[
            [t("connected.publisher"), app.publisher],
            [t("app.homepage"), app.homepage && <OutLink key="home" url={app.homepage} />],
            [t("app.policy"), app.policyUri && <OutLink key="policy" url={app.policyUri} />],
            [t("app.terms"), app.tosUri && <OutLink key="terms" url={app.tosUri} />],
            [t("connected.since"), <RelativeTime key="since" at={grant.createdAt} />],
            [t("connected.changed"), <RelativeTime key="changed" at={grant.updatedAt} />],
            [
              t("connected.lastUsed"),
              <RelativeTime key="used" at={grant.lastUsedAt} none={t("time.notYet")} />,
            ],
            [
              t("connected.from"),
              grant.lastUsedFrom && <code key="from">{grant.lastUsedFrom}</code>,
            ],
          ]}
        />
      </Section>
      <Section title={t("connected.may")} note={t("connected.narrowNote")}>
        <May grant={grant} onTake={setTaking} />
      </Section>
      <Section title={t("connected.remove")} danger>
        <WhatStops until={grant.accessTokensEndBy} />
        <p className="muted">{t("connected.confirmUndo", { name: app.name })}</p>
        <div className="actions">
          <Button look="danger" onClick={() => setRemoving(true)}>
            {t("connected.remove")}
          </Button>
        </div>
      </Section>
      {taking && (
        <TakeAway
          part={taking}
          until={grant.accessTokensEndBy}
          onClose={() => setTaking(null)}
          onDone={() => {
            setTaking(null);
            refresh();
            focusContent();
          }}
        />
      )}
      {removing && (
        <RemoveAccess
          grant={grant}
          onClose={() => setRemoving(false)}
          onDone={() => void navigate({ to: "/connected-apps" })}
        />
      )}
    </>
  );
}

export function ConnectedApp() {
  const { grantId } = useParams({ from: "/connected-apps/$grantId" });
  const answer = useOperation(ConnectedAppQuery, { id: grantId });
  return (
    <div className="page">
      <Link className="crumb" to="/connected-apps">
        <ChevronLeft size={16} aria-hidden />
        {t("connected.title")}
      </Link>
      <Loaded answer={answer} pick={liveGrant} rows={6}>
        {(grant) => <GrantParts grant={grant} refresh={answer.refresh} />}
      </Loaded>
    </div>
  );
}
