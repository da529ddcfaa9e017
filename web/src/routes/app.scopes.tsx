import { useParams } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ConsentPreview } from "../components/app/ConsentPreview";
import { ScopePicker } from "../components/app/ScopePicker";
import { Button } from "../components/ui/Button";
import { Choices } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { AppScopesQuery as Result, ScopeChoiceFragment } from "../gql/graphql";
import { useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { useOptimisticOne } from "../lib/optimistic";
import { scopeTitle, useScopes } from "../lib/scopes";
import { byPlatform } from "../lib/words";

const AppScopesQuery = graphql(`
  query AppScopes($id: ID!) {
    app(id: $id) {
      id
      version
      name
      verifiedAt
      profile {
        publisher
      }
      permissions {
        canUpdate
      }
      clients {
        id
        platform
        redirectUrls {
          id
          url
        }
      }
      enabledScopes {
        optional
        approvedForApp
        scope {
          ...ScopeChoice
        }
      }
    }
  }
`);

const SetAppScopes = graphql(`
  mutation SetAppScopes($input: SetAppScopesInput!) {
    setAppScopes(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type App = NonNullable<Result["app"]>;

interface FormProps {
  app: App;
  scopes: readonly ScopeChoiceFragment[];
  onSaved: () => void;
}

function ScopesForm({ app: stored, scopes, onSaved }: FormProps) {
  const { shown: app, attempt } = useOptimisticOne(stored);
  const enabled = new Map(app.enabledScopes.map((each) => [each.scope.name, each]));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(enabled.keys()));
  const [optional, setOptional] = useState<ReadonlySet<string>>(
    () => new Set(app.enabledScopes.filter((each) => each.optional).map(({ scope }) => scope.name)),
  );
  const action = useAction(SetAppScopes);
  /** What was chosen, as the server will say it once it agreed. */
  const asEnabled = (wanted: readonly { name: string; optional: boolean }[]) =>
    scopes.flatMap((scope) => {
      const one = wanted.find(({ name }) => name === scope.name);
      return one ? [{ approvedForApp: null, scope, optional: one.optional }] : [];
    });
  const added = [...chosen].filter((name) => !enabled.has(name));
  const removed = [...enabled.keys()].filter((name) => !chosen.has(name));
  const switched = [...chosen].filter(
    (name) => enabled.has(name) && enabled.get(name)?.optional !== optional.has(name),
  );
  const changed = added.length + removed.length + switched.length > 0;
  const asked = scopes.filter((each) => chosen.has(each.name) && each.grantableTo !== "APP");

  return (
    <div className="beside">
      <form
        className="stack"
        onSubmit={async (event) => {
          event.preventDefault();
          if (!changed || action.busy) return;
          const wanted = [...chosen].map((name) => ({ name, optional: optional.has(name) }));
          const input = { appId: app.id, expectedVersion: app.version, scopes: wanted };
          if (!(await attempt({ enabledScopes: asEnabled(wanted) }, () => action.run(input))))
            return;
          notify(t("scopes.saved"));
          onSaved();
        }}
      >
        <Problems of={action.problems} />
        <Choices legend={t("newApp.scopes")} quiet>
          <ScopePicker
            scopes={scopes}
            chosen={chosen}
            onChange={setChosen}
            optional={optional}
            onOptionalChange={setOptional}
          />
        </Choices>
        <div className="stack-small" role="status">
          {added.length > 0 && <p>{t("scopes.added", { names: added.join(", ") })}</p>}
          {removed.length > 0 && <p>{t("scopes.removed", { names: removed.join(", ") })}</p>}
          {switched.length > 0 && <p>{t("scopes.switched", { names: switched.join(", ") })}</p>}
          {!changed && <p className="muted">{t("scopes.unchanged")}</p>}
        </div>
        <div className="actions">
          <Button look="primary" type="submit" busy={action.busy} disabled={!changed}>
            {t("scopes.save")}
          </Button>
        </div>
      </form>
      <ConsentPreview
        name={app.name}
        publisher={app.profile.publisher}
        verified={Boolean(app.verifiedAt)}
        redirectUrl={byPlatform(app.clients).flatMap((client) => client.redirectUrls)[0]?.url}
        scopes={asked}
        optional={optional}
      />
    </div>
  );
}

/** For those who may look but not change. */
function ScopesList({ app }: { app: App }) {
  if (app.enabledScopes.length === 0) return <p className="muted">{t("scopes.none")}</p>;
  return (
    <ul className="list-edit">
      {app.enabledScopes.map(({ scope }) => (
        <li key={scope.name}>
          <span className="cluster">
            {scopeTitle(scope)}
            <code className="muted">{scope.name}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}

function EditScopes({ app, onSaved }: { app: App; onSaved: () => void }) {
  const scopes = useScopes();
  return (
    <Loaded answer={scopes} pick={(data) => data.scopes} rows={6}>
      {(all) => <ScopesForm key={app.version} app={app} scopes={all} onSaved={onSaved} />}
    </Loaded>
  );
}

export function AppScopes() {
  const { appId } = useParams({ from: "/apps/$appId/scopes" });
  const answer = useOperation(AppScopesQuery, { id: appId });
  return (
    <Section title={t("scopes.title")} note={t("scopes.note")}>
      <Loaded answer={answer} pick={(data) => data.app} rows={6}>
        {(app) => (
          <>
            {app.enabledScopes
              .filter((each) => each.approvedForApp === false)
              .map(({ scope }) => (
                <p key={scope.name} className="note">
                  <TriangleAlert size={20} aria-hidden />
                  {t("scopes.unapproved", { name: scope.name })}
                </p>
              ))}
            {app.permissions.canUpdate ? (
              <EditScopes app={app} onSaved={answer.refresh} />
            ) : (
              <ScopesList app={app} />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
