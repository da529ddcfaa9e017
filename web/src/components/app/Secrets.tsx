import { Plus, RefreshCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type { SecretRowFragment } from "../../gql/graphql";
import { clock, relative } from "../../lib/dates";
import { focusContent } from "../../lib/focus";
import { problemOf, useAction, useIdempotencyKey } from "../../lib/graphql";
import { t, tn } from "../../lib/i18n";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { CopyOnce } from "../ui/CopyOnce";
import { Dialog } from "../ui/Dialog";
import { SelectField, TextField } from "../ui/Field";
import { KeepDialog } from "../ui/KeepDialog";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { RelativeTime, useNow } from "../ui/RelativeTime";
import { EmptyState } from "../ui/States";
import { Table } from "../ui/Table";

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

const CreateClientSecret = graphql(`
  mutation CreateClientSecret($input: CreateClientSecretInput!) {
    createClientSecret(input: $input) {
      secret
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RotateClientSecret = graphql(`
  mutation RotateClientSecret($input: RotateClientSecretInput!) {
    rotateClientSecret(input: $input) {
      secret
      clientSecret {
        id
      }
      client {
        id
        secrets {
          id
          expiresAt
        }
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RevokeClientSecret = graphql(`
  mutation RevokeClientSecret($input: RevokeClientSecretInput!) {
    revokeClientSecret(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const HOUR = 3600;
const DAY = 24 * HOUR;

interface Shown {
  /** Null when an earlier attempt had made it, whose answer did not arrive. */
  secret: string | null;
  oldUntil: string | null;
}

interface StepProps {
  onClose: () => void;
  onShown: (shown: Shown) => void;
}

const lifetimes = ["0", "30", "90", "180", "365"] as const;

function AddSecret({ clientId, onClose, onShown }: StepProps & { clientId: string }) {
  const [label, setLabel] = useState("");
  const [days, setDays] = useState<(typeof lifetimes)[number]>("0");
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(CreateClientSecret);
  return (
    <Dialog title={t("secrets.addTitle")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const expiresAt =
            days === "0" ? null : new Date(Date.now() + Number(days) * DAY * 1000).toISOString();
          const { payload } = await action.run({
            clientId,
            label: label.trim() || null,
            expiresAt,
            idempotencyKey,
          });
          if (payload) onShown({ secret: payload.secret ?? null, oldUntil: null });
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("secrets.label")}
          help={t("secrets.labelHelp")}
          value={label}
          onChange={setLabel}
          maxLength={100}
          error={problemOf(action.problems, "label")}
        />
        <SelectField
          label={t("secrets.expires")}
          value={days}
          onChange={setDays}
          options={lifetimes.map((value) => ({
            value,
            label:
              value === "0" ? t("secrets.expiresNever") : tn("secrets.expiresIn", Number(value)),
          }))}
          error={problemOf(action.problems, "expiresAt")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("secrets.add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const overlaps = [
  { value: "0", label: () => t("secrets.overlapNow") },
  { value: String(HOUR), label: () => tn("secrets.overlapHours", 1) },
  { value: String(DAY), label: () => tn("secrets.overlapDays", 1) },
  { value: String(7 * DAY), label: () => tn("secrets.overlapDays", 7) },
  { value: String(30 * DAY), label: () => tn("secrets.overlapDays", 30) },
];

function nameOf(secret: SecretRowFragment): string {
  return secret.label || t("secrets.unlabelled");
}

function RotateSecrets({ clientId, onClose, onShown }: StepProps & { clientId: string }) {
  const [label, setLabel] = useState("");
  const idempotencyKey = useIdempotencyKey();
  const [overlap, setOverlap] = useState(String(7 * DAY));
  const action = useAction(RotateClientSecret);
  return (
    <Dialog title={t("secrets.rotateTitle")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const { payload } = await action.run({
            clientId,
            label: label.trim() || null,
            overlap: Number(overlap),
            idempotencyKey,
          });
          if (!payload) return;
          const ends = (payload.client?.secrets ?? [])
            .filter((each) => each.id !== payload.clientSecret?.id)
            .map((each) => each.expiresAt ?? "")
            .filter((at) => Date.parse(at) > Date.now());
          onShown({ secret: payload.secret ?? null, oldUntil: ends.sort().at(-1) ?? null });
        }}
      >
        <Problems of={action.problems} />
        <p>{t("secrets.rotateText")}</p>
        <TextField
          label={t("secrets.label")}
          help={t("secrets.labelHelp")}
          optional
          value={label}
          onChange={setLabel}
          maxLength={100}
          error={problemOf(action.problems, "label")}
        />
        <SelectField
          label={t("secrets.overlap")}
          value={overlap}
          onChange={setOverlap}
          options={overlaps.map(({ value, label }) => ({ value, label: label() }))}
          error={problemOf(action.problems, "overlap")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("secrets.rotateConfirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface RevokeProps {
  secret: SecretRowFragment;
  last: boolean;
  onDone: () => void;
  onClose: () => void;
}

function RevokeSecret({ secret, last, onDone, onClose }: RevokeProps) {
  const action = useAction(RevokeClientSecret);
  const now = useNow();
  return (
    <Confirm
      title={t("secrets.revokeTitle", { label: nameOf(secret) })}
      confirmLabel={t("secrets.revoke")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ secretId: secret.id, evenIfLast: last });
        if (!ok) return;
        notify(t("secrets.revoked", { label: nameOf(secret) }));
        onDone();
      }}
    >
      <p>{t("secrets.revokeText", { hint: secret.lastFour })}</p>
      {secret.lastUsedAt && (
        <p>{t("secrets.revokeRecent", { when: relative(secret.lastUsedAt, now) })}</p>
      )}
      {last && (
        <p className="note">
          <TriangleAlert size={20} aria-hidden />
          {t("secrets.revokeLast")}
        </p>
      )}
    </Confirm>
  );
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
                  <strong>{nameOf(secret)}</strong>
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
                    aria-label={`${t("secrets.revoke")}: ${nameOf(secret)}`}
                    onClick={() => setStep({ kind: "revoke", secret })}
                  >
                    {t("secrets.revoke")}
                  </Button>
                )
              : undefined
          }
        />
      )}
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
