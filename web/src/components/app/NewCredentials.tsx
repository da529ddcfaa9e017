import { graphql } from "../../gql";
import type { NewClientFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { platformName } from "../../lib/words";
import { CopyText } from "../ui/CopyButton";
import { CopyOnce } from "../ui/CopyOnce";
import { Facts, Section } from "../ui/Page";
import { Snippets } from "./Snippets";

graphql(`
  fragment NewClient on Client {
    id
    clientId
    platform
    confidential
    snippets {
      ...ClientSnippet
    }
  }
`);

interface NewCredentialsProps {
  client: NewClientFragment;
  /** Null for a client that has none, and when it was shown to an earlier attempt. */
  secret: string | null;
  replayed: boolean;
}

/** One client's id, its secret on its only appearance, and lines to try them. */
export function NewCredentials({ client, secret, replayed }: NewCredentialsProps) {
  return (
    <Section title={t("client.title", { platform: platformName(client.platform) })}>
      <Facts
        of={[[t("client.id"), <CopyText key="id" text={client.clientId} what={t("client.id")} />]]}
      />
      {secret && <CopyOnce secret={secret} label={t("client.secret")} />}
      {!secret && !replayed && !client.confidential && (
        <p className="muted">{t("newApp.noSecret")}</p>
      )}
      {!secret && replayed && client.confidential && <p>{t("newApp.replayed")}</p>}
      {client.confidential && client.snippets.length > 0 && (
        <p className="muted">{t("snippets.note")}</p>
      )}
      <Snippets of={client.snippets} />
    </Section>
  );
}
