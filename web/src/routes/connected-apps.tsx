import { Check, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { type Part, TakeAway } from "../components/grant/TakeAway";
import { Avatar } from "../components/ui/Avatar";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { notify } from "../components/ui/Notices";
import { OutLink } from "../components/ui/OutLink";
import { Facts, Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { RelativeTime, useNow } from "../components/ui/RelativeTime";
import { EmptyState, Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { GrantCardFragment } from "../gql/graphql";
import { clock } from "../lib/dates";
import { focusContent } from "../lib/focus";
import { useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const ConnectedAppsQuery = graphql(`
  query ConnectedApps($after: String) {
    viewer {
      grants(first: 25, after: $after) {
        nodes {
          ...GrantCard
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }

  fragment GrantCard on Grant {
    id
    createdAt
    lastUsedAt
    lastUsedFrom
    accessTokensEndBy
    app {
      id
      name
      logoUri
      publisher
      homepage
      verified
    }
    scopes {
      name
      title
      description
      sensitive
      resources {
        name
        permission
      }
    }
  }
`);

const RevokeGrant = graphql(`
  mutation RevokeGrant($input: RevokeGrantInput!) {
    revokeGrant(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface RemoveProps {
  grant: GrantCardFragment;
  onDone: () => void;
  onClose: () => void;
}

function RemoveAccess({ grant, onDone, onClose }: RemoveProps) {
  const action = useAction(RevokeGrant);
  const now = useNow();
  const { name } = grant.app;
  return (
    <Confirm
      title={t("connected.confirmTitle", { name })}
      confirmLabel={t("connected.remove")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ grantId: grant.id });
        if (!ok) return;
        notify(t("connected.removed", { name }));
        onDone();
      }}
    >
      <p>
        {t("connected.confirmNow")}{" "}
        {Date.parse(grant.accessTokensEndBy) > now &&
          t("connected.confirmLater", { time: clock(grant.accessTokensEndBy, now) })}
      </p>
      <p className="muted">{t("connected.confirmUndo", { name })}</p>
    </Confirm>
  );
}

interface MayProps {
  grant: GrantCardFragment;
  onTake: (part: Part) => void;
}

/** What the app may do, each part with a button that takes it away. */
function May({ grant, onTake }: MayProps) {
  const part = { grantId: grant.id, app: grant.app.name };
  return (
    <ul className="bullets bullets-edit">
      {grant.scopes.map((scope) => (
        <li key={scope.name} data-sensitive={scope.sensitive ? "" : undefined}>
          {scope.sensitive ? (
            <TriangleAlert size={16} aria-hidden />
          ) : (
            <Check size={16} aria-hidden />
          )}
          <span title={scope.name}>
            {scope.title}
            {scope.sensitive && <span className="muted"> ({t("connected.sensitive")})</span>}
            {scope.description && <span className="muted"> · {scope.description}</span>}
          </span>
          <Button
            look="quiet"
            aria-label={`${t("connected.take")}: ${scope.title}`}
            onClick={() =>
              onTake({
                ...part,
                title: scope.title,
                last: grant.scopes.length === 1,
                take: { scopes: [scope.name] },
              })
            }
          >
            {t("connected.take")}
          </Button>
          {scope.resources && (
            <ul className="list-edit" aria-label={t("connected.only")}>
              {scope.resources.map(({ name, permission }) => (
                <li key={permission}>
                  <span title={permission}>{name}</span>
                  <Button
                    look="quiet"
                    aria-label={`${t("connected.take")}: ${scope.title}, ${name}`}
                    onClick={() =>
                      onTake({
                        ...part,
                        title: scope.title,
                        resource: name ?? permission,
                        last: grant.scopes.length === 1 && scope.resources?.length === 1,
                        take: { permissions: [permission] },
                      })
                    }
                  >
                    {t("connected.take")}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

interface GrantCardProps extends MayProps {
  onRemove: () => void;
}

function GrantCard({ grant, onRemove, onTake }: GrantCardProps) {
  const { app } = grant;
  return (
    <li className="section">
      <header className="section-head">
        <div className="identity">
          <Avatar name={app.name} src={app.logoUri} />
          <div>
            <h2 className="cluster">
              {app.name}
              {app.verified && <Badge tone="success">{t("connected.verified")}</Badge>}
            </h2>
            {app.publisher && (
              <span className="muted">{`${t("connected.publisher")} ${app.publisher}`}</span>
            )}
            {app.homepage && <OutLink url={app.homepage} short />}
          </div>
        </div>
        <Button onClick={onRemove} aria-label={`${t("connected.remove")}: ${app.name}`}>
          {t("connected.remove")}
        </Button>
      </header>
      <div className="stack-small">
        <h3>{t("connected.may")}</h3>
        <May grant={grant} onTake={onTake} />
      </div>
      <Facts
        of={[
          [t("connected.since"), <RelativeTime key="since" at={grant.createdAt} />],
          [
            t("connected.lastUsed"),
            <span key="used">
              <RelativeTime at={grant.lastUsedAt} none={t("time.notYet")} />
              {grant.lastUsedFrom &&
                ` ${t("connected.lastUsedFrom", { place: grant.lastUsedFrom })}`}
            </span>,
          ],
        ]}
      />
    </li>
  );
}

export function ConnectedApps() {
  const { after, pager } = usePager();
  const answer = useOperation(ConnectedAppsQuery, { after });
  const [removing, setRemoving] = useState<GrantCardFragment | null>(null);
  const [taking, setTaking] = useState<Part | null>(null);

  return (
    <Page title={t("connected.title")} purpose={t("connected.purpose")}>
      <Loaded answer={answer} pick={({ viewer }) => viewer?.grants}>
        {(grants) =>
          grants.nodes.length === 0 ? (
            <EmptyState title={t("connected.empty")}>{t("connected.emptyText")}</EmptyState>
          ) : (
            <>
              <ul className="cards">
                {grants.nodes.map((grant) => (
                  <GrantCard
                    key={grant.id}
                    grant={grant}
                    onRemove={() => setRemoving(grant)}
                    onTake={setTaking}
                  />
                ))}
              </ul>
              {pager(grants.pageInfo)}
            </>
          )
        }
      </Loaded>
      {taking && (
        <TakeAway
          part={taking}
          onClose={() => setTaking(null)}
          onDone={() => {
            setTaking(null);
            answer.refresh();
            focusContent();
          }}
        />
      )}
      {removing && (
        <RemoveAccess
          grant={removing}
          onClose={() => setRemoving(null)}
          onDone={() => {
            setRemoving(null);
            answer.refresh();
            focusContent();
          }}
        />
      )}
    </Page>
  );
}
