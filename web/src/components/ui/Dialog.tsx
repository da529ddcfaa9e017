import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { focusContent } from "../../lib/focus";
import { t } from "../../lib/i18n";
import { IconButton } from "./Button";
import { Notices } from "./Notices";

interface DialogProps {
  title: string;
  onClose: () => void;
  /** While true neither Escape nor the cross closes it. */
  locked?: boolean;
  children: ReactNode;
}

/**
 * A modal dialog on the browser's own element: it begins at its first field, keeps the focus inside, returns it afterwards and
 * needs no injected styles, which the Content-Security-Policy would refuse. It is open while mounted.
 */
export function Dialog({ title, onClose, locked = false, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    // The browser would choose the cross, the first button that it finds.
    dialog
      ?.querySelector<HTMLElement>(":is(input, select, textarea):not([type=hidden], :disabled)")
      ?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) {
        opener.focus();
      } else focusContent();
    };
  }, []);

  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      // Without it, browsers close a dialog at the second Escape whatever the first was answered.
      closedby={locked ? "none" : undefined}
      onCancel={(event) => {
        event.preventDefault();
        if (!locked) onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        {!locked && (
          <IconButton label={t("action.close")} onClick={onClose}>
            <X size={20} aria-hidden />
          </IconButton>
        )}
      </div>
      {children}
      <Notices />
    </dialog>
  );
}
