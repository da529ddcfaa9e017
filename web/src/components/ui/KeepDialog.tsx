import { useBlocker } from "@tanstack/react-router";
import { Download, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { download } from "../../lib/download";
import { t } from "../../lib/i18n";
import { Button } from "./Button";
import { CopyButton } from "./CopyButton";
import { Dialog } from "./Dialog";

interface KeepDialogProps {
  title: string;
  /** What one says to close it. */
  kept?: string;
  onKept: () => void;
  children: ReactNode;
}

function Held() {
  useBlocker({ shouldBlockFn: () => true, enableBeforeUnload: true });
  return null;
}

/**
 * Shows what is never shown again. Neither Escape nor a way back closes it, only saying that it is kept;
 * closing the window asks first.
 */
export function KeepDialog({ title, kept, onKept, children }: KeepDialogProps) {
  return (
    <Dialog title={title} onClose={onKept} locked>
      <Held />
      <div className="stack keep">
        {children}
        <div className="actions actions-end">
          <Button look="primary" onClick={onKept}>
            {kept ?? t("keep.kept")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface AskKeptProps {
  /** What asks: "Have you kept the secrets?" */
  title: string;
  /** The addresses that the page itself leads on to: going there says enough. */
  onward: readonly string[];
}

/** For a page with secrets on it: leaving it another way than onward asks first. */
export function AskKept({ title, onward }: AskKeptProps) {
  const leaving = useBlocker({
    shouldBlockFn: ({ next }) => !onward.includes(next.pathname),
    enableBeforeUnload: true,
    withResolver: true,
  });
  if (leaving.status !== "blocked") return null;
  return (
    <Dialog title={title} onClose={leaving.reset}>
      <div className="stack">
        <p>{t("security.codesOnce")}</p>
        <div className="actions actions-end">
          <Button onClick={leaving.reset}>{t("keep.stay")}</Button>
          <Button look="primary" onClick={leaving.proceed}>
            {t("security.codesKept")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface KeepWaysProps {
  text: string;
  what: string;
  /** What a file of it is called. */
  file: string;
  /** What heads the file: words that tell later what it opens. */
  about: string;
}

/** The ways to keep a text: the clipboard, a file, paper. */
export function KeepWays({ text, what, file, about }: KeepWaysProps) {
  return (
    <div className="cluster keep-ways">
      <CopyButton text={text} what={what} worded />
      <Button
        icon={<Download size={16} aria-hidden />}
        onClick={() => download(file, "text/plain", `${about}\n\n${text}\n`)}
      >
        {t("keep.download")}
      </Button>
      <Button icon={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
        {t("keep.print")}
      </Button>
    </div>
  );
}
