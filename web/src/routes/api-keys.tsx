import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { NewApiKey } from "../components/api-key/NewApiKey";
import { RevokeApiKey } from "../components/api-key/RevokeApiKey";
import { RotateApiKey } from "../components/api-key/RotateApiKey";
import { Badge } from "../components/ui/Badge";
import { Button, IconButton } from "../components/ui/Button";
import { CopyOnce } from "../components/ui/CopyOnce";
import { Dialog } from "../components/ui/Dialog";
import { KeepDialog } from "../components/ui/KeepDialog";
import { notify } from "../components/ui/Notices";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Rename } from "../components/ui/Rename";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { ApiKeyRowFragment } from "../gql/graphql";
import { focusContent } from "../lib/focus";
import { useAction, useOperation } from "../lib/graphql";
import { fromServer, t, tn } from "../lib/i18n";
import { useOptimistic } from "../lib/optimistic";

const ApiKeysQuery = graphql(`
  query ApiKeys($after: String) {
    viewer {
      apiKeys(first: 25, after: $after) {
        nodes {
          ...ApiKeyRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }

  fragment ApiKeyRow on ApiKey {
    id
    label
    lastFour
    applicationName
    redirectOrigin
    replacedById
    networks
    createdAt
    expiresAt
    lastUsedAt
    lastUsedFrom
    permissions {
      permission
      title
      resourceKey
      resourceName
      effective
      useCount
    }
  }
`);

const UpdateApiKey = graphql(`
  mutation UpdateApiKey($input: UpdateApiKeyInput!) {
    updateApiKey(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

/** A key on its only appearance; null when an earlier attempt had made it. */
export interface Shown {
  secret: string | null;
}

type Step =
  | { kind: "new" }
  | { kind: "rotate"; apiKey: ApiKeyRowFragment }
  | { kind: "revoke"; apiKey: ApiKeyRowFragment };

/** What a key may do, in words; each with its use. */
function Permissions({ apiKey }: { apiKey: ApiKeyRowFragment }) {
  if (apiKey.permissions.length === 0) {
    return <span className="muted">{t("keys.identityOnly")}</span>;
  }
  return (
    <details>
      <summary>{tn("keys.permissionCount", apiKey.permissions.length)}</summary>
      <ul className="stack-small">
        {apiKey.permissions.map((each) => (
          <li key={each.permission}>
            <span className="cluster">
              {fromServer(each.title)}
              {each.resourceKey && <Badge>{each.resourceName ?? each.resourceKey}</Badge>}
              {!each.effective && <Badge tone="warning">{t("keys.notEffective")}</Badge>}
            </span>
            <span className="muted">
              <code>{each.permission}</code> ·{" "}
              {each.useCount > 0 ? tn("secrets.uses", each.useCount) : t("keys.unused")}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface KeyTableProps {
  apiKeys: readonly ApiKeyRowFragment[];
  onStep: (step: Step) => void;
  refresh: () => void;
}

function KeyTable({ apiKeys, onStep, refresh }: KeyTableProps) {
  const { rows, attempt } = useOptimistic(apiKeys);
  const action = useAction(UpdateApiKey);
  const [naming, setNaming] = useState<ApiKeyRowFragment | null>(null);

  /** The new label is there at once, and the old one back with the reason where it stays. */
  async function rename({ id }: ApiKeyRowFragment, label: string) {
    setNaming(null);
    if (!(await attempt(id, { label }, () => action.run({ apiKeyId: id, label })))) return;
    notify(t("keys.renamed", { label }));
    refresh();
  }

  return (
    <>
      <Problems of={action.problems} />
      <Table
        caption={t("keys.title")}
        rows={rows}
        rowKey={(apiKey) => apiKey.id}
        actionsTitle={t("column.actions")}
        columns={[
          {
            title: t("keys.label"),
            lead: true,
            cell: (apiKey) => (
              <span className="stack-small">
                <span className="cluster">
                  <strong>{apiKey.label}</strong>
                  <code>…{apiKey.lastFour}</code>
                  <IconButton
                    label={`${t("keys.rename")}: ${apiKey.label}`}
                    onClick={() => setNaming(apiKey)}
                  >
                    <Pencil size={16} aria-hidden />
                  </IconButton>
                  {apiKey.replacedById && <Badge tone="warning">{t("keys.replaced")}</Badge>}
                </span>
                {apiKey.redirectOrigin && (
                  <span className="muted">
                    {t("keys.from", {
                      app: apiKey.applicationName ?? t("keys.unnamedApp"),
                      origin: apiKey.redirectOrigin,
                    })}
                  </span>
                )}
              </span>
            ),
          },
          {
            title: t("keys.permissions"),
            cell: (apiKey) => <Permissions apiKey={apiKey} />,
          },
          {
            title: t("keys.lastUsed"),
            cell: (apiKey) => (
              <span>
                <RelativeTime at={apiKey.lastUsedAt} none={t("time.notYet")} />
                {apiKey.lastUsedFrom && (
                  <span className="muted">
                    {" "}
                    · <code>{apiKey.lastUsedFrom}</code>
                  </span>
                )}
              </span>
            ),
          },
          {
            title: t("keys.expires"),
            cell: (apiKey) => <RelativeTime at={apiKey.expiresAt} none={t("time.never")} />,
          },
        ]}
        actions={(apiKey) => (
          <span className="cluster">
            {!apiKey.replacedById && (
              <Button
                aria-label={`${t("keys.rotate")}: ${apiKey.label}`}
                onClick={() => onStep({ kind: "rotate", apiKey })}
              >
                {t("keys.rotate")}
              </Button>
            )}
            <Button
              aria-label={`${t("keys.revoke")}: ${apiKey.label}`}
              onClick={() => onStep({ kind: "revoke", apiKey })}
            >
              {t("keys.revoke")}
            </Button>
          </span>
        )}
      />
      {naming && (
        <Rename
          title={t("keys.renameTitle", { label: naming.label })}
          label={t("keys.label")}
          name={naming.label}
          maxLength={100}
          missing={t("keys.labelMissing")}
          onRename={(label) => rename(naming, label)}
          onClose={() => setNaming(null)}
        />
      )}
    </>
  );
}

export function ApiKeys() {
  const { after, pager } = usePager();
  const answer = useOperation(ApiKeysQuery, { after });
  const [step, setStep] = useState<Step | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const close = () => setStep(null);
  const show = (next: Shown) => {
    close();
    setShown(next);
    answer.refresh();
  };

  return (
    <Page
      title={t("keys.title")}
      purpose={t("keys.purpose")}
      action={
        <Button
          look="primary"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => setStep({ kind: "new" })}
        >
          {t("keys.add")}
        </Button>
      }
    >
      <Loaded answer={answer} pick={({ viewer }) => viewer?.apiKeys}>
        {(apiKeys) =>
          apiKeys.nodes.length === 0 ? (
            <EmptyState title={t("keys.empty")}>{t("keys.emptyText")}</EmptyState>
          ) : (
            <>
              <KeyTable apiKeys={apiKeys.nodes} onStep={setStep} refresh={answer.refresh} />
              {pager(apiKeys.pageInfo)}
            </>
          )
        }
      </Loaded>
      {step?.kind === "new" && <NewApiKey onClose={close} onShown={show} />}
      {step?.kind === "rotate" && (
        <RotateApiKey apiKey={step.apiKey} onClose={close} onShown={show} />
      )}
      {step?.kind === "revoke" && (
        <RevokeApiKey
          apiKey={step.apiKey}
          onClose={close}
          onDone={() => {
            close();
            answer.refresh();
            focusContent();
          }}
        />
      )}
      {shown?.secret && (
        <KeepDialog title={t("keys.newTitle")} onKept={() => setShown(null)}>
          <CopyOnce secret={shown.secret} label={t("keys.key")} />
        </KeepDialog>
      )}
      {shown && !shown.secret && (
        <Dialog title={t("keys.newTitle")} onClose={() => setShown(null)}>
          <div className="stack">
            <p>{t("keys.replayed")}</p>
            <div className="actions actions-end">
              <Button look="primary" onClick={() => setShown(null)}>
                {t("action.done")}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </Page>
  );
}
