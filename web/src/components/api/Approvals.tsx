import { useMemo } from "react";
import { graphql } from "../../gql";
import type { ApiScopesQuery } from "../../gql/graphql";
import { focusContent } from "../../lib/focus";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useOptimistic } from "../../lib/optimistic";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { RelativeTime } from "../ui/RelativeTime";
import { Table } from "../ui/Table";

const ApproveAppScope = graphql(`
  mutation ApproveAppScope($input: ApproveAppScopeInput!) {
    approveAppScope(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Approval = NonNullable<NonNullable<ApiScopesQuery["api"]>["pendingApprovals"]>[number];

/** Apps that want to use a scope without a user, and wait for the API's owner to say yes. */
export function Approvals({
  of: waiting,
  refresh,
}: {
  of: readonly Approval[];
  refresh: () => void;
}) {
  const action = useAction(ApproveAppScope);
  const keyed = useMemo(
    () => waiting.map((each) => ({ ...each, id: `${each.app.id} ${each.scope.name}` })),
    [waiting],
  );
  const { rows, attempt } = useOptimistic(keyed);

  /** It waits no longer at once, and is back with the reason where it still does. */
  async function approve(id: string, { app, scope }: Pick<Approval, "app" | "scope">) {
    focusContent();
    const input = { appId: app.id, scope: scope.name, approved: true };
    if (!(await attempt(id, null, () => action.run(input)))) return;
    notify(t("approvals.approved", { app: app.name, scope: scope.name }));
    refresh();
  }

  if (rows.length === 0) return null;
  return (
    <Section title={t("approvals.title")} note={t("approvals.note")}>
      <Problems of={action.problems} />
      <Table
        caption={t("approvals.title")}
        rows={rows}
        rowKey={({ id }) => id}
        actionsTitle={t("column.actions")}
        columns={[
          {
            title: t("apps.name"),
            lead: true,
            cell: ({ app }) => (
              <span className="cluster">
                <strong>{app.name}</strong>
                {app.verified && <Badge tone="success">{t("connected.verified")}</Badge>}
                {app.publisher && <span className="muted">{app.publisher}</span>}
              </span>
            ),
          },
          { title: t("admin.apis.scope"), cell: ({ scope }) => <code>{scope.name}</code> },
          {
            title: t("approvals.since"),
            cell: ({ requestedAt }) => <RelativeTime at={requestedAt} />,
          },
        ]}
        actions={({ id, app, scope }) => (
          <Button
            busy={action.busy}
            aria-label={t("approvals.approveWhat", { app: app.name, scope: scope.name })}
            onClick={() => approve(id, { app, scope })}
          >
            {t("approvals.approve")}
          </Button>
        )}
      />
    </Section>
  );
}
