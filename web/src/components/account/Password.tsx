import { useState } from "react";
import { graphql } from "../../gql";
import { invalid, problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useViewer } from "../../lib/viewer";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { NewPasswordField } from "../ui/NewPasswordField";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { RelativeTime } from "../ui/RelativeTime";

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

function ChangeIt() {
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
function FirstOne({ onDone }: { onDone: () => void }) {
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

interface PasswordProps {
  /** Null where the account has none: another provider opens it. */
  changedAt: string | null | undefined;
  onSet: () => void;
}

/** The password, to change or to set. */
export function Password({ changedAt, onSet }: PasswordProps) {
  return (
    <Section
      title={t("security.password")}
      note={
        changedAt ? (
          <>
            {t("security.passwordSince")} <RelativeTime at={changedAt} />
          </>
        ) : (
          t("security.passwordNone")
        )
      }
    >
      {changedAt ? <ChangeIt /> : <FirstOne onDone={onSet} />}
    </Section>
  );
}
