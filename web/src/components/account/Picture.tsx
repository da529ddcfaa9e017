import { graphql } from "../../gql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { PictureField } from "../ui/PictureField";

const UploadProfilePicture = graphql(`
  mutation UploadProfilePicture($input: UploadProfilePictureInput!) {
    uploadProfilePicture(input: $input) {
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
  name: string;
  picture: string | null;
  onChanged: () => void;
}

/** The person's picture. */
export function Picture(props: Props) {
  const action = useAction(UploadProfilePicture);
  return (
    <PictureField
      {...props}
      round
      label={t("picture.choose")}
      help={t("picture.help")}
      saved={t("picture.saved")}
      address={async () => (await action.run({ confirm: true })).payload?.uploadUrl ?? null}
      busy={action.busy}
      problems={action.problems}
    />
  );
}
