import { useState } from "react";
import { graphql } from "../../gql";
import type { EmailAddressFragment } from "../../gql/graphql";
import { badEmail } from "../../lib/checks";
import { problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";

graphql(`
  fragment EmailAddress on User {
    email
    emailVerifiedAt
    pendingEmail
  }
`);

const RequestEmailVerification = graphql(`
  mutation RequestEmailVerification($input: RequestEmailVerificationInput!) {
    requestEmailVerification(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RequestEmailChange = graphql(`
  mutation RequestEmailChange($input: RequestEmailChangeInput!) {
    requestEmailChange(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const CancelEmailChange = graphql(`
  mutation CancelEmailChange($input: CancelEmailChangeInput!) {
    cancelEmailChange(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface Props {
  user: EmailAddressFragment;
  onChanged: () => void;
}

function Verify({ user, onChanged }: Props) {
  const action = useAction(RequestEmailVerification);
  return (
    <>
      <Problems of={action.problems} />
      <div className="actions">
        <Button
          busy={action.busy}
          onClick={async () => {
            const { ok } = await action.run({ confirm: true });
            if (!ok) return;
            notify(t("email.linkSent", { email: user.email }));
            onChanged();
          }}
        >
          {t("email.verify")}
        </Button>
      </div>
    </>
  );
}

function Pending({ pending, onChanged }: { pending: string; onChanged: () => void }) {
  const action = useAction(CancelEmailChange);
  return (
    <div className="stack-small">
      <p>{t("email.pending", { email: pending })}</p>
      <Problems of={action.problems} />
      <div className="actions">
        <Button
          busy={action.busy}
          onClick={async () => {
            const { ok } = await action.run({ confirm: true });
            if (!ok) return;
            notify(t("email.kept"));
            onChanged();
          }}
        >
          {t("email.keep")}
        </Button>
      </div>
    </div>
  );
}

function Change({ onChanged }: { onChanged: () => void }) {
  const [email, setEmail] = useState("");
  const action = useAction(RequestEmailChange);
  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (action.busy || action.refuse([badEmail(email, "email")])) return;
        const { ok } = await action.run({ email: email.trim() });
        if (!ok) return;
        notify(t("email.linkSent", { email: email.trim() }));
        setEmail("");
        onChanged();
      }}
    >
      <Problems of={action.problems} />
      <TextField
        label={t("email.new")}
        type="email"
        autoComplete="email"
        help={t("email.newHelp")}
        value={email}
        onChange={setEmail}
        error={problemOf(action.problems, "email")}
      />
      <div className="actions">
        <Button type="submit" busy={action.busy} disabled={email.trim() === ""}>
          {t("email.change")}
        </Button>
      </div>
    </form>
  );
}

/** The account's address: whether it is confirmed, and changing it by a link to the new one. */
export function EmailAddress({ user, onChanged }: Props) {
  return (
    <div className="stack">
      <p className="cluster">
        <strong>{user.email}</strong>
        {user.emailVerifiedAt ? (
          <Badge tone="success">{t("profile.emailVerified")}</Badge>
        ) : (
          <Badge tone="warning">{t("profile.emailUnverified")}</Badge>
        )}
      </p>
      {!user.emailVerifiedAt && <Verify user={user} onChanged={onChanged} />}
      {user.pendingEmail && <Pending pending={user.pendingEmail} onChanged={onChanged} />}
      <Change onChanged={onChanged} />
    </div>
  );
}
