import { useState } from "react";
import { ServiceLogo } from "../components/admin/ServiceLogo";
import { Button } from "../components/ui/Button";
import { TextField } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Page, Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { AdminSettingsQuery as Result } from "../gql/graphql";
import { useDraft } from "../lib/form";
import { problemOf, useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const AdminSettingsQuery = graphql(`
  query AdminSettings {
    admin {
      branding {
        serviceName
        accentColor
        privacyUrl
        termsUrl
        supportUrl
        logoPath
      }
    }
  }
`);

const UpdateSettings = graphql(`
  mutation UpdateSettings($input: AdminUpdateSettingsInput!) {
    adminUpdateSettings(input: $input) {
      branding {
        serviceName
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Branding = NonNullable<Result["admin"]>["branding"];

function BrandingForm({ branding, onSaved }: { branding: Branding; onSaved: () => void }) {
  const draft = useDraft({
    serviceName: branding.serviceName,
    accentColor: branding.accentColor ?? "",
    privacyUrl: branding.privacyUrl ?? "",
    termsUrl: branding.termsUrl ?? "",
    supportUrl: branding.supportUrl ?? "",
  });
  const action = useAction(UpdateSettings);
  const links = ["privacyUrl", "termsUrl", "supportUrl"] as const;
  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (!draft.changed || action.busy) return;
        const { ok } = await action.run(draft.changes);
        if (!ok) return;
        notify(t("branding.saved"));
        onSaved();
      }}
    >
      <Problems of={action.problems} />
      <TextField
        label={t("branding.serviceName")}
        help={t("branding.serviceNameHelp")}
        value={draft.values.serviceName}
        onChange={draft.set("serviceName")}
        error={problemOf(action.problems, "serviceName")}
      />
      <TextField
        label={t("branding.accentColor")}
        help={t("branding.accentColorHelp")}
        optional
        code
        placeholder="#85560a"
        value={draft.values.accentColor}
        onChange={draft.set("accentColor")}
        error={problemOf(action.problems, "accentColor")}
      />
      {links.map((name) => (
        <TextField
          key={name}
          label={t(`branding.${name}`)}
          optional
          type="url"
          code
          value={draft.values[name]}
          onChange={draft.set(name)}
          error={problemOf(action.problems, name)}
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

/** How the service presents itself to people. */
export function AdminSettings() {
  const answer = useOperation(AdminSettingsQuery, {});
  const [saves, setSaves] = useState(0);
  return (
    <Page title={t("branding.title")} purpose={t("branding.purpose")}>
      <Loaded answer={answer} pick={({ admin }) => admin?.branding} absent="forbidden" rows={5}>
        {(branding) => (
          <>
            <Section title={t("branding.people")} note={t("branding.peopleNote")}>
              <BrandingForm
                key={`${saves} ${JSON.stringify({ ...branding, logoPath: null })}`}
                branding={branding}
                onSaved={() => {
                  setSaves((count) => count + 1);
                  answer.refresh();
                }}
              />
            </Section>
            <Section title={t("branding.logo")}>
              <ServiceLogo
                name={branding.serviceName}
                logo={branding.logoPath}
                onChanged={answer.refresh}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
