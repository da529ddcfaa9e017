import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import type { AppSettingsQuery as Result } from "../../gql/graphql";
import { problemOf, useAction } from "../../lib/graphql";
import { t, tn } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { Dialog } from "../ui/Dialog";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { OwnerField } from "./OwnerField";

const TransferApp = graphql(`
  mutation TransferApp($input: TransferAppInput!) {
    transferApp(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const SuspendApp = graphql(`
  mutation SuspendApp($input: SuspendAppInput!) {
    suspendApp(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const ResumeApp = graphql(`
  mutation ResumeApp($input: ResumeAppInput!) {
    resumeApp(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const DeleteApp = graphql(`
  mutation DeleteApp($input: DeleteAppInput!) {
    deleteApp(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type App = NonNullable<Result["app"]>;

interface DialogProps {
  app: App;
  onDone: () => void;
  onClose: () => void;
}

function Transfer({ app, onDone, onClose }: DialogProps) {
  const [owner, setOwner] = useState("");
  const action = useAction(TransferApp);
  return (
    <Dialog title={t("settings.transferTitle", { name: app.name })} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const { ok } = await action.run({
            appId: app.id,
            expectedVersion: app.version,
            organizationId: owner || null,
          });
          if (!ok) return;
          notify(t("settings.transferred", { name: app.name }));
          onDone();
        }}
      >
        <Problems of={action.problems} />
        <p>{t("settings.transferText")}</p>
        <OwnerField
          what="canCreateApps"
          label={t("settings.newOwner")}
          value={owner}
          onChange={setOwner}
          error={problemOf(action.problems, "organizationId")}
        />
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="danger" type="submit" busy={action.busy}>
            {t("settings.transfer")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Suspend({ app, onDone, onClose }: DialogProps) {
  const action = useAction(SuspendApp);
  return (
    <Confirm
      title={t("settings.suspendTitle", { name: app.name })}
      confirmLabel={t("settings.suspend")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ appId: app.id, expectedVersion: app.version });
        if (!ok) return;
        notify(t("settings.suspended", { name: app.name }));
        onDone();
      }}
    >
      <p>{t("settings.suspendText")}</p>
    </Confirm>
  );
}

function Delete({ app, onClose }: Omit<DialogProps, "onDone">) {
  const action = useAction(DeleteApp);
  const navigate = useNavigate();
  return (
    <Confirm
      title={t("settings.deleteTitle", { name: app.name })}
      confirmLabel={t("settings.delete")}
      typedName={app.name}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ appId: app.id, expectedVersion: app.version });
        if (!ok) return;
        notify(t("settings.deleted", { name: app.name }));
        await navigate({ to: "/apps" });
      }}
    >
      <p>{t("settings.deleteText")}</p>
      <ul className="plain-list">
        <li>{tn("settings.endsClients", app.clients.length)}</li>
        <li>{tn("settings.endsGrants", app.grantsCount)}</li>
      </ul>
    </Confirm>
  );
}

function Resume({ app, onDone }: Omit<DialogProps, "onClose">) {
  const action = useAction(ResumeApp);
  return (
    <>
      <Problems of={action.problems} />
      <Button
        busy={action.busy}
        onClick={async () => {
          const { ok } = await action.run({ appId: app.id, expectedVersion: app.version });
          if (!ok) return;
          notify(t("settings.resumed", { name: app.name }));
          onDone();
        }}
      >
        {t("settings.resume")}
      </Button>
    </>
  );
}

/** Giving an app away, switching it off, deleting it: each says what it ends. */
export function AppDanger({ app, onChanged }: { app: App; onChanged: () => void }) {
  const [step, setStep] = useState<"transfer" | "suspend" | "delete" | null>(null);
  const close = () => setStep(null);
  const done = () => {
    close();
    onChanged();
  };
  const { canTransfer, canSuspend, canDelete } = app.permissions;
  return (
    <>
      {canTransfer && (
        <Section title={t("settings.transferHead")} note={t("settings.transferNote")} danger>
          <div className="actions">
            <Button onClick={() => setStep("transfer")}>{t("settings.transfer")}</Button>
          </div>
        </Section>
      )}
      {canSuspend && !app.suspendedByAdministrator && (
        <Section title={t("settings.suspendHead")} note={t("settings.suspendNote")} danger>
          <div className="actions">
            {app.suspendedAt ? (
              <Resume app={app} onDone={done} />
            ) : (
              <Button onClick={() => setStep("suspend")}>{t("settings.suspend")}</Button>
            )}
          </div>
        </Section>
      )}
      {canDelete && (
        <Section title={t("settings.danger")} note={t("settings.dangerNote")} danger>
          <div className="actions">
            <Button look="danger" onClick={() => setStep("delete")}>
              {t("settings.delete")}
            </Button>
          </div>
        </Section>
      )}
      {step === "transfer" && <Transfer app={app} onClose={close} onDone={done} />}
      {step === "suspend" && <Suspend app={app} onClose={close} onDone={done} />}
      {step === "delete" && <Delete app={app} onClose={close} />}
    </>
  );
}
