import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Badge } from "../components/ui/Badge";
import { Confirm } from "../components/ui/Confirm";
import { SelectField } from "../components/ui/Field";
import { Found } from "../components/ui/Found";
import { notify } from "../components/ui/Notices";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { RowMenu } from "../components/ui/RowMenu";
import { SearchField, useListSearch } from "../components/ui/Search";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { AdminAppRowFragment, AppFilter } from "../gql/graphql";
import { useAddress } from "../lib/address";
import { useAction, useOperation } from "../lib/graphql";
import { number, t } from "../lib/i18n";
import { useOptimistic } from "../lib/optimistic";

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

interface AppTableProps {
  apps: readonly AdminAppRowFragment[];
  refresh: () => void;
}

function AppTable({ apps, refresh }: AppTableProps) {
  const { rows, attempt } = useOptimistic(apps);
  const verify = useAction(AdminVerifyApp);
  const resume = useAction(AdminResumeApp);
  const [suspending, setSuspending] = useState<AdminAppRowFragment | null>(null);

  /** The badge is there, or gone, at once; and as it was, with the reason, where it may not change. */
  async function setVerified({ id, name }: AdminAppRowFragment, verified: boolean) {
    const change = { verifiedAt: verified ? new Date().toISOString() : null };
    if (!(await attempt(id, change, () => verify.run({ appId: id, verified })))) return;
    notify(t(verified ? "admin.apps.verified" : "admin.apps.unverified", { name }));
    refresh();
  }

  async function letGo({ id, name }: AdminAppRowFragment) {
    if (!(await attempt(id, { suspendedAt: null }, () => resume.run({ appId: id })))) return;
    notify(t("settings.resumed", { name }));
    refresh();
  }

  return (
    <>
      <Problems of={verify.problems} />
      <Problems of={resume.problems} />
      <Table
        caption={t("admin.apps.title")}
        rows={rows}
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
          <RowMenu
            label={t("action.menuOf", { name: app.name })}
            actions={[
              {
                label: t(app.verifiedAt ? "admin.apps.unverify" : "admin.apps.verify"),
                onSelect: () => void setVerified(app, !app.verifiedAt),
              },
              app.suspendedAt
                ? { label: t("settings.resume"), onSelect: () => void letGo(app) }
                : {
                    label: t("settings.suspend"),
                    danger: true,
                    onSelect: () => setSuspending(app),
                  },
            ]}
          />
        )}
      />
      {suspending && (
        <Suspend
          app={suspending}
          onClose={() => setSuspending(null)}
          onDone={() => {
            setSuspending(null);
            refresh();
          }}
        />
      )}
    </>
  );
}

export function AdminApps() {
  const search = useListSearch();
  const { choices, choose } = useAddress();
  const which = kinds.find((each) => each === choices.which) ?? "";
  const { after, pager } = usePager(`${which} ${search.wanted}`);
  const wanted: AppFilter = {};
  if (search.wanted) wanted.search = search.wanted;
  if (which === "VERIFIED" || which === "UNVERIFIED") wanted.verified = which === "VERIFIED";
  if (which === "SUSPENDED") wanted.suspended = true;
  const filter = Object.keys(wanted).length > 0 ? wanted : null;
  const answer = useOperation(AdminAppsQuery, { after, filter });

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
      <Found filtered={filter !== null} shown={answer.data?.admin?.apps?.nodes.length} />
      <Loaded answer={answer} pick={({ admin }) => admin?.apps} absent="forbidden" rows={6}>
        {(apps) =>
          apps.nodes.length === 0 ? (
            <EmptyState title={filter ? t("admin.apps.noMatch") : t("admin.apps.empty")}>
              {filter ? t("admin.users.noMatchText") : t("admin.apps.emptyText")}
            </EmptyState>
          ) : (
            <>
              <AppTable apps={apps.nodes} refresh={answer.refresh} />
              {pager(apps.pageInfo)}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
