import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { CreateUser } from "../components/admin/CreateUser";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { SelectField } from "../components/ui/Field";
import { Found } from "../components/ui/Found";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { RelativeTime } from "../components/ui/RelativeTime";
import { SearchField, useListSearch } from "../components/ui/Search";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { UserFilter } from "../gql/graphql";
import { useAddress } from "../lib/address";
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

const kinds = ["ADMIN", "SUSPENDED"] as const;

export function AdminUsers() {
  const search = useListSearch();
  const { choices, choose } = useAddress();
  const which = kinds.find((each) => each === choices.which) ?? "";
  const [creating, setCreating] = useState(false);
  const { after, pager } = usePager(`${which} ${search.wanted}`);
  const wanted: UserFilter = {};
  if (search.wanted) wanted.search = search.wanted;
  if (which === "ADMIN") wanted.role = "ADMIN";
  if (which === "SUSPENDED") wanted.suspended = true;
  const filter = Object.keys(wanted).length > 0 ? wanted : null;
  const answer = useOperation(AdminUsersQuery, { after, filter });
  return (
    <Page
      title={t("admin.users.title")}
      purpose={t("admin.users.purpose")}
      action={
        <Button
          look="primary"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => setCreating(true)}
        >
          {t("admin.users.create")}
        </Button>
      }
    >
      <div className="filters">
        <SearchField label={t("admin.users.search")} search={search} />
        <SelectField
          label={t("admin.users.which")}
          quiet
          value={which}
          onChange={(value) => choose({ which: value })}
          options={[
            { value: "", label: t("admin.users.all") },
            { value: "ADMIN", label: t("admin.users.administrators") },
            { value: "SUSPENDED", label: t("admin.users.suspended") },
          ]}
        />
      </div>
      <Found filtered={filter !== null} shown={answer.data?.admin?.users?.nodes.length} />
      <Loaded answer={answer} pick={({ admin }) => admin?.users} absent="forbidden" rows={6}>
        {(users) =>
          users.nodes.length === 0 ? (
            <EmptyState title={filter ? t("admin.users.noMatch") : t("admin.users.empty")}>
              {filter ? t("admin.users.noMatchText") : t("admin.users.emptyText")}
            </EmptyState>
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
                        <Link
                          className="row-link"
                          to="/admin/users/$userId"
                          params={{ userId: user.id }}
                        >
                          {user.email}
                        </Link>
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
      {creating && (
        <CreateUser
          onClose={() => setCreating(false)}
          onDone={() => {
            setCreating(false);
            answer.refresh();
          }}
        />
      )}
    </Page>
  );
}
