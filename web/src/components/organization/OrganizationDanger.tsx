import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import type { OrganizationQuery } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";

const LeaveOrganization = graphql(`
  mutation LeaveOrganization($input: LeaveOrganizationInput!) {
    leaveOrganization(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const DeleteOrganization = graphql(`
  mutation DeleteOrganization($input: DeleteOrganizationInput!) {
    deleteOrganization(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Organization = NonNullable<OrganizationQuery["organization"]>;

/** Leaving an organization, and deleting it once it owns nothing. */
export function OrganizationDanger({ organization }: { organization: Organization }) {
  const [step, setStep] = useState<"leave" | "delete" | null>(null);
  const leave = useAction(LeaveOrganization);
  const remove = useAction(DeleteOrganization);
  const navigate = useNavigate();
  const { name, id: organizationId } = organization;
  const away = async (said: string) => {
    notify(said);
    await navigate({ to: "/organizations" });
  };
  return (
    <>
      {organization.role && (
        <Section title={t("organization.leave")} note={t("organization.leaveNote")} danger>
          <div className="actions">
            <Button onClick={() => setStep("leave")}>{t("organization.leave")}</Button>
          </div>
        </Section>
      )}
      {organization.permissions.canManageOwners && (
        <Section title={t("organization.delete")} note={t("organization.deleteNote")} danger>
          <div className="actions">
            <Button look="danger" onClick={() => setStep("delete")}>
              {t("organization.delete")}
            </Button>
          </div>
        </Section>
      )}
      {step === "leave" && (
        <Confirm
          title={t("organization.leaveTitle", { name })}
          confirmLabel={t("organization.leave")}
          busy={leave.busy}
          problems={leave.problems}
          onClose={() => setStep(null)}
          onConfirm={async () => {
            const { ok } = await leave.run({ organizationId });
            if (ok) await away(t("organization.left", { name }));
          }}
        >
          <p>{t("organization.leaveText")}</p>
        </Confirm>
      )}
      {step === "delete" && (
        <Confirm
          title={t("organization.deleteTitle", { name })}
          confirmLabel={t("organization.delete")}
          typedName={name}
          busy={remove.busy}
          problems={remove.problems}
          onClose={() => setStep(null)}
          onConfirm={async () => {
            const { ok } = await remove.run({ organizationId });
            if (ok) await away(t("organization.deleted", { name }));
          }}
        >
          <p>{t("organization.deleteText")}</p>
        </Confirm>
      )}
    </>
  );
}
