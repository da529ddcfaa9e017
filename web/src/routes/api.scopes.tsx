import { useParams } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Approvals } from "../components/api/Approvals";
import { ScopeDialog } from "../components/api/ScopeDialog";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { notify } from "../components/ui/Notices";
import { Section } from "../components/ui/Page";
import { RowMenu } from "../components/ui/RowMenu";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { ApiScopeFragment, ApiScopesQuery as Result } from "../gql/graphql";
import { focusContent } from "../lib/focus";
import { useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { grantableToName } from "../lib/words";

const ApiScopesQuery = graphql(`
  query ApiScopes($id: ID!) {
    api(id: $id) {
      id
      name
      permissions {
        canUpdate
        canApprove
      }
      scopes(includeRetired: true) {
        ...ApiScope
      }
      pendingApprovals {
        requestedAt
        app {
          id
          name
          verified
          publisher
        }
        scope {
          name
          title
        }
      }
    }
  }
`);

const RetireScope = graphql(`
  mutation RetireScope($input: RetireScopeInput!) {
    retireScope(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Step = { kind: "add" } | { kind: "edit" | "retire"; scope: ApiScopeFragment };
type Api = NonNullable<Result["api"]>;

interface RetireProps {
  scope: ApiScopeFragment;
  onDone: () => void;
  onClose: () => void;
}

function Retire({ scope, onDone, onClose }: RetireProps) {
  const action = useAction(RetireScope);
  return (
    <Confirm
      title={t("apiScopes.retireTitle", { name: scope.name })}
      confirmLabel={t("apiScopes.retire")}
      typedName={scope.name}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ scopeId: scope.id ?? "" });
        if (!ok) return;
        notify(t("apiScopes.retired", { name: scope.name }));
        onDone();
      }}
    >
      <p>{t("apiScopes.retireText")}</p>
    </Confirm>
  );
}

function ScopeTable({ api, onStep }: { api: Api; onStep: (step: Step) => void }) {
  if (api.scopes.length === 0) {
    return <EmptyState title={t("apiScopes.empty")}>{t("apiScopes.emptyText")}</EmptyState>;
  }
  return (
    <Table
      caption={t("api.tab.scopes")}
      rows={api.scopes}
      rowKey={(scope) => scope.name}
      actionsTitle={t("column.actions")}
      columns={[
        {
          title: t("admin.apis.scope"),
          lead: true,
          cell: (scope) => (
            <span className="cluster">
              <code>{scope.name}</code>
              {scope.sensitive && <Badge tone="warning">{t("scopes.sensitive")}</Badge>}
              {scope.retiredAt && <Badge>{t("apiScopes.isRetired")}</Badge>}
            </span>
          ),
        },
        {
          title: t("admin.apis.words"),
          cell: (scope) => (
            <span>
              {scope.title}
              {scope.description && <span className="muted"> · {scope.description}</span>}
            </span>
          ),
        },
        {
          title: t("admin.apis.grantableTo"),
          cell: (scope) => grantableToName(scope.grantableTo),
        },
        { title: t("apiScopes.limitedTo"), cell: (scope) => scope.resourceType },
      ]}
      actions={
        api.permissions.canUpdate
          ? (scope) =>
              !scope.retiredAt && (
                <RowMenu
                  label={t("action.menuOf", { name: scope.name })}
                  actions={[
                    {
                      label: t("apiScopes.edit"),
                      onSelect: () => onStep({ kind: "edit", scope }),
                    },
                    {
                      label: t("apiScopes.retire"),
                      danger: true,
                      onSelect: () => onStep({ kind: "retire", scope }),
                    },
                  ]}
                />
              )
          : undefined
      }
    />
  );
}

/** An API's scopes with the words people read, and the apps that wait for its owner. */
export function ApiScopes() {
  const { apiId } = useParams({ from: "/apis/$apiId/" });
  const answer = useOperation(ApiScopesQuery, { id: apiId });
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  const done = () => {
    close();
    answer.refresh();
    focusContent();
  };
  return (
    <Loaded answer={answer} pick={(data) => data.api} rows={6}>
      {(api) => (
        <>
          {api.permissions.canApprove && (
            <Approvals of={api.pendingApprovals ?? []} refresh={answer.refresh} />
          )}
          <Section
            title={t("api.tab.scopes")}
            note={t("apiScopes.note")}
            action={
              api.permissions.canUpdate && (
                <Button
                  icon={<Plus size={16} aria-hidden />}
                  onClick={() => setStep({ kind: "add" })}
                >
                  {t("apiScopes.add")}
                </Button>
              )
            }
          >
            <ScopeTable api={api} onStep={setStep} />
          </Section>
          {(step?.kind === "add" || step?.kind === "edit") && (
            <ScopeDialog
              apiId={api.id}
              scope={step.kind === "edit" ? step.scope : undefined}
              onClose={close}
              onDone={done}
            />
          )}
          {step?.kind === "retire" && <Retire scope={step.scope} onClose={close} onDone={done} />}
        </>
      )}
    </Loaded>
  );
}
