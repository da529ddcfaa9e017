import { type ReactNode, useState } from "react";
import type { Problem } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextField } from "./Field";
import { Problems } from "./Problems";

interface ConfirmProps {
  title: string;
  /** The verb and its object: "Remove access", never "OK". */
  confirmLabel: string;
  /** When it can't be undone: the name that has to be typed first. */
  typedName?: string;
  /** Where "Cancel" would leave it open what is cancelled. */
  cancelLabel?: string;
  /** Nothing is destroyed: it is only asked whether it is meant. */
  calm?: boolean;
  busy: boolean;
  problems: readonly Problem[];
  onConfirm: () => void;
  onClose: () => void;
  /** What stops, and when. */
  children: ReactNode;
}

/** Asks before something is destroyed, and says what it will take with it. */
export function Confirm({
  title,
  confirmLabel,
  typedName,
  cancelLabel = t("action.cancel"),
  calm = false,
  busy,
  problems,
  onConfirm,
  onClose,
  children,
}: ConfirmProps) {
  const [typed, setTyped] = useState("");
  const [mismatch, setMismatch] = useState(false);

  return (
    <Dialog title={title} onClose={onClose} locked={busy}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (busy) return;
          const matches = typedName === undefined || typed.trim() === typedName;
          setMismatch(!matches);
          if (matches) onConfirm();
          else event.currentTarget.querySelector("input")?.focus();
        }}
      >
        <Problems of={problems} />
        <div className="stack-small">{children}</div>
        {typedName !== undefined && (
          <TextField
            label={t("confirm.typeName", { name: typedName })}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            error={mismatch ? t("confirm.nameDiffers", { name: typedName }) : undefined}
          />
        )}
        <div className="actions actions-end">
          <Button onClick={onClose}>{cancelLabel}</Button>
          <Button look={calm ? "primary" : "danger"} type="submit" busy={busy}>
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
