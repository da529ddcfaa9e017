import { Plus, RefreshCw } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { graphql } from "../../gql";
import type { SecretRowFragment } from "../../gql/graphql";
import { clock } from "../../lib/dates";
import { focusContent } from "../../lib/focus";
import { t, tn } from "../../lib/i18n";
import { secretName } from "../../lib/words";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { CopyOnce } from "../ui/CopyOnce";
import { Dialog } from "../ui/Dialog";
import { KeepDialog } from "../ui/KeepDialog";
import { Section } from "../ui/Page";
import { RelativeTime, useNow } from "../ui/RelativeTime";
import { EmptyState } from "../ui/States";
import { Table } from "../ui/Table";

// Most visits only read the list; a dialog comes when it is opened.
const AddSecret = lazy(() =>
  import("./AddSecret").then((module) => ({ default: module.AddSecret })),
);
const RotateSecrets = lazy(() =>
  import("./RotateSecrets").then((module) => ({ default: module.RotateSecrets })),
);
const RevokeSecret = lazy(() =>
  import("./RevokeSecret").then((module) => ({ default: module.RevokeSecret })),
);

graphql(`
  fragment SecretRow on ClientSecret {
    id
    label
    lastFour
    status
    createdAt
    expiresAt
    lastUsedAt
    useCount
    usesInLast30Days
  }
`);

/** A secret on its only appearance. */
interface Shown {
  /** Null when an earlier attempt had made it, whose answer did not arrive. */
  secret: string | null;
  oldUntil: string | null;
}

/** What the dialogs about secrets have in common. */
export interface StepProps {
  onClose: () => void;
  onShown: (shown: Shown) => void;
}

type Step = { kind: "add" } | { kind: "rotate" } | { kind: "revoke"; secret: SecretRowFragment };

interface SecretsProps {
  clientId: string;
  secrets: readonly SecretRowFragment[];
  /** Whether the viewer may make, rotate and revoke them. */
  mayChange: boolean;
  refresh: () => void;
}

/** A client's secrets: hints and uses, never the secrets themselves. */
export function Secrets({ clientId, secrets, mayChange, refresh }: SecretsProps) {
  const [step, setStep] = useState<Step | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const now = useNow();
  const close = () => setStep(null);
  const show = (next: Shown) => {
    setStep(null);
    setShown(next);
    refresh();
  };
  const working = secrets.filter((secret) => secret.status === "ACTIVE");

  return (
    <Section
      title={t("secrets.title")}
      note={t("secrets.note")}
      action={
        mayChange && (
          <div className="actions">
            {working.length > 0 && (
              <Button
                icon={<RefreshCw size={16} aria-hidden />}
                onClick={() => setStep({ kind: "rotate" })}
              >
                {t("secrets.rotate")}
              </Button>
            )}
            <Button icon={<Plus size={16} aria-hidden />} onClick={() => setStep({ kind: "add" })}>
              {t("secrets.add")}
            </Button>
          </div>
        )
      }
    >
      {secrets.length === 0 ? (
        <EmptyState title={t("secrets.empty")}>{t("secrets.emptyText")}</EmptyState>
      ) : (
        <Table
          caption={t("secrets.title")}
          rows={secrets}
          rowKey={(secret) => secret.id}
          actionsTitle={t("column.actions")}
          columns={[
            {
              title: t("secrets.label"),
              lead: true,
              cell: (secret) => (
                <span className="cluster">
                  <strong>{secretName(secret)}</strong>
                  {secret.status === "EXPIRED" && (
                    <Badge tone="warning">{t("secrets.expired")}</Badge>
                  )}
                </span>
              ),
            },
            { title: t("secrets.hint"), cell: (secret) => <code>…{secret.lastFour}</code> },
            {
              title: t("secrets.lastUsed"),
              cell: (secret) => (
                <span>
                  <RelativeTime at={secret.lastUsedAt} none={t("time.notYet")} />
                  {secret.useCount > 0 && (
                    <span className="muted">
                      {" · "}
                      {tn("secrets.uses", secret.useCount)}
                      {", "}
                      {tn("secrets.lately", secret.usesInLast30Days)}
                    </span>
                  )}
                </span>
              ),
            },
            {
              title: t("secrets.expires"),
              cell: (secret) => <RelativeTime at={secret.expiresAt} none={t("time.never")} />,
            },
            {
              title: t("secrets.created"),
              cell: (secret) => <RelativeTime at={secret.createdAt} />,
            },
          ]}
          actions={
            mayChange
              ? (secret) => (
                  <Button
                    aria-label={`${t("secrets.revoke")}: ${secretName(secret)}`}
                    onClick={() => setStep({ kind: "revoke", secret })}
                  >
                    {t("secrets.revoke")}
                  </Button>
                )
              : undefined
          }
        />
      )}
      <Suspense>
        {step?.kind === "add" && <AddSecret clientId={clientId} onClose={close} onShown={show} />}
        {step?.kind === "rotate" && (
          <RotateSecrets clientId={clientId} onClose={close} onShown={show} />
        )}
        {step?.kind === "revoke" && (
          <RevokeSecret
            secret={step.secret}
            last={working.length === 1 && working[0]?.id === step.secret.id}
            onClose={close}
            onDone={() => {
              close();
              refresh();
              focusContent();
            }}
          />
        )}
      </Suspense>
      {shown?.secret && (
        <KeepDialog title={t("secrets.newTitle")} onKept={() => setShown(null)}>
          <CopyOnce secret={shown.secret} label={t("client.secret")} />
          {shown.oldUntil && <p>{t("secrets.oldUntil", { time: clock(shown.oldUntil, now) })}</p>}
        </KeepDialog>
      )}
      {shown && !shown.secret && (
        <Dialog title={t("secrets.newTitle")} onClose={() => setShown(null)}>
          <div className="stack">
            <p>{t("secrets.replayed")}</p>
            {shown.oldUntil && <p>{t("secrets.oldUntil", { time: clock(shown.oldUntil, now) })}</p>}
            <div className="actions actions-end">
              <Button look="primary" onClick={() => setShown(null)}>
                {t("action.done")}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </Section>
  );
}
