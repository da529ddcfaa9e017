import { t } from "../../lib/i18n";
import { decode } from "../../lib/trial";
import { CopyButton } from "../ui/CopyButton";
import { Section } from "../ui/Page";
import { Explained } from "./ExchangeCard";

/** A token taken apart: its header, and its claims with what they mean. */
export function TokenCard({ token, kind }: { token: string; kind: "id_token" | "access_token" }) {
  const parts = decode(token);
  return (
    <Section
      title={t(`try.token.${kind}`)}
      note={t(`try.tokenNote.${kind}`)}
      action={<CopyButton text={token} what={t(`try.token.${kind}`)} />}
    >
      {parts ? (
        <>
          <h3>{t("try.header")}</h3>
          <Explained of={Object.entries(parts.header)} kind="claim" />
          <h3>{t("try.claims")}</h3>
          <Explained of={Object.entries(parts.claims)} kind="claim" />
        </>
      ) : (
        <p className="muted">{t("try.opaque")}</p>
      )}
    </Section>
  );
}
