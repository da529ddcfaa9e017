import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Problem } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { reauthenticateUrl } from "../../lib/server";

/**
 * The summary above a form. It takes the focus when it appears, so that whoever can't see it hears
 * it. When the server wants to be sure who is asking, it offers the page where that is confirmed, beside this one:
 * the form and its dialog stay as they are.
 */
export function Problems({ of: problems }: { of: readonly Problem[] }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) element.current?.focus();
  }, [problems]);

  if (problems.length === 0) return null;
  const stepUp = problems.some((each) => each.code === "STEP_UP_REQUIRED");
  return (
    <div ref={element} className="problems" role="alert" tabIndex={-1}>
      <CircleAlert size={20} aria-hidden />
      <div className="stack-small">
        {stepUp ? (
          <>
            <p>{t("stepUp.why")}</p>
            <p>
              <a
                className="button button-secondary"
                href={reauthenticateUrl()}
                target="_blank"
                rel="noopener"
              >
                {t("stepUp.confirm")}
              </a>
            </p>
            <p className="muted">{t("stepUp.after")}</p>
          </>
        ) : (
          problems.map((each) => (
            <p key={`${each.path.join(".")} ${each.message}`}>{each.message}</p>
          ))
        )}
      </div>
    </div>
  );
}
