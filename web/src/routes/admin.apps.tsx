import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Badge } from "../components/ui/Badge";
import { Confirm } from "../components/ui/Confirm";
import { SelectField } from "../components/ui/Field";
import { MenuAction, RowMenu } from "../components/ui/Menu";
import { notify } from "../components/ui/Notices";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { SearchField, useListSearch } from "../components/ui/Search";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { AdminAppRowFragment, AppFilter } from "../gql/graphql";
import { useAddress } from "../lib/address";
import { useAction, useOperation } from "../lib/graphql";
import { number, t } from "../lib/i18n";

const AdminAppsQuery = graphql(`
  query AdminApps($after: String, $filter: AppFilter) {
    admin {
      apps(first: 25, after: $after, filter: $filter) {
        nodes {
          ...AdminAppRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }

  fragment AdminAppRow on App {
    id
    name
    verifiedAt
    suspendedAt
    createdAt
    grantsCount
    owner {
      __typename
      ... on User {
        id
        email
      }
      ... on Organization {
        id
        name
      }
    }
  }
`);

const AdminVerifyApp = graphql(`
  mutation AdminVerifyApp($input: AdminVerifyAppInput!) {
    adminVerifyApp(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const AdminSuspendApp = graphql(`
  mutation AdminSuspendApp($input: AdminSuspendAppInput!) {
    adminSuspendApp(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const AdminResumeApp = graphql(`
  mutation AdminResumeApp($input: AdminResumeAppInput!) {
    adminResumeApp(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const kinds = ["VERIFIED", "UNVERIFIED", "SUSPENDED"] as const;

interface SuspendProps {
  app: AdminAppRowFragment;
  onDone: () => void;
  onClose: () => void;
}

function Suspend({ app, onDone, onClose }: SuspendProps) {
  const action = useAction(AdminSuspendApp);
  return (
    <Confirm
      title={t("settings.suspendTitle", { name: app.name })}
      confirmLabel={t("settings.suspend")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ appId: app.id });
        if (!ok) return;
        notify(t("settings.suspended", { name: app.name }));
        onDone();
      }}
    >
      <p>{t("admin.apps.suspendText")}</p>
    </Confirm>
  );
}

export function AdminApps() {
  const search = useListSearch();
  const { choices, choose } = useAddress();
  const which = kinds.find((each) => each === choices.which) ?? "";
  const [suspending, setSuspending] = useState<AdminAppRowFragment | null>(null);
  const { after, pager } = usePager(`${which} ${search.wanted}`);
  const wanted: AppFilter = {};
  if (search.wanted) wanted.search = search.wanted;
  if (which === "VERIFIED" || which === "UNVERIFIED") wanted.verified = which === "VERIFIED";
  if (which === "SUSPENDED") wanted.suspended = true;
  const filter = Object.keys(wanted).length > 0 ? wanted : null;
  const answer = useOperation(AdminAppsQuery, { after, filter });
  const verify = useAction(AdminVerifyApp);
  const resume = useAction(AdminResumeApp);

  async function setVerified(app: AdminAppRowFragment, verified: boolean) {
    const { ok } = await verify.run({ appId: app.id, verified });
    if (!ok) return;
    notify(t(verified ? "admin.apps.verified" : "admin.apps.unverified", { name: app.name }));
    answer.refresh();
  }

  async function letGo(app: AdminAppRowFragment) {
    const { ok } = await resume.run({ appId: app.id });
    if (!ok) return;
    notify(t("settings.resumed", { name: app.name }));
    answer.refresh();
  }

  return (
    <Page title={t("admin.apps.title")} purpose={t("admin.apps.purpose")}>
      <div className="filters">
        <SearchField label={t("apps.search")} search={search} />
        <SelectField
          label={t("admin.apps.which")}
          quiet
          value={which}
          onChange={(value) => choose({ which: value })}
          options={[
            { value: "", label: t("admin.apps.all") },
            { value: "UNVERIFIED", label: t("admin.apps.onlyUnverified") },
            { value: "VERIFIED", label: t("apps.verified") },
            { value: "SUSPENDED", label: t("apps.suspended") },
          ]}
        />
      </div>
      <Problems of={verify.problems} />
      <Problems of={resume.problems} />
      <Loaded answer={answer} pick={({ admin }) => admin?.apps} absent="forbidden" rows={6}>
        {(apps) =>
          apps.nodes.length === 0 ? (
            <EmptyState title={filter ? t("admin.apps.noMatch") : t("admin.apps.empty")}>
              {filter ? t("admin.users.noMatchText") : t("admin.apps.emptyText")}
            </EmptyState>
          ) : (
            <>
              <Table
                caption={t("admin.apps.title")}
                rows={apps.nodes}
                rowKey={(app) => app.id}
                actionsTitle={t("column.actions")}
                columns={[
                  {
                    title: t("apps.name"),
                    lead: true,
                    cell: (app) => (
                      <span className="cluster">
                        <Link className="row-link" to="/apps/$appId" params={{ appId: app.id }}>
                          {app.name}
                        </Link>
                        {app.verifiedAt && <Badge tone="success">{t("apps.verified")}</Badge>}
                        {app.suspendedAt && <Badge tone="danger">{t("apps.suspended")}</Badge>}
                      </span>
                    ),
                  },
                  {
                    title: t("app.owner"),
                    cell: (app) =>
                      app.owner.__typename === "Organization" ? app.owner.name : app.owner.email,
                  },
                  { title: t("apps.users"), cell: (app) => number(app.grantsCount) },
                  {
                    title: t("apps.created"),
                    cell: (app) => <RelativeTime at={app.createdAt} />,
                  },
                ]}
                actions={(app) => (
                  <RowMenu label={t("action.menuOf", { name: app.name })}>
                    <MenuAction onSelect={() => void setVerified(app, !app.verifiedAt)}>
                      {app.verifiedAt ? t("admin.apps.unverify") : t("admin.apps.verify")}
                    </MenuAction>
                    {app.suspendedAt ? (
                      <MenuAction onSelect={() => void letGo(app)}>
                        {t("settings.resume")}
                      </MenuAction>
                    ) : (
                      <MenuAction danger onSelect={() => setSuspending(app)}>
                        {t("settings.suspend")}
                      </MenuAction>
                    )}
                  </RowMenu>
                )}
              />
              {pager(apps.pageInfo)}
            </>
          )
        }
      </Loaded>
      {suspending && (
        <Suspend
          app={suspending}
          onClose={() => setSuspending(null)}
          onDone={() => {
            setSuspending(null);
            answer.refresh();
          }}
        />
      )}
    </Page>
  );
}
