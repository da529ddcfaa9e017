import { KeySquare } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { ApiPassword } from "../components/account/ApiPassword";
import { LinkedProviders } from "../components/account/LinkedProviders";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { CopyButton } from "../components/ui/CopyButton";
import { Dialog } from "../components/ui/Dialog";
import { TextField } from "../components/ui/Field";
import { NewPasswordField } from "../components/ui/NewPasswordField";
import { notify } from "../components/ui/Notices";
import { Facts, Page, Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { EnableTotpMutation, SecurityFragment } from "../gql/graphql";
import { focusContent } from "../lib/focus";
import { invalid, problemOf, useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { useOptimistic } from "../lib/optimistic";
import { canMakePasskeys, makePasskey } from "../lib/passkeys";
import { useViewer } from "../lib/viewer";

const SecurityQuery = graphql(`
  query Security {
    viewer {
      security {
        ...Security
      }
      ...LinkedProviders
    }
  }

  fragment Security on Security {
    passwordChangedAt
    passwordForApi
    secondFactorSince
    secondFactorRequired
    totp {
      createdAt
      lastUsedAt
    }
    passkeysAvailable
    passkeys {
      id
      name
      synced
      flaggedAt
      createdAt
      lastUsedAt
    }
    recoveryCodesLeft
  }
`);

const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const SetPassword = graphql(`
  mutation SetPassword($input: SetPasswordInput!) {
    setPassword(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const EnableTotp = graphql(`
  mutation EnableTotp($input: EnableTotpInput!) {
    enableTotp(input: $input) {
      enrolment {
        secret
        token
        qrCode {
          size
          path
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

const ConfirmTotp = graphql(`
  mutation ConfirmTotp($input: ConfirmTotpInput!) {
    confirmTotp(input: $input) {
      recoveryCodes
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const DisableTotp = graphql(`
  mutation DisableTotp($input: DisableTotpInput!) {
    disableTotp(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RegenerateRecoveryCodes = graphql(`
  mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {
    regenerateRecoveryCodes(input: $input) {
      recoveryCodes
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RegisterPasskey = graphql(`
  mutation RegisterPasskey($input: RegisterPasskeyInput!) {
    registerPasskey(input: $input) {
      registration {
        options
        token
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const ConfirmPasskey = graphql(`
  mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {
    confirmPasskey(input: $input) {
      recoveryCodes
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RenamePasskey = graphql(`
  mutation RenamePasskey($input: RenamePasskeyInput!) {
    renamePasskey(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RemovePasskey = graphql(`
  mutation RemovePasskey($input: RemovePasskeyInput!) {
    removePasskey(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Passkey = SecurityFragment["passkeys"][number];
type Enrolment = NonNullable<NonNullable<EnableTotpMutation["enableTotp"]>["enrolment"]>;
type Codes = readonly string[];

interface StepProps {
  /** Something changed; new recovery codes came with it, or none. */
  onDone: (codes: Codes | null) => void;
  onClose: () => void;
}

function Password() {
  const action = useAction(ChangePassword);
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const viewer = useViewer();
  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (action.busy) return;
        const wrong = action.refuse([
          invalid(current === "", t("security.passwordMissing"), "currentPassword"),
          invalid(wanted === "", t("security.passwordMissing"), "newPassword"),
        ]);
        if (wrong) return;
        const { ok } = await action.run({ currentPassword: current, newPassword: wanted });
        if (!ok) return;
        setCurrent("");
        setWanted("");
        notify(t("security.passwordChanged"));
      }}
    >
      <Problems of={action.problems} />
      <TextField
        label={t("security.currentPassword")}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        error={problemOf(action.problems, "currentPassword")}
      />
      <NewPasswordField
        label={t("security.newPassword")}
        help={t("security.passwordHelp")}
        value={wanted}
        onChange={setWanted}
        words={[viewer?.name ?? "", viewer?.email ?? ""]}
        error={problemOf(action.problems, "newPassword")}
      />
      <div className="actions">
        <Button look="primary" type="submit" busy={action.busy}>
          {t("security.changePassword")}
        </Button>
      </div>
    </form>
  );
}

/** The first password of an account that another provider opens. */
function FirstPassword({ onDone }: { onDone: () => void }) {
  const action = useAction(SetPassword);
  const [wanted, setWanted] = useState("");
  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (action.busy) return;
        if (action.refuse([invalid(wanted === "", t("security.passwordMissing"), "newPassword")]))
          return;
        const { ok } = await action.run({ newPassword: wanted });
        if (!ok) return;
        notify(t("security.passwordSet"));
        onDone();
      }}
    >
      <Problems of={action.problems} />
      <TextField
        label={t("security.newPassword")}
        help={t("security.passwordHelp")}
        type="password"
        autoComplete="new-password"
        value={wanted}
        onChange={setWanted}
        error={problemOf(action.problems, "newPassword")}
      />
      <div className="actions">
        <Button look="primary" type="submit" busy={action.busy}>
          {t("security.setPassword")}
        </Button>
      </div>
    </form>
  );
}

/** The codes on their only appearance. */
function RecoveryCodes({ codes, onClose }: { codes: Codes; onClose: () => void }) {
  return (
    <Dialog title={t("security.codesTitle")} onClose={onClose}>
      <div className="stack">
        <p>{t("security.codesText")}</p>
        <ul className="recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p className="cluster">
          <CopyButton text={codes.join("\n")} what={t("security.codesTitle")} />
          <span className="muted">{t("security.codesOnce")}</span>
        </p>
        <div className="actions actions-end">
          <Button look="primary" onClick={onClose}>
            {t("security.codesKept")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function EnterCode({ enrolment, onDone, onClose }: StepProps & { enrolment: Enrolment }) {
  const action = useAction(ConfirmTotp);
  const [code, setCode] = useState("");
  const { qrCode, secret } = enrolment;
  return (
    <Dialog title={t("security.totpAdd")} onClose={onClose} locked={action.busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const { ok, payload } = await action.run({ token: enrolment.token, code: code.trim() });
          if (ok) onDone(payload.recoveryCodes ?? null);
        }}
      >
        <Problems of={action.problems} />
        <p>{t("security.totpScan")}</p>
        {qrCode && (
          <svg
            className="qr"
            viewBox={`0 0 ${qrCode.size} ${qrCode.size}`}
            width={200}
            height={200}
            role="img"
            aria-label={t("security.totpPicture")}
            shapeRendering="crispEdges"
          >
            <rect width={qrCode.size} height={qrCode.size} fill="#fff" />
            <path d={qrCode.path} fill="#000" />
          </svg>
        )}
        <p className="copy-text">
          <code>{secret}</code>
          <CopyButton text={secret} what={t("security.totpKey")} />
        </p>
        <TextField
          label={t("security.totpCode")}
          help={t("security.totpCodeHelp")}
          autoComplete="one-time-code"
          code
          maxLength={6}
          value={code}
          onChange={setCode}
          error={problemOf(action.problems, "code")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("security.totpOn")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Totp({ security, onDone }: { security: SecurityFragment; onDone: StepProps["onDone"] }) {
  const start = useAction(EnableTotp);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [removing, setRemoving] = useState(false);
  const { totp } = security;
  return (
    <Section
      title={t("security.totp")}
      note={t("security.totpNote")}
      action={
        totp ? (
          <Button onClick={() => setRemoving(true)}>{t("security.totpRemove")}</Button>
        ) : (
          <Button
            busy={start.busy}
            onClick={async () => {
              const { ok, payload } = await start.run({ confirm: true });
              if (ok) setEnrolment(payload.enrolment ?? null);
            }}
          >
            {t("security.totpAdd")}
          </Button>
        )
      }
    >
      <Problems of={start.problems} />
      {totp ? (
        <Facts
          of={[
            [t("security.since"), <RelativeTime key="since" at={totp.createdAt} />],
            [
              t("security.lastUsed"),
              totp.lastUsedAt ? <RelativeTime key="used" at={totp.lastUsedAt} /> : t("time.notYet"),
            ],
          ]}
        />
      ) : (
        <p className="muted">{t("security.totpOff")}</p>
      )}
      {enrolment && (
        <EnterCode
          enrolment={enrolment}
          onClose={() => setEnrolment(null)}
          onDone={(codes) => {
            setEnrolment(null);
            notify(t("security.totpDone"));
            onDone(codes);
          }}
        />
      )}
      {removing && (
        <RemoveTotp
          onClose={() => setRemoving(false)}
          onDone={() => {
            setRemoving(false);
            onDone(null);
          }}
        />
      )}
    </Section>
  );
}

function RemoveTotp({ onDone, onClose }: StepProps) {
  const action = useAction(DisableTotp);
  return (
    <Confirm
      title={t("security.totpRemoveTitle")}
      confirmLabel={t("security.totpRemove")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ confirm: true });
        if (!ok) return;
        notify(t("security.totpRemoved"));
        onDone(null);
      }}
    >
      <p>{t("security.totpRemoveText")}</p>
    </Confirm>
  );
}

function AddPasskey({ onDone, onClose }: StepProps) {
  const start = useAction(RegisterPasskey);
  const finish = useAction(ConfirmPasskey);
  const [name, setName] = useState("");
  const busy = start.busy || finish.busy;
  // The same list until it changes: a new one takes the focus.
  const problems = useMemo(
    () => [...start.problems, ...finish.problems],
    [start.problems, finish.problems],
  );
  return (
    <Dialog title={t("security.passkeyAdd")} onClose={onClose} locked={busy}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (busy) return;
          if (start.refuse([invalid(name.trim() === "", t("security.passkeyNameMissing"), "name")]))
            return;
          const started = await start.run({ confirm: true });
          const registration = started.payload?.registration;
          if (!registration) return;
          const credential = await makePasskey(registration.options);
          if (credential === null) {
            start.refuse([invalid(true, t("security.passkeyNone"))]);
            return;
          }
          const { ok, payload } = await finish.run({
            token: registration.token,
            credential,
            name: name.trim(),
          });
          if (!ok) return;
          notify(t("security.passkeyDone"));
          onDone(payload.recoveryCodes ?? null);
        }}
      >
        <Problems of={problems} />
        <p>{t("security.passkeyText")}</p>
        <TextField
          label={t("security.passkeyName")}
          help={t("security.passkeyNameHelp")}
          maxLength={64}
          autoComplete="off"
          value={name}
          onChange={setName}
          error={problemOf(problems, "name")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={busy}>
            {t("security.passkeyCreate")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function RenameOne({
  passkey,
  onRename,
  onClose,
}: {
  passkey: Passkey;
  onRename: (name: string) => void;
  onClose: () => void;
}) {
  const [name, setName] = useState(passkey.name);
  const [missing, setMissing] = useState(false);
  return (
    <Dialog title={t("security.passkeyRename")} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = name.trim();
          setMissing(wanted === "");
          if (wanted !== "") onRename(wanted);
        }}
      >
        <TextField
          label={t("security.passkeyName")}
          maxLength={64}
          autoComplete="off"
          value={name}
          onChange={setName}
          error={missing ? t("security.passkeyNameMissing") : undefined}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit">
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function RemoveOne({ passkey, onDone, onClose }: StepProps & { passkey: Passkey }) {
  const action = useAction(RemovePasskey);
  return (
    <Confirm
      title={t("security.passkeyRemoveTitle", { name: passkey.name })}
      confirmLabel={t("security.passkeyRemove")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ passkeyId: passkey.id });
        if (!ok) return;
        notify(t("security.passkeyRemoved", { name: passkey.name }));
        onDone(null);
      }}
    >
      <p>{t("security.passkeyRemoveText")}</p>
    </Confirm>
  );
}

function Passkeys({
  security,
  onDone,
}: {
  security: SecurityFragment;
  onDone: StepProps["onDone"];
}) {
  const [open, setOpen] = useState<"add" | { rename: Passkey } | { remove: Passkey } | null>(null);
  const close = () => setOpen(null);
  const done = (codes: Codes | null) => {
    close();
    onDone(codes);
  };
  const possible = security.passkeysAvailable && canMakePasskeys();
  const { rows: passkeys, attempt } = useOptimistic(security.passkeys);
  const renaming = useAction(RenamePasskey);

  /** The new name is there at once, and the old one back with the reason where it stays. */
  async function rename(passkey: Passkey, name: string) {
    close();
    const input = { passkeyId: passkey.id, name };
    if (await attempt(passkey.id, { name }, () => renaming.run(input))) onDone(null);
  }

  return (
    <Section
      title={t("security.passkeys")}
      note={t("security.passkeysNote")}
      action={
        possible && <Button onClick={() => setOpen("add")}>{t("security.passkeyAdd")}</Button>
      }
    >
      <Problems of={renaming.problems} />
      {passkeys.length === 0 ? (
        <EmptyState title={t("security.passkeysEmpty")}>
          {t(possible ? "security.passkeysEmptyText" : "security.passkeysImpossible")}
        </EmptyState>
      ) : (
        <Table
          caption={t("security.passkeys")}
          rows={passkeys}
          rowKey={(passkey) => passkey.id}
          actionsTitle={t("column.actions")}
          columns={[
            {
              title: t("security.passkeyName"),
              lead: true,
              cell: (passkey) => (
                <span className="cluster">
                  <KeySquare size={16} aria-hidden />
                  <strong>{passkey.name}</strong>
                  {passkey.synced && <Badge>{t("security.passkeySynced")}</Badge>}
                  {passkey.flaggedAt && (
                    <Badge tone="warning">{t("security.passkeyFlagged")}</Badge>
                  )}
                </span>
              ),
            },
            {
              title: t("security.since"),
              cell: (passkey) => <RelativeTime at={passkey.createdAt} />,
            },
            {
              title: t("security.lastUsed"),
              cell: (passkey) =>
                passkey.lastUsedAt ? <RelativeTime at={passkey.lastUsedAt} /> : t("time.notYet"),
            },
          ]}
          actions={(passkey) => (
            <span className="cluster">
              <Button
                aria-label={`${t("security.passkeyRename")}: ${passkey.name}`}
                onClick={() => setOpen({ rename: passkey })}
              >
                {t("security.passkeyRename")}
              </Button>
              <Button
                aria-label={`${t("security.passkeyRemove")}: ${passkey.name}`}
                onClick={() => setOpen({ remove: passkey })}
              >
                {t("security.passkeyRemove")}
              </Button>
            </span>
          )}
        />
      )}
      {open === "add" && <AddPasskey onDone={done} onClose={close} />}
      {open !== null && open !== "add" && "rename" in open && (
        <RenameOne
          passkey={open.rename}
          onRename={(name) => rename(open.rename, name)}
          onClose={close}
        />
      )}
      {open !== null && open !== "add" && "remove" in open && (
        <RemoveOne passkey={open.remove} onDone={done} onClose={close} />
      )}
    </Section>
  );
}

function Codes({ left, onDone }: { left: number; onDone: StepProps["onDone"] }) {
  const action = useAction(RegenerateRecoveryCodes);
  const [asking, setAsking] = useState(false);
  const state: ReactNode =
    left > 3
      ? t("security.codesLeft", { count: String(left) })
      : t("security.codesFew", { count: String(left) });
  return (
    <Section
      title={t("security.codes")}
      note={t("security.codesNote")}
      action={<Button onClick={() => setAsking(true)}>{t("security.codesNew")}</Button>}
    >
      <p>{state}</p>
      {asking && (
        <Confirm
          title={t("security.codesNewTitle")}
          confirmLabel={t("security.codesNew")}
          busy={action.busy}
          problems={action.problems}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const { ok, payload } = await action.run({ confirm: true });
            if (!ok) return;
            setAsking(false);
            onDone(payload.recoveryCodes ?? null);
          }}
        >
          <p>{t("security.codesNewText")}</p>
        </Confirm>
      )}
    </Section>
  );
}

/** How the person signs in: password, passkeys, authenticator app, recovery codes. */
export function Security() {
  const answer = useOperation(SecurityQuery, {});
  const [codes, setCodes] = useState<Codes | null>(null);
  const done = (made: Codes | null) => {
    setCodes(made);
    answer.refresh();
    if (made === null) focusContent();
  };
  return (
    <Page title={t("security.title")} purpose={t("security.purpose")}>
      <Loaded answer={answer} pick={({ viewer }) => viewer?.security && viewer} rows={5}>
        {({ security, linkedIdentities, availableProviders }) =>
          security && (
            <>
              <Section title={t("security.state")}>
                <p className="cluster">
                  {security.secondFactorSince ? (
                    <Badge tone="success">{t("security.on")}</Badge>
                  ) : (
                    <Badge tone="warning">{t("security.off")}</Badge>
                  )}
                  {t(security.secondFactorSince ? "security.onText" : "security.offText")}
                  {security.secondFactorRequired && ` ${t("security.required")}`}
                </p>
              </Section>
              <Passkeys security={security} onDone={done} />
              <Totp security={security} onDone={done} />
              {security.secondFactorSince && (
                <Codes left={security.recoveryCodesLeft} onDone={done} />
              )}
              <LinkedProviders
                linkedIdentities={linkedIdentities}
                availableProviders={availableProviders}
                onDone={() => done(null)}
              />
              <Section
                title={t("security.password")}
                note={
                  security.passwordChangedAt ? (
                    <>
                      {t("security.passwordSince")} <RelativeTime at={security.passwordChangedAt} />
                    </>
                  ) : (
                    t("security.passwordNone")
                  )
                }
              >
                {security.passwordChangedAt ? (
                  <Password />
                ) : (
                  <FirstPassword onDone={() => done(null)} />
                )}
              </Section>
              {typeof security.passwordForApi === "boolean" && (
                <ApiPassword
                  allowed={security.passwordForApi}
                  secondFactor={Boolean(security.secondFactorSince)}
                  refresh={answer.refresh}
                />
              )}
            </>
          )
        }
      </Loaded>
      {codes && (
        <RecoveryCodes
          codes={codes}
          onClose={() => {
            setCodes(null);
            focusContent();
          }}
        />
      )}
    </Page>
  );
}
