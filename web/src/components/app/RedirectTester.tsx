import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import type { Platform } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { wouldMatch } from "../../lib/redirects";
import { TextField } from "../ui/Field";

interface RedirectTesterProps {
  registered: readonly string[];
  platform: Platform;
}

/** "Would this match?": tries an address against the registered ones, and says what is different. */
export function RedirectTester({ registered, platform }: RedirectTesterProps) {
  const [url, setUrl] = useState("");
  const verdict = url === "" ? null : wouldMatch(url, registered, platform);
  return (
    <div className="stack-small tester">
      <TextField
        label={t("redirects.test")}
        help={t("redirects.testHelp")}
        code
        value={url}
        onChange={setUrl}
        autoComplete="off"
      />
      <div role="status">
        {verdict?.matches && (
          <p className="verdict verdict-good">
            <CircleCheck size={16} aria-hidden />
            <span>
              {verdict.port
                ? t("redirects.matchesPort", { url: verdict.registered })
                : t("redirects.matches")}
            </span>
          </p>
        )}
        {verdict && !verdict.matches && (
          <p className="verdict verdict-bad">
            <CircleX size={16} aria-hidden />
            <span>
              {t("redirects.matchesNot")}{" "}
              {verdict.nearest === null
                ? t("redirects.noneRegistered")
                : `${t(`redirects.difference.${verdict.difference}`)} ${t("redirects.nearest", { url: verdict.nearest })}`}
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
