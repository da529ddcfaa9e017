import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Avatar } from "../components/ui/Avatar";
import { Badge } from "../components/ui/Badge";
import { ButtonLink } from "../components/ui/Button";
import { Found } from "../components/ui/Found";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { RelativeTime } from "../components/ui/RelativeTime";
import { SearchField, useListSearch, useWorthSearching } from "../components/ui/Search";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { number, t } from "../lib/i18n";
import { useViewer } from "../lib/viewer";
import { byPlatform, platformName } from "../lib/words";

const AppsQuery = graphql(`
  query Apps($after: String, $filter: AppFilter) {
    viewer {
      apps(
        first: 25
        after: $after
        filter: $filter
        orderBy: { field: NAME }
      ) {
        nodes {
          ...AppRow
        }
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }

  fragment AppRow on App {
    id
    name
    logoUri
    description
    createdAt
    suspendedAt
    verifiedAt
    grantsCount
    owner {
      __typename
      ... on User {
        id
        displayName
      }
      ... on Organization {
        id
        name
      }
    }
    clients {
      id
      platform
    }
  }
`);

export function Apps() {
  const search = useListSearch();
  const { after, pager } = usePager(search.wanted);
  const filter = search.wanted ? { search: search.wanted } : null;
  // Always anew: coming from "Delete app", the deleted one must not appear again.
  const answer = useOperation(AppsQuery, { after, filter }, "network-only");
  const viewer = useViewer();
  const newApp = viewer?.mayCreateApps && (
    <ButtonLink look="primary" to="/apps/new" icon={<Plus size={16} aria-hidden />}>
      {t("apps.new")}
    </ButtonLink>
  );
  const total = answer.data?.viewer?.apps?.totalCount ?? 0;
  const searchable = useWorthSearching(total > 10);
  const none = total === 0 && !search.wanted;

  return (
    <Page title={t("apps.title")} purpose={t("apps.purpose")} action={!none && newApp}>
      {searchable && <SearchField label={t("apps.search")} search={search} />}
      <Found filtered={filter !== null} shown={answer.data?.viewer?.apps?.nodes.length} />
      <Loaded answer={answer} pick={({ viewer }) => viewer?.apps}>
        {(apps) => {
          if (none) {
            return (
              <EmptyState title={t("apps.empty")} action={newApp}>
                {viewer?.mayCreateApps === false ? t("apps.mayNot") : t("apps.emptyText")}
              </EmptyState>
            );
          }
          if (apps.nodes.length === 0) {
            return <EmptyState title={t("apps.noMatch")}>{t("apps.noMatchText")}</EmptyState>;
          }
          return (
            <>
              <Table
                caption={t("apps.title")}
                rows={apps.nodes}
                rowKey={(app) => app.id}
                columns={[
                  {
                    title: t("apps.name"),
                    lead: true,
                    cell: (app) => (
                      <div className="identity">
                        <Avatar name={app.name} src={app.logoUri} />
                        <div>
                          <span className="cluster">
                            <Link className="row-link" to="/apps/$appId" params={{ appId: app.id }}>
                              {app.name}
                            </Link>
                            {app.suspendedAt && <Badge tone="danger">{t("apps.suspended")}</Badge>}
                            {app.verifiedAt && <Badge tone="success">{t("apps.verified")}</Badge>}
                          </span>
                          {app.description && <span className="muted">{app.description}</span>}
                        </div>
                      </div>
                    ),
                  },
                  {
                    title: t("apps.platforms"),
                    cell: (app) => (
                      <span className="cluster">
                        {byPlatform(app.clients).map((client) => (
                          <Badge key={client.id}>{platformName(client.platform)}</Badge>
                        ))}
                      </span>
                    ),
                  },
                  {
                    title: t("app.owner"),
                    cell: (app) =>
                      app.owner.__typename === "Organization"
                        ? app.owner.name
                        : app.owner.displayName,
                  },
                  { title: t("apps.users"), cell: (app) => number(app.grantsCount) },
                  {
                    title: t("apps.created"),
                    cell: (app) => <RelativeTime at={app.createdAt} />,
                  },
                ]}
              />
              {pager(apps.pageInfo)}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
