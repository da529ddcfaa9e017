import { KeyRound } from "lucide-react";
import { t } from "../../lib/i18n";
import { CopyButton } from "./CopyButton";

/** A secret on its only appearance. It lives in the page's memory and nowhere else. */
export function CopyOnce({ secret, label }: { secret: string; label: string }) {
  return (
    <div className="copy-once">
      <p className="copy-once-label">
        <KeyRound size={16} aria-hidden />
        {label}
      </p>
      <p className="copy-once-secret">
        <code>{secret}</code>
        <CopyButton text={secret} what={label} worded />
      </p>
      <p className="copy-once-warning">{t("copyOnce.warning")}</p>
    </div>
  );
}
