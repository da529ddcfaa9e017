import { graphql } from "../../gql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { PictureField } from "../ui/PictureField";

const UploadAppLogo = graphql(`
  mutation UploadAppLogo($input: UploadAppLogoInput!) {
    uploadAppLogo(input: $input) {
      uploadUrl
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface Props {
  app: { id: string; name: string; logoUri?: string | null };
  onChanged: () => void;
}

/** The app's logo, which people see when they are asked. */
export function Logo({ app, onChanged }: Props) {
  const action = useAction(UploadAppLogo);
  return (
    <PictureField
      name={app.name}
      picture={app.logoUri ?? null}
      label={t("logo.choose")}
      help={t("logo.help")}
      saved={t("logo.saved")}
      address={async () => (await action.run({ appId: app.id })).payload?.uploadUrl ?? null}
      busy={action.busy}
      problems={action.problems}
      onChanged={onChanged}
    />
  );
}
