import { LogIn, RotateCw } from "lucide-react";
import { useEffect } from "react";
import { useClient } from "urql";
import { onNewsOfTabs, useStanding } from "../lib/account";
import { t } from "../lib/i18n";
import { navigation, signInUrl } from "../lib/server";
import { forgetUnsaved } from "../lib/unsaved";
import { lookWhoIsThere } from "../lib/viewer";
import { Button } from "./ui/Button";
import { Dialog } from "./ui/Dialog";

/** Asks again who is signed in when this tab comes to the front, and when another tab has news. */
function useLookingAgain() {
  const client = useClient();
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") void lookWhoIsThere(client);
    };
    const deafen = onNewsOfTabs(look);
    document.addEventListener("visibilitychange", look);
    return () => {
      deafen();
      document.removeEventListener("visibilitychange", look);
    };
  }, [client]);
}

/** What was typed is given up already: the browser need not ask again. */
function leave(url: string) {
  forgetUnsaved();
  navigation.leave(url);
}

/**
 * Stands over everything when the page is not that of whoever is signed in. What another account could be made to
 * do by mistake is only left by a reload. Who was signed out can sign in beside it, and goes on with what they typed.
 */
export function AccountGuard() {
  const standing = useStanding();
  useLookingAgain();
  if (standing === "changed") {
    return (
      <Dialog title={t("guard.changed")} onClose={() => {}} locked>
        <p>{t("guard.changedText")}</p>
        <div className="actions actions-end">
          <Button
            look="primary"
            icon={<RotateCw size={16} aria-hidden />}
            onClick={() => leave("/")}
          >
            {t("guard.reload")}
          </Button>
        </div>
      </Dialog>
    );
  }
  if (standing === "signedOut") {
    return (
      <Dialog title={t("guard.signedOut")} onClose={() => {}} locked>
        <p>{t("guard.signedOutText")}</p>
        <div className="actions actions-end">
          <Button onClick={() => leave(signInUrl())}>{t("guard.signInHere")}</Button>
          <a className="button button-primary" href={signInUrl()} target="_blank" rel="noopener">
            <LogIn size={16} aria-hidden />
            <span>{t("guard.signIn")}</span>
          </a>
        </div>
      </Dialog>
    );
  }
  return null;
}
