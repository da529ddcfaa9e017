import { graphql } from "../../gql";
import type { ApiScopesQuery } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
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
  if (waiting.length === 0) return null;
  return (
    <Section title={t("approvals.title")} note={t("approvals.note")}>
      <Problems of={action.problems} />
      <Table
        caption={t("approvals.title")}
        rows={waiting}
        rowKey={({ app, scope }) => `${app.id} ${scope.name}`}
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
        actions={({ app, scope }) => (
          <Button
            busy={action.busy}
            aria-label={t("approvals.approveWhat", { app: app.name, scope: scope.name })}
            onClick={async () => {
              const { ok } = await action.run({
                appId: app.id,
                scope: scope.name,
                approved: true,
              });
              if (!ok) return;
              notify(t("approvals.approved", { app: app.name, scope: scope.name }));
              refresh();
            }}
          >
            {t("approvals.approve")}
          </Button>
        )}
      />
    </Section>
  );
}
