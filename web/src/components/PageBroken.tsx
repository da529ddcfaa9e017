import { t } from "../lib/i18n";
import { Page } from "./ui/Page";
import { ErrorState } from "./ui/States";

/** Shown when a page could not be loaded or failed to draw itself; a reload fetches it anew. */
export function PageBroken() {
  return (
    <Page title={t("state.failed")}>
      <ErrorState
        failure={{ kind: "broken", message: t("failure.page") }}
        retry={() => window.location.reload()}
      />
    </Page>
  );
}
