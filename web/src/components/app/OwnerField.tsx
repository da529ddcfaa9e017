import { graphql } from "../../gql";
import { useOperation } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { SelectField } from "../ui/Field";
import { ErrorState } from "../ui/States";

const OwnersQuery = graphql(`
  query Owners {
    viewer {
      organizations {
        id
        name
        permissions {
          canCreateApps
          canCreateApis
        }
      }
    }
  }
`);

interface OwnerFieldProps {
  what: "canCreateApps" | "canCreateApis";
  label?: string;
  /** An organization's id; empty for the person. */
  value: string;
  onChange: (value: string) => void;
  error?: string;
}

/** Whose something new will be. Not shown to somebody without an organization: then it is theirs. */
export function OwnerField({ what, label, value, onChange, error }: OwnerFieldProps) {
  const { data, failure, refresh } = useOperation(OwnersQuery, {});
  // Saying nothing would make it the person's own, who may have wanted it otherwise.
  if (failure) return <ErrorState failure={failure} retry={refresh} />;
  const able = (data?.viewer?.organizations ?? []).filter((each) => each.permissions[what]);
  if (able.length === 0) return null;
  return (
    <SelectField
      label={label ?? t("owner.label")}
      help={t("owner.help")}
      value={value}
      onChange={onChange}
      options={[
        { value: "", label: t("owner.me") },
        ...able.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      error={error}
    />
  );
}
