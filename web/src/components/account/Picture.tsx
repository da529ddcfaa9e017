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

const RemovePicture = graphql(`
  mutation RemovePicture($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      user {
        id
        displayName
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
  picture: string | null;
  onChanged: () => void;
}

/** The person's picture. */
export function Picture(props: Props) {
  const action = useAction(UploadProfilePicture);
  const removal = useAction(RemovePicture);
  return (
    <PictureField
      {...props}
      round
      label={t("picture.choose")}
      help={t("picture.help")}
      saved={t("picture.saved")}
      address={async () => (await action.run({ confirm: true })).payload?.uploadUrl ?? null}
      remove={{
        label: t("picture.remove"),
        removed: t("picture.removed"),
        run: async () => (await removal.run({ picture: null })).ok,
      }}
      busy={action.busy || removal.busy}
      problems={removal.problems.length > 0 ? removal.problems : action.problems}
    />
  );
}
