import { useId, useRef, useState } from "react";
import type { Problem } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Avatar } from "./Avatar";
import { Button } from "./Button";
import { notify } from "./Notices";
import { Problems } from "./Problems";

interface Props {
  name: string;
  picture: string | null;
  round?: boolean;
  label: string;
  help: string;
  saved: string;
  /** Asks the API for the address that takes the bytes; null where it refused. */
  address: () => Promise<string | null>;
  /** Takes the one that is there away; absent where that can't be done. */
  remove?: { label: string; removed: string; run: () => Promise<boolean> };
  busy: boolean;
  problems: readonly Problem[];
  onChanged: () => void;
}

/** A picture of a person or an app: asked for by the API, sent to the address that it gives. */
export function PictureField({
  name,
  picture,
  round,
  label,
  help,
  saved,
  address,
  remove,
  busy,
  problems,
  onChanged,
}: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<Problem[]>([]);

  async function send(file: File) {
    setRefused([]);
    const to = await address();
    if (!to) return;
    setSending(true);
    const answer = await fetch(to, { method: "PUT", body: file }).catch(() => null);
    setSending(false);
    if (answer?.ok) {
      notify(saved);
      onChanged();
    } else setRefused([{ code: "FAILED", message: t("picture.refused"), path: [] }]);
  }

  return (
    <div className="stack-small">
      <Problems of={problems.length > 0 ? problems : refused} />
      <div className="picture-field">
        <Avatar name={name} src={picture} round={round} />
        <div className="field">
          <label htmlFor={id}>{label}</label>
          <input
            id={id}
            ref={field}
            className="control"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            disabled={busy || sending}
            aria-describedby={`${id}-note`}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void send(file);
            }}
          />
          <p id={`${id}-note`} className="field-help">
            {help}
          </p>
          {picture && remove && (
            <div className="actions">
              <Button
                busy={busy || sending}
                onClick={async () => {
                  setRefused([]);
                  if (!(await remove.run())) return;
                  notify(remove.removed);
                  onChanged();
                  // The button goes with the picture.
                  field.current?.focus();
                }}
              >
                {remove.label}
              </Button>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
