import { useId, useState } from "react";
import { graphql } from "../../gql";
import { type Problem, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Avatar } from "../ui/Avatar";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";

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

/** The person's picture: asked for by the API, sent to the address that it gives. */
export function Picture({ name, picture, onChanged }: Props) {
  const id = useId();
  const action = useAction(UploadProfilePicture);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<Problem[]>([]);

  async function send(file: File) {
    setRefused([]);
    const { ok, payload } = await action.run({ confirm: true });
    if (!ok || !payload.uploadUrl) return;
    setSending(true);
    const answer = await fetch(payload.uploadUrl, { method: "PUT", body: file }).catch(() => null);
    setSending(false);
    if (answer?.ok) {
      notify(t("picture.saved"));
      onChanged();
    } else setRefused([{ code: "FAILED", message: t("picture.refused"), path: [] }]);
  }

  const busy = action.busy || sending;
  return (
    <div className="stack-small">
      <Problems of={action.problems.length > 0 ? action.problems : refused} />
      <div className="cluster">
        <Avatar name={name} src={picture} round />
        <div className="field">
          <label htmlFor={id}>{t("picture.choose")}</label>
          <input
            id={id}
            className="control"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            disabled={busy}
            aria-describedby={`${id}-note`}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void send(file);
            }}
          />
          <p id={`${id}-note`} className="field-help">
            {t("picture.help")}
          </p>
        </div>
      </div>
    </div>
  );
}
