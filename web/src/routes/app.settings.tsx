import { useParams } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { AppDanger } from "../components/app/AppDanger";
import { Logo } from "../components/app/Logo";
import { Button } from "../components/ui/Button";
import { TextField } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { AppSettingsQuery as Result } from "../gql/graphql";
import { useDraft } from "../lib/form";
import { invalid, problemOf, useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const AppSettingsQuery = graphql(`
  query AppSettings($id: ID!) {
    app(id: $id) {
      id
      version
      name
      logoUri
      description
      homepage
      policyUri
      tosUri
      suspendedAt
      suspendedByAdministrator
      grantsCount
      clients {
        id
      }
      permissions {
        canUpdate
        canDelete
        canSuspend
        canTransfer
      }
    }
  }
`);

const UpdateApp = graphql(`
  mutation UpdateApp($input: UpdateAppInput!) {
    updateApp(input: $input) {
      app {
        id
        name
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type App = NonNullable<Result["app"]>;

function IdentityForm({ app, onSaved }: { app: App; onSaved: () => void }) {
  const draft = useDraft({
    name: app.name,
    description: app.description ?? "",
    homepage: app.homepage ?? "",
    policyUri: app.policyUri ?? "",
    tosUri: app.tosUri ?? "",
  });
  const action = useAction(UpdateApp);
  const { values, set } = draft;

  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (!draft.changed || action.busy) return;
        const missing = values.name.trim() === "";
        if (action.refuse([invalid(missing, t("settings.nameMissing"), "name")])) return;
        const { name, ...others } = draft.changes;
        const { ok } = await action.run({
          appId: app.id,
          expectedVersion: app.version,
          ...others,
          ...(name ? { name } : {}),
        });
        if (!ok) return;
        notify(t("settings.saved"));
        onSaved();
      }}
    >
      <Problems of={action.problems} />
      <TextField
        label={t("newApp.name")}
        help={t("newApp.nameHelp")}
        value={values.name}
        onChange={set("name")}
        error={problemOf(action.problems, "name")}
      />
      <TextField
        label={t("app.description")}
        optional
        rows={3}
        value={values.description}
        onChange={set("description")}
        error={problemOf(action.problems, "description")}
      />
      <TextField
        label={t("app.homepage")}
        optional
        type="url"
        code
        value={values.homepage}
        onChange={set("homepage")}
        error={problemOf(action.problems, "homepage")}
      />
      <TextField
        label={t("app.policy")}
        optional
        type="url"
        code
        value={values.policyUri}
        onChange={set("policyUri")}
        error={problemOf(action.problems, "policyUri")}
      />
      <TextField
        label={t("app.terms")}
        optional
        type="url"
        code
        value={values.tosUri}
        onChange={set("tosUri")}
        error={problemOf(action.problems, "tosUri")}
      />
      <div className="actions">
        <Button look="primary" type="submit" busy={action.busy} disabled={!draft.changed}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}

export function AppSettings() {
  const { appId } = useParams({ from: "/apps/$appId/settings" });
  const answer = useOperation(AppSettingsQuery, { id: appId });
  return (
    <Loaded answer={answer} pick={(data) => data.app}>
      {(app) => (
        <>
          {app.permissions.canUpdate ? (
            <Section title={t("settings.identity")}>
              <Logo app={app} onChanged={answer.refresh} />
              <IdentityForm key={app.version} app={app} onSaved={answer.refresh} />
            </Section>
          ) : (
            <p className="note">
              <Lock size={20} aria-hidden />
              {t("settings.readOnly")}
            </p>
          )}
          <AppDanger app={app} onChanged={answer.refresh} />
        </>
      )}
    </Loaded>
  );
}
