import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { t } from "../../lib/i18n";

interface CopyButtonProps {
  text: string;
  what: string;
  /** With words beside the icon, where copying is what one is there for. */
  worded?: boolean;
}

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ text, what, worded = false }: CopyButtonProps) {
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready");
  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), 3000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("failed");
    }
  }

  return (
    <span className="copy">
      <button
        type="button"
        className={worded ? "button button-secondary" : "copy-button"}
        aria-label={t("copy.what", { what })}
        title={t("copy.what", { what })}
        onClick={copy}
      >
        {state === "copied" ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        {worded && <span>{t("copy.short")}</span>}
      </button>
      <span className="copy-said" role="status">
        {state === "copied" && t("copy.done")}
        {state === "failed" && t("copy.failed")}
      </span>
    </span>
  );
}

/** An id or a URL in monospace with its copy button. */
export function CopyText({ text, what }: { text: string; what: string }) {
  return (
    <span className="copy-text">
      <code>{text}</code>
      <CopyButton text={text} what={what} />
    </span>
  );
}
