import { useState } from "react";
import { graphql } from "../../gql";
import type { OrganizationQuery } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";

const UpdateOrganizationSecurity = graphql(`
  mutation UpdateOrganizationSecurity($input: UpdateOrganizationInput!) {
    updateOrganization(input: $input) {
      organization {
        id
        secondFactorRequired
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface SecurityProps {
  organization: NonNullable<OrganizationQuery["organization"]>;
  refresh: () => void;
}

/** What the organization wants of its members' sign-ins; its owners change it. */
export function OrganizationSecurity({ organization, refresh }: SecurityProps) {
  const [asking, setAsking] = useState(false);
  const action = useAction(UpdateOrganizationSecurity);
  const { id: organizationId, secondFactorRequired: required } = organization;
  const change = t(required ? "organization.factorStop" : "organization.factorRequire");
  return (
    <Section title={t("organization.security")} note={t("organization.factorNote")}>
      <p>{t(required ? "organization.factorRequired" : "organization.factorOptional")}</p>
      {organization.permissions.canManageOwners && (
        <div className="actions">
          <Button onClick={() => setAsking(true)}>{change}</Button>
        </div>
      )}
      {asking && (
        <Confirm
          title={`${change}?`}
          confirmLabel={change}
          busy={action.busy}
          problems={action.problems}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const { ok } = await action.run({ organizationId, secondFactorRequired: !required });
            if (!ok) return;
            setAsking(false);
            notify(t("organization.saved"));
            refresh();
          }}
        >
          <p>{t(required ? "organization.factorStopText" : "organization.factorRequireText")}</p>
        </Confirm>
      )}
    </Section>
  );
}
