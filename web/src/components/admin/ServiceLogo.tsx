import { graphql } from "../../gql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { PictureField } from "../ui/PictureField";

const UploadServiceLogo = graphql(`
  mutation UploadServiceLogo($input: AdminUploadServiceLogoInput!) {
    adminUploadServiceLogo(input: $input) {
      uploadUrl
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RemoveServiceLogo = graphql(`
  mutation RemoveServiceLogo($input: AdminUpdateSettingsInput!) {
    adminUpdateSettings(input: $input) {
      branding {
        logoPath
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface Props {
  name: string;
  logo: string | null;
  onChanged: () => void;
}

/** The service's own logo, in the place of the mark that it comes with. */
export function ServiceLogo({ name, logo, onChanged }: Props) {
  const action = useAction(UploadServiceLogo);
  const removal = useAction(RemoveServiceLogo);
  return (
    <PictureField
      name={name}
      picture={logo}
      label={t("logo.choose")}
      help={t("branding.logoHelp")}
      saved={t("branding.logoSaved")}
      address={async () => (await action.run({ confirm: true })).payload?.uploadUrl ?? null}
      remove={{
        label: t("branding.logoRemove"),
        removed: t("branding.logoSaved"),
        run: async () => (await removal.run({ removeLogo: true })).ok,
      }}
      busy={action.busy || removal.busy}
      problems={removal.problems.length > 0 ? removal.problems : action.problems}
      onChanged={onChanged}
    />
  );
}
