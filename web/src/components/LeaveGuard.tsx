import { useBlocker } from "@tanstack/react-router";
import { t } from "../lib/i18n";
import { anyUnsaved } from "../lib/unsaved";
import { Confirm } from "./ui/Confirm";

/** Asks before a page is left on which something was typed and not saved. */
export function LeaveGuard() {
  const { status, proceed, reset } = useBlocker({
    // Filters and pages of lists are in the address too; changing them leaves nothing.
    shouldBlockFn: ({ current, next }) => anyUnsaved() && current.pathname !== next.pathname,
    enableBeforeUnload: anyUnsaved,
    withResolver: true,
  });
  if (status !== "blocked") return null;
  return (
    <Confirm
      title={t("leave.title")}
      confirmLabel={t("leave.leave")}
      cancelLabel={t("leave.stay")}
      busy={false}
      problems={[]}
      onClose={reset}
      onConfirm={proceed}
    >
      <p>{t("leave.text")}</p>
    </Confirm>
  );
}
