import type { MemberRole, OrganizationQuery } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { SelectField } from "../ui/Field";

export type Organization = NonNullable<OrganizationQuery["organization"]>;
export type Member = NonNullable<Organization["members"]>[number];

/** What the dialogs about members have in common. */
export interface StepProps {
  organization: Organization;
  onClose: () => void;
  onDone: () => void;
}

const roles: readonly MemberRole[] = ["VIEWER", "DEVELOPER", "ADMIN", "OWNER"];

/** The roles that the viewer may give. */
export function RoleField(props: {
  organization: Organization;
  value: MemberRole;
  onChange: (role: MemberRole) => void;
  error?: string;
}) {
  const { organization, value } = props;
  const offered = roles.filter(
    (role) => role !== "OWNER" || organization.permissions.canManageOwners,
  );
  return (
    <SelectField
      label={t("organization.role")}
      help={t(`role.${value}.detail`)}
      value={value}
      onChange={props.onChange}
      options={offered.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      error={props.error}
    />
  );
}
