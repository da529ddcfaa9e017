import { EmailAddress } from "../components/account/EmailAddress";
import { Picture } from "../components/account/Picture";
import { ProfileForm } from "../components/account/ProfileForm";
import { CopyText } from "../components/ui/CopyButton";
import { Facts, Page, Section } from "../components/ui/Page";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const ProfileQuery = graphql(`
  query Profile {
    viewer {
      user {
        id
        ...EmailAddress
        createdAt
        profile {
          ...ProfileFields
          picture
        }
      }
    }
  }
`);

export function Profile() {
  const answer = useOperation(ProfileQuery, {});
  return (
    <Page title={t("profile.title")} purpose={t("profile.purpose")}>
      <Loaded answer={answer} pick={({ viewer }) => viewer?.user} rows={5}>
        {(user) => (
          <>
            <Section title={t("profile.about")}>
              <Facts
                of={[
                  [t("profile.since"), <RelativeTime key="since" at={user.createdAt} />],
                  [t("profile.id"), <CopyText key="id" text={user.id} what={t("profile.id")} />],
                ]}
              />
            </Section>
            <Section title={t("profile.email")} note={t("email.note")}>
              <EmailAddress user={user} onChanged={answer.refresh} />
            </Section>
            <Section title={t("picture.title")}>
              <Picture
                name={user.profile.name ?? ""}
                picture={user.profile.picture ?? null}
                onChanged={answer.refresh}
              />
            </Section>
            <Section title={t("profile.edit")}>
              <ProfileForm profile={user.profile} onSaved={answer.refresh} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
