import { useParams } from "@tanstack/react-router";
import { Snippets } from "../components/app/Snippets";
import { Section } from "../components/ui/Page";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const ApiVerifyQuery = graphql(`
  query ApiVerify($id: ID!) {
    api(id: $id) {
      id
      introspectionClients
      snippets {
        ...ClientSnippet
      }
    }
  }
`);

/** How the API checks the tokens that come to it. */
export function ApiVerify() {
  const { apiId } = useParams({ from: "/apis/$apiId/verify" });
  const answer = useOperation(ApiVerifyQuery, { id: apiId });
  return (
    <Loaded answer={answer} pick={(data) => data.api} rows={6}>
      {(api) => (
        <>
          <Section title={t("verify.title")} note={t("verify.note")}>
            <dl className="compare">
              <div>
                <dt>{t("verify.keys")}</dt>
                <dd>{t("verify.keysText")}</dd>
              </div>
              <div>
                <dt>{t("verify.introspection")}</dt>
                <dd>
                  {t("verify.introspectionText")}{" "}
                  {api.introspectionClients?.length === 0 && t("verify.noClient")}
                </dd>
              </div>
            </dl>
          </Section>
          <Section title={t("verify.snippets")} note={t("verify.snippetsNote")}>
            <Snippets of={api.snippets} />
          </Section>
        </>
      )}
    </Loaded>
  );
}
