import { useState } from "react";
import { graphql } from "../../gql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";

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
  allowed: boolean;
  secondFactor: boolean;
  refresh: () => void;
}

/** Whether programs may use the password itself: for old ones that know nothing better. */
export function ApiPassword({ allowed, secondFactor, refresh }: Props) {
  const action = useAction(SetPasswordForApi);
  const [asking, setAsking] = useState(false);

  async function set(wanted: boolean) {
    const { ok } = await action.run({ allowed: wanted });
    if (!ok) return;
    setAsking(false);
    notify(t(wanted ? "apiPassword.allowed" : "apiPassword.forbidden"));
    refresh();
  }

  return (
    <Section
      title={t("apiPassword.title")}
      note={t("apiPassword.note")}
      action={
        allowed ? (
          <Button busy={action.busy} onClick={() => set(false)}>
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
        {allowed && secondFactor && ` ${t("apiPassword.secondFactor")}`}
      </p>
      {asking && (
        <Confirm
          title={t("apiPassword.allowTitle")}
          confirmLabel={t("apiPassword.allow")}
          busy={action.busy}
          problems={action.problems}
          onClose={() => setAsking(false)}
          onConfirm={() => set(true)}
        >
          <p>{t("apiPassword.allowText")}</p>
        </Confirm>
      )}
    </Section>
  );
}
