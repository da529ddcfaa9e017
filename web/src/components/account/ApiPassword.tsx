import { useMemo, useState } from "react";
import { graphql } from "../../gql";
import type { ApiPasswordFragment } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useOptimisticOne } from "../../lib/optimistic";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";

graphql(`
  fragment ApiPassword on Security {
    passwordForApi
    secondFactorSince
  }
`);

const SetPasswordForApi = graphql(`
  mutation SetPasswordForApi($input: SetPasswordForApiInput!) {
    setPasswordForApi(input: $input) {
      allowed
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface Props {
  security: ApiPasswordFragment;
  refresh: () => void;
}

/** Whether programs may use the password itself: for old ones that know nothing better. */
export function ApiPassword({ security, refresh }: Props) {
  // Of each answer a new one, so that what the server says counts, the same again or not.
  const row = useMemo(() => ({ id: "only", allowed: security.passwordForApi }), [security]);
  const { shown, attempt } = useOptimisticOne(row);
  const { allowed } = shown;
  const action = useAction(SetPasswordForApi);
  const [asking, setAsking] = useState(false);

  function done(said: string) {
    setAsking(false);
    notify(said);
    refresh();
  }

  /** Often wants a fresh sign-in first, so the dialog waits for the answer. */
  async function allow() {
    const { ok } = await action.run({ allowed: true });
    if (ok) done(t("apiPassword.allowed"));
  }

  async function forbid() {
    const ok = await attempt({ allowed: false }, () => action.run({ allowed: false }));
    if (ok) done(t("apiPassword.forbidden"));
  }

  return (
    <Section
      title={t("apiPassword.title")}
      note={t("apiPassword.note")}
      action={
        allowed ? (
          <Button busy={action.busy} onClick={forbid}>
            {t("apiPassword.forbid")}
          </Button>
        ) : (
          <Button onClick={() => setAsking(true)}>{t("apiPassword.allow")}</Button>
        )
      }
    >
      {!asking && <Problems of={action.problems} />}
      <p className="cluster">
        <Badge tone={allowed ? "warning" : "success"}>
          {t(allowed ? "security.on" : "security.off")}
        </Badge>
        {t(allowed ? "apiPassword.onText" : "apiPassword.offText")}
        {allowed && security.secondFactorSince && ` ${t("apiPassword.secondFactor")}`}
      </p>
      {asking && (
        <Confirm
          title={t("apiPassword.allowTitle")}
          confirmLabel={t("apiPassword.allow")}
          busy={action.busy}
          problems={action.problems}
          onClose={() => setAsking(false)}
          onConfirm={allow}
        >
          <p>{t("apiPassword.allowText")}</p>
        </Confirm>
      )}
    </Section>
  );
}
