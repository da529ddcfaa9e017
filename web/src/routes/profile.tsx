import { EmailAddress } from "../components/account/EmailAddress";
import { Picture } from "../components/account/Picture";
import { Button } from "../components/ui/Button";
import { CopyText } from "../components/ui/CopyButton";
import { TextField } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Facts, Page, Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { ProfileQuery as Result } from "../gql/graphql";
import { useDraft } from "../lib/form";
import { problemOf, useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const ProfileQuery = graphql(`
  query Profile {
    viewer {
      user {
        id
        ...EmailAddress
        createdAt
        profile {
          name
          picture
          givenName
          familyName
          nickname
          website
        }
      }
    }
  }
`);

const UpdateProfile = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      user {
        id
        displayName
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type User = NonNullable<NonNullable<Result["viewer"]>["user"]>;

const fields = [
  { name: "name", label: "profile.name", autoComplete: "name" },
  { name: "givenName", label: "profile.givenName", autoComplete: "given-name" },
  { name: "familyName", label: "profile.familyName", autoComplete: "family-name" },
  { name: "nickname", label: "profile.nickname", autoComplete: "nickname" },
  { name: "website", label: "profile.website", autoComplete: "url" },
] as const;

function ProfileForm({ user, onSaved }: { user: User; onSaved: () => void }) {
  const draft = useDraft({
    name: user.profile.name ?? "",
    givenName: user.profile.givenName ?? "",
    familyName: user.profile.familyName ?? "",
    nickname: user.profile.nickname ?? "",
    website: user.profile.website ?? "",
  });
  const action = useAction(UpdateProfile);
  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (!draft.changed || action.busy) return;
        const { ok } = await action.run(draft.changes);
        if (!ok) return;
        notify(t("profile.saved"));
        onSaved();
      }}
    >
      <Problems of={action.problems} />
      {fields.map((field) => (
        <TextField
          key={field.name}
          label={t(field.label)}
          optional
          help={field.name === "name" ? t("profile.nameHelp") : undefined}
          type={field.name === "website" ? "url" : "text"}
          autoComplete={field.autoComplete}
          value={draft.values[field.name]}
          onChange={draft.set(field.name)}
          error={problemOf(action.problems, field.name)}
        />
      ))}
      <div className="actions">
        <Button look="primary" type="submit" busy={action.busy} disabled={!draft.changed}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}

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
              <ProfileForm user={user} onSaved={answer.refresh} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
