import { useState } from "react";
import { ApiPassword } from "../components/account/ApiPassword";
import { LinkedProviders } from "../components/account/LinkedProviders";
import { Passkeys } from "../components/account/Passkeys";
import { Password } from "../components/account/Password";
import { type Codes, NewCodes, RecoveryCodes } from "../components/account/RecoveryCodes";
import { Totp } from "../components/account/Totp";
import { Badge } from "../components/ui/Badge";
import { Page, Section } from "../components/ui/Page";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { focusContent } from "../lib/focus";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const SecurityQuery = graphql(`
  query Security {
    viewer {
      securityOverview {
        passwordChangedAt
        secondFactorSince
        secondFactorRequired
        recoveryCodesLeft
        ...ApiPassword
        ...Totp
        ...Passkeys
      }
      ...LinkedProviders
    }
  }
`);

/** How the person signs in: password, passkeys, authenticator app, recovery codes. */
export function Security() {
  const answer = useOperation(SecurityQuery, {});
  const [codes, setCodes] = useState<Codes | null>(null);
  const done = (made: Codes | null) => {
    setCodes(made);
    answer.refresh();
    if (made === null) focusContent();
  };
  return (
    <Page title={t("security.title")} purpose={t("security.purpose")}>
      <Loaded answer={answer} pick={({ viewer }) => viewer?.securityOverview && viewer} rows={5}>
        {({ securityOverview: security, linkedIdentities, availableProviders }) =>
          security && (
            <>
              <Section title={t("security.state")}>
                <p className="cluster">
                  {security.secondFactorSince ? (
                    <Badge tone="success">{t("security.on")}</Badge>
                  ) : (
                    <Badge tone="warning">{t("security.off")}</Badge>
                  )}
                  {t(security.secondFactorSince ? "security.onText" : "security.offText")}
                  {security.secondFactorRequired && ` ${t("security.required")}`}
                </p>
              </Section>
              <Passkeys {...security} onDone={done} onRenamed={answer.refresh} />
              <Totp {...security} onDone={done} />
              {security.secondFactorSince && (
                <RecoveryCodes left={security.recoveryCodesLeft} onDone={done} />
              )}
              <LinkedProviders
                linkedIdentities={linkedIdentities}
                availableProviders={availableProviders}
                onDone={() => done(null)}
              />
              <Password changedAt={security.passwordChangedAt} onSet={() => done(null)} />
              {typeof security.passwordForApi === "boolean" && (
                <ApiPassword security={security} refresh={answer.refresh} />
              )}
            </>
          )
        }
      </Loaded>
      {codes && (
        <NewCodes
          codes={codes}
          onClose={() => {
            setCodes(null);
            focusContent();
          }}
        />
      )}
    </Page>
  );
}
