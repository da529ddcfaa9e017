import { useState } from "react";
import { graphql } from "../../gql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";

const AdminSendPasswordReset = graphql(`
  mutation AdminSendPasswordReset($input: AdminSendPasswordResetInput!) {
    adminSendPasswordReset(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const AdminResetUserCredentials = graphql(`
  mutation AdminResetUserCredentials($input: AdminResetUserCredentialsInput!) {
    adminResetUserCredentials(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface Locked {
  id: string;
  displayName: string;
  email: string;
}

interface StepProps {
  user: Locked;
  onClose: () => void;
  onDone: () => void;
}

function SendReset({ user, onClose, onDone }: StepProps) {
  const action = useAction(AdminSendPasswordReset);
  return (
    <Confirm
      title={t("admin.user.sendResetTitle", { name: user.displayName })}
      confirmLabel={t("admin.user.sendReset")}
      calm
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ userId: user.id });
        if (!ok) return;
        notify(t("admin.user.resetSent", { email: user.email }));
        onDone();
      }}
    >
      <p>{t("admin.user.sendResetText", { email: user.email })}</p>
    </Confirm>
  );
}

function RemoveFactors({ user, onClose, onDone }: StepProps) {
  const action = useAction(AdminResetUserCredentials);
  return (
    <Confirm
      title={t("admin.user.factorsTitle", { name: user.displayName })}
      confirmLabel={t("admin.user.factors")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ userId: user.id, removeSecondFactors: true });
        if (!ok) return;
        notify(t("admin.user.factorsGone", { name: user.displayName }));
        onDone();
      }}
    >
      <p>{t("admin.user.factorsText", { email: user.email })}</p>
      <p>{t("admin.user.factorsSure")}</p>
    </Confirm>
  );
}

/** For somebody who lost their phone or forgot their password. */
export function ResetSignIn({ user, onChanged }: { user: Locked; onChanged: () => void }) {
  const [step, setStep] = useState<"password" | "factors" | null>(null);
  const close = () => setStep(null);
  const done = () => {
    close();
    onChanged();
  };
  return (
    <Section title={t("admin.user.resetHead")} note={t("admin.user.resetNote")}>
      <div className="actions">
        <Button onClick={() => setStep("password")}>{t("admin.user.sendReset")}</Button>
        <Button look="danger" onClick={() => setStep("factors")}>
          {t("admin.user.factors")}
        </Button>
      </div>
      {step === "password" && <SendReset user={user} onClose={close} onDone={done} />}
      {step === "factors" && <RemoveFactors user={user} onClose={close} onDone={done} />}
    </Section>
  );
}
