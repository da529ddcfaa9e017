import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useState } from "react";
import { RemoveAccess, WhatStops } from "../components/grant/GrantActions";
import { Avatar } from "../components/ui/Avatar";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Choice, Choices } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { OutLink } from "../components/ui/OutLink";
import { Facts, Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime, useNow } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { ConnectedAppQuery as Result } from "../gql/graphql";
import { clock } from "../lib/dates";
import { useAction, useOperation } from "../lib/graphql";
import { t, tn } from "../lib/i18n";

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

const RevokeGrantScopes = graphql(`
  mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {
    revokeGrantScopes(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Grant = Extract<NonNullable<Result["node"]>, { __typename: "Grant" }>;

function liveGrant({ node }: Result): Grant | null {
  return node?.__typename === "Grant" && !node.revokedAt ? node : null;
}

/** Taking single permissions back: what is unticked ends when it is saved. */
function Narrow({ grant, onSaved }: { grant: Grant; onSaved: () => void }) {
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const action = useAction(RevokeGrantScopes);
  const now = useNow();
  const left = grant.scopes.length - out.size;
  return (
    <form
      className="stack"
      onSubmit={async (event) => {
        event.preventDefault();
        if (out.size === 0 || left === 0 || action.busy) return;
        const { ok } = await action.run({ grantId: grant.id, scopes: [...out] });
        if (!ok) return;
        notify(tn("connected.narrowed", out.size));
        setOut(new Set());
        onSaved();
      }}
    >
      <Problems of={action.problems} />
      <Choices legend={t("connected.may")} quiet>
        {grant.scopes.map((scope) => (
          <Choice
            key={scope.name}
            label={
              <span className="cluster">
                {scope.title}
                {scope.sensitive && <Badge tone="warning">{t("connected.sensitive")}</Badge>}
                {scope.apiName && <span className="muted">{scope.apiName}</span>}
              </span>
            }
            detail={scope.description}
            checked={!out.has(scope.name)}
            onChange={(kept) => {
              const next = new Set(out);
              if (kept) next.delete(scope.name);
              else next.add(scope.name);
              setOut(next);
            }}
          />
        ))}
      </Choices>
      <div role="status">
        {left === 0 && <p className="field-error">{t("connected.narrowNothing")}</p>}
        {left > 0 && out.size > 0 && (
          <p>
            {tn("connected.narrowing", out.size)}{" "}
            {Date.parse(grant.accessTokensEndBy) > now &&
              t("connected.narrowLater", { time: clock(grant.accessTokensEndBy, now) })}
          </p>
        )}
      </div>
      <div className="actions">
        <Button type="submit" busy={action.busy} disabled={out.size === 0 || left === 0}>
          {t("connected.narrow")}
        </Button>
      </div>
    </form>
  );
}

function GrantParts({ grant, refresh }: { grant: Grant; refresh: () => void }) {
  const [removing, setRemoving] = useState(false);
  const navigate = useNavigate();
  const { app } = grant;
  return (
    <>
      <title>{`${app.name} · Latchkey`}</title>
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
        <Narrow key={grant.updatedAt} grant={grant} onSaved={refresh} />
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
