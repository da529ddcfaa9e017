import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { CopyText } from "../components/ui/CopyButton";
import { notify } from "../components/ui/Notices";
import { Section } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { RelativeTime } from "../components/ui/RelativeTime";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { AppUsersQuery as Result } from "../gql/graphql";
import { focusContent } from "../lib/focus";
import { useAction, useOperation } from "../lib/graphql";
import { t, tn } from "../lib/i18n";
import { scopeTitle } from "../lib/scopes";

const AppUsersQuery = graphql(`
  query AppUsers($id: ID!, $after: String) {
    app(id: $id) {
      id
      name
      permissions {
        canRevokeGrants
      }
      grants(first: 25, after: $after) {
        nodes {
          id
          subject
          name
          email
          createdAt
          lastUsedAt
          scopes {
            name
            title
          }
        }
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const RevokeAllGrants = graphql(`
  mutation RevokeAllGrants($input: RevokeAllGrantsInput!) {
    revokeAllGrants(input: $input) {
      revokedCount
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type App = NonNullable<Result["app"]>;

function EndAll({ app, onDone, onClose }: { app: App; onDone: () => void; onClose: () => void }) {
  const action = useAction(RevokeAllGrants);
  return (
    <Confirm
      title={tn("appUsers.endAllTitle", app.grants.totalCount)}
      confirmLabel={t("appUsers.endAll")}
      typedName={app.name}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { payload } = await action.run({ appId: app.id });
        if (!payload) return;
        notify(tn("appUsers.ended", payload.revokedCount ?? 0));
        onDone();
      }}
    >
      <p>{t("appUsers.endAllText")}</p>
    </Confirm>
  );
}

/** The people who allowed the app something, as far as each allowed it to know them. */
export function AppUsers() {
  const { appId } = useParams({ from: "/apps/$appId/users" });
  const { after, pager } = usePager(appId);
  const answer = useOperation(AppUsersQuery, { id: appId, after });
  const [ending, setEnding] = useState(false);
  return (
    <Loaded answer={answer} pick={(data) => data.app} rows={6}>
      {(app) => (
        <>
          <Section title={tn("appUsers.title", app.grants.totalCount)} note={t("appUsers.note")}>
            {app.grants.nodes.length === 0 ? (
              <EmptyState title={t("appUsers.empty")}>{t("appUsers.emptyText")}</EmptyState>
            ) : (
              <Table
                caption={t("apps.users")}
                rows={app.grants.nodes}
                rowKey={(grant) => grant.id}
                columns={[
                  {
                    title: t("appUsers.person"),
                    lead: true,
                    cell: (grant) => (
                      <div className="stack-tiny">
                        {(grant.name || grant.email) && (
                          <strong>{grant.name ?? grant.email}</strong>
                        )}
                        {grant.name && grant.email && <span className="muted">{grant.email}</span>}
                        <CopyText text={grant.subject} what={t("appUsers.subject")} />
                      </div>
                    ),
                  },
                  {
                    title: t("appUsers.allowed"),
                    cell: (grant) => (
                      <span className="cluster">
                        {grant.scopes.map((scope) => (
                          <span key={scope.name} title={scopeTitle(scope)}>
                            <Badge>{scope.name}</Badge>
                          </span>
                        ))}
                      </span>
                    ),
                  },
                  {
                    title: t("connected.since"),
                    cell: (grant) => <RelativeTime at={grant.createdAt} />,
                  },
                  {
                    title: t("connected.lastUsed"),
                    cell: (grant) => <RelativeTime at={grant.lastUsedAt} none={t("time.notYet")} />,
                  },
                ]}
              />
            )}
            {pager(app.grants.pageInfo)}
          </Section>
          {app.permissions.canRevokeGrants && app.grants.totalCount > 0 && (
            <Section title={t("appUsers.danger")} note={t("appUsers.dangerNote")} danger>
              <div className="actions">
                <Button look="danger" onClick={() => setEnding(true)}>
                  {t("appUsers.endAll")}
                </Button>
              </div>
            </Section>
          )}
          {ending && (
            <EndAll
              app={app}
              onClose={() => setEnding(false)}
              onDone={() => {
                setEnding(false);
                answer.refresh();
                focusContent();
              }}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
