import { useState } from "react";
import { graphql } from "../../gql";
import type { EnableTotpMutation, TotpFragment } from "../../gql/graphql";
import { problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { CopyButton } from "../ui/CopyButton";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Facts, Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { RelativeTime } from "../ui/RelativeTime";
import type { StepProps } from "./RecoveryCodes";

graphql(`
  fragment Totp on Security {
    totp {
      createdAt
      lastUsedAt
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

type Enrolment = NonNullable<NonNullable<EnableTotpMutation["enableTotp"]>["enrolment"]>;

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

/** The authenticator app of the account. */
export function Totp({ totp, onDone }: TotpFragment & Pick<StepProps, "onDone">) {
  const start = useAction(EnableTotp);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [removing, setRemoving] = useState(false);
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
