import { Badge } from "../components/ui/Badge";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { RelativeTime } from "../components/ui/RelativeTime";
import { SearchField, useSearch } from "../components/ui/Search";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const AdminUsersQuery = graphql(`
  query AdminUsers($after: String, $filter: UserFilter) {
    admin {
      users(first: 25, after: $after, filter: $filter) {
        nodes {
          id
          displayName
          email
          role
          createdAt
          suspendedAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export function AdminUsers() {
  const search = useSearch();
  const { after, pager } = usePager(search.wanted);
  const filter = search.wanted ? { search: search.wanted } : null;
  const answer = useOperation(AdminUsersQuery, { after, filter });
  return (
    <Page title={t("admin.users.title")} purpose={t("admin.users.purpose")}>
      <SearchField label={t("admin.users.search")} search={search} />
      <Loaded answer={answer} pick={({ admin }) => admin?.users} absent="forbidden" rows={6}>
        {(users) =>
          users.nodes.length === 0 ? (
            <EmptyState title={t("admin.users.empty")}>{t("admin.users.emptyText")}</EmptyState>
          ) : (
            <>
              <Table
                caption={t("admin.users.title")}
                rows={users.nodes}
                rowKey={(user) => user.id}
                columns={[
                  {
                    title: t("admin.users.email"),
                    lead: true,
                    cell: (user) => (
                      <span className="cluster">
                        <strong>{user.email}</strong>
                        {user.suspendedAt && (
                          <Badge tone="danger">{t("admin.users.suspended")}</Badge>
                        )}
                      </span>
                    ),
                  },
                  { title: t("admin.users.name"), cell: (user) => user.displayName },
                  {
                    title: t("admin.users.role"),
                    cell: (user) =>
                      user.role === "ADMIN" ? (
                        <Badge tone="info">{t("admin.users.administrator")}</Badge>
                      ) : (
                        t("admin.users.user")
                      ),
                  },
                  {
                    title: t("admin.users.created"),
                    cell: (user) => <RelativeTime at={user.createdAt} />,
                  },
                ]}
              />
              {pager(users.pageInfo)}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
