import { t } from "../lib/i18n";
import { ButtonLink } from "./ui/Button";
import { Page } from "./ui/Page";
import { EmptyState } from "./ui/States";

export function NotFound() {
  return (
    <Page title={t("notFound.title")}>
      <EmptyState
        title={t("notFound.heading")}
        action={<ButtonLink to="/">{t("notFound.home")}</ButtonLink>}
      >
        {t("notFound.text")}
      </EmptyState>
    </Page>
  );
}
