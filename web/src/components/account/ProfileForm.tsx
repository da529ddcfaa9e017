import { graphql } from "../../gql";
import type { ProfileFieldsFragment, UpdateProfileInput } from "../../gql/graphql";
import { type Draft, useDraft } from "../../lib/form";
import { type Problem, problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { SelectField, TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";

graphql(`
  fragment ProfileFields on Profile {
    name
    givenName
    middleName
    familyName
    nickname
    preferredUsername
    profile
    website
    gender
    birthdate
    zoneinfo
    locale
    phoneNumber
    address {
      formatted
      streetAddress
      locality
      region
      postalCode
      country
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

const plain = [
  "name",
  "givenName",
  "middleName",
  "familyName",
  "nickname",
  "preferredUsername",
  "profile",
  "website",
  "gender",
  "birthdate",
  "zoneinfo",
  "locale",
  "phoneNumber",
] as const;
const postal = ["streetAddress", "postalCode", "locality", "region", "country"] as const;

type Plain = (typeof plain)[number];
type Postal = (typeof postal)[number];
type Name = Plain | Postal;

/** How browsers fill the fields in, where they can; and the kinds of keyboards. */
const kinds: Partial<
  Record<Name, { autoComplete?: string; type?: string; help?: Name; code?: boolean }>
> = {
  name: { autoComplete: "name", help: "name" },
  givenName: { autoComplete: "given-name" },
  middleName: { autoComplete: "additional-name" },
  familyName: { autoComplete: "family-name" },
  nickname: { autoComplete: "nickname" },
  preferredUsername: { autoComplete: "off", help: "preferredUsername" },
  profile: { autoComplete: "off", type: "url" },
  website: { autoComplete: "url", type: "url" },
  gender: { autoComplete: "sex", help: "gender" },
  birthdate: { autoComplete: "bday", help: "birthdate" },
  locale: { autoComplete: "language", help: "locale" },
  phoneNumber: { autoComplete: "tel", type: "tel", help: "phoneNumber" },
  streetAddress: { autoComplete: "street-address" },
  postalCode: { autoComplete: "postal-code" },
  locality: { autoComplete: "address-level2" },
  region: { autoComplete: "address-level1" },
  country: { autoComplete: "country-name" },
};

type Fields = Record<Name, string>;

function loaded(profile: ProfileFieldsFragment): Fields {
  const fields = plain.map((name) => [name, profile[name] ?? ""]);
  const address = postal.map((name) => [name, profile.address?.[name] ?? ""]);
  return Object.fromEntries([...fields, ...address]);
}

/** Only what differs; the address whole, its label written anew from its parts. */
function input({ values, changes }: Draft<Fields>): UpdateProfileInput {
  const changed: UpdateProfileInput = {};
  for (const name of plain) if (name in changes) changed[name] = changes[name];
  if (!postal.some((name) => name in changes)) return changed;
  const parts = Object.fromEntries(postal.map((name) => [name, values[name].trim() || null]));
  const { streetAddress, postalCode, locality, region, country } = parts;
  const lines = [
    streetAddress,
    [postalCode, locality].filter(Boolean).join(" "),
    region,
    country,
  ].filter(Boolean);
  const address = lines.length > 0 ? { ...parts, formatted: lines.join("\n") } : null;
  return { ...changed, address };
}

interface FieldProps {
  name: Name;
  draft: Draft<Fields>;
  problems: readonly Problem[];
}

function ProfileField({ name, draft, problems }: FieldProps) {
  const { help, ...kind } = kinds[name] ?? {};
  return (
    <TextField
      {...kind}
      label={t(`profile.${name}`)}
      help={help && t(`profile.${help}Help` as "profile.nameHelp")}
      optional
      value={draft.values[name]}
      onChange={draft.set(name)}
      error={problemOf(problems, name) ?? problemOf(problems, "address", name)}
    />
  );
}

function TimeZone({ draft, problems }: Omit<FieldProps, "name">) {
  const now = draft.values.zoneinfo;
  const zones = new Set(Intl.supportedValuesOf("timeZone"));
  if (now) zones.add(now);
  return (
    <SelectField
      label={t("profile.zoneinfo")}
      value={now}
      onChange={draft.set("zoneinfo")}
      options={[
        { value: "", label: t("profile.none") },
        ...[...zones].sort().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
      ]}
      error={problemOf(problems, "zoneinfo")}
    />
  );
}

/** What the person says of themselves: every standard claim (OpenID Connect Core 1.0 section 5.1). */
export function ProfileForm({
  profile,
  onSaved,
}: {
  profile: ProfileFieldsFragment;
  onSaved: () => void;
}) {
  const draft = useDraft(loaded(profile));
  const action = useAction(UpdateProfile);
  const field = (name: Name) => (
    <ProfileField key={name} name={name} draft={draft} problems={action.problems} />
  );
  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (!draft.changed || action.busy) return;
        const { ok } = await action.run(input(draft));
        if (!ok) return;
        notify(t("profile.saved"));
        onSaved();
      }}
    >
      <Problems of={action.problems} />
      <p className="muted">{t("profile.seen")}</p>
      <h3>{t("profile.group.name")}</h3>
      {field("name")}
      <div className="pair">{(["givenName", "familyName"] as const).map(field)}</div>
      <div className="pair">{(["middleName", "nickname"] as const).map(field)}</div>
      {field("preferredUsername")}
      <h3>{t("profile.group.more")}</h3>
      {field("website")}
      {field("profile")}
      <div className="pair">{(["birthdate", "gender"] as const).map(field)}</div>
      <div className="pair">
        <TimeZone draft={draft} problems={action.problems} />
        {field("locale")}
      </div>
      <h3>{t("profile.group.reach")}</h3>
      {field("phoneNumber")}
      {field("streetAddress")}
      <div className="pair">{(["postalCode", "locality"] as const).map(field)}</div>
      <div className="pair">{(["region", "country"] as const).map(field)}</div>
      <div className="actions">
        <Button look="primary" type="submit" busy={action.busy} disabled={!draft.changed}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
