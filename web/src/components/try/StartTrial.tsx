import { useState } from "react";
import { graphql } from "../../gql";
import type { TrialAppQuery as TrialAppQueryResult, TryItNowQuery } from "../../gql/graphql";
import { useAction, useIdempotencyKey, useOperation } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { scopeTitle } from "../../lib/scopes";
import { navigation } from "../../lib/server";
import { authorizeParameters, begin, keep } from "../../lib/trial";
import { Button } from "../ui/Button";
import { CopyText } from "../ui/CopyButton";
import { Choice, Choices, SelectField } from "../ui/Field";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { type Search, SearchField } from "../ui/Search";
import { EmptyState, Loaded } from "../ui/States";

const CreateTestApp = graphql(`
  mutation CreateTestApp($input: CreateAppInput!) {
    createApp(input: $input) {
      app {
        id
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const TrialAppQuery = graphql(`
  query TrialApp($id: ID!, $clientId: String!) {
    app(id: $id) {
      id
      permissions {
        canUpdate
      }
      client(clientId: $clientId) {
        id
        redirectUrls {
          id
          url
        }
      }
      enabledScopes {
        scope {
          name
          title
          grantableTo
        }
      }
    }
  }
`);

const AllowTrial = graphql(`
  mutation AllowTrial($input: AddRedirectUrlInput!) {
    addRedirectUrl(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Listed = NonNullable<
  NonNullable<NonNullable<TryItNowQuery["viewer"]>["apps"]>["nodes"]
>[number];
type App = NonNullable<TrialAppQueryResult["app"]>;

/** A client that could come back to this page: it runs in the browser, as this page does. */
interface Candidate {
  appId: string;
  name: string;
  clientId: string;
  /** Whether it is the test client, by the name that this page gives it: asking for all redirect URLs costs too much. */
  test: boolean;
}

/** The test client first: nothing real is changed by a try. */
function candidatesOf(apps: readonly Listed[]): Candidate[] {
  return apps
    .flatMap((app) =>
      app.clients
        .filter((client) => client.platform === "SINGLE_PAGE")
        .map(({ clientId }) => ({
          appId: app.id,
          name: app.name,
          clientId,
          test: app.name === t("try.appName"),
        })),
    )
    .toSorted((left, right) => Number(right.test) - Number(left.test));
}

function MakeTestApp({ here, onMade }: { here: string; onMade: () => void }) {
  const action = useAction(CreateTestApp);
  const idempotencyKey = useIdempotencyKey();
  return (
    <>
      <Problems of={action.problems} />
      <EmptyState
        title={t("try.noClient")}
        action={
          <Button
            look="primary"
            busy={action.busy}
            onClick={async () => {
              const { ok } = await action.run({
                name: t("try.appName"),
                description: t("try.appDescription"),
                clients: [{ platform: "SINGLE_PAGE", redirectUrls: [here] }],
                scopes: ["openid", "profile", "email", "offline_access"],
                idempotencyKey,
              });
              if (ok) onMade();
            }}
          >
            {t("try.makeClient")}
          </Button>
        }
      >
        {t("try.noClientText")}
      </EmptyState>
    </>
  );
}

interface RequestProps {
  app: App;
  clientId: string;
  issuer: string;
  here: string;
}

/** What to ask for, and the way into the flow. */
function Request({ app, clientId, issuer, here }: RequestProps) {
  const offered = app.enabledScopes
    .map((each) => each.scope)
    .filter((scope) => scope.grantableTo !== "APP");
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [missing, setMissing] = useState(false);
  const chosen = offered.filter((scope) => !out.has(scope.name)).map((scope) => scope.name);

  async function go() {
    setMissing(chosen.length === 0);
    if (chosen.length === 0) return;
    const started = await begin(clientId, chosen.join(" "));
    const sent = await authorizeParameters(started, here);
    keep(started);
    const query = new URLSearchParams(sent.map(([name, value]) => [name, value]));
    navigation.leave(`${issuer}/oauth/authorize?${query}`);
  }

  return (
    <form
      className="stack page-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Choices legend={t("scopes.title")} error={missing ? t("try.noScope") : undefined}>
        {offered.map((scope) => (
          <Choice
            key={scope.name}
            label={
              <span className="cluster">
                {scopeTitle(scope)}
                <code className="muted">{scope.name}</code>
              </span>
            }
            checked={!out.has(scope.name)}
            onChange={(on) => {
              const next = new Set(out);
              if (on) next.delete(scope.name);
              else next.add(scope.name);
              setOut(next);
            }}
          />
        ))}
      </Choices>
      <div className="actions">
        <Button look="primary" type="submit">
          {t("try.go")}
        </Button>
      </div>
    </form>
  );
}

interface AllowProps {
  app: App;
  here: string;
  refresh: () => void;
}

/** An app of one's own may only come back here once its redirect URLs say so. */
function Allow({ app, here, refresh }: AllowProps) {
  const action = useAction(AllowTrial);
  return (
    <div className="stack">
      <Problems of={action.problems} />
      <p>{t("try.notAllowed")}</p>
      <CopyText text={here} what={t("redirects.label")} />
      {app.permissions.canUpdate && (
        <div className="actions">
          <Button
            busy={action.busy}
            onClick={async () => {
              const { ok } = await action.run({ clientId: app.client?.id ?? "", url: here });
              if (ok) refresh();
            }}
          >
            {t("try.allow")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ChosenProps {
  candidate: Candidate;
  refresh: () => void;
  issuer: string;
  here: string;
}

function Chosen({ candidate, issuer, here, refresh }: ChosenProps) {
  const { appId, clientId } = candidate;
  const answer = useOperation(TrialAppQuery, { id: appId, clientId });
  return (
    <Loaded answer={answer} pick={({ app }) => app} rows={4}>
      {(app) =>
        app.client?.redirectUrls.some(({ url }) => url === here) ? (
          <Request app={app} clientId={clientId} issuer={issuer} here={here} />
        ) : (
          <Allow
            app={app}
            here={here}
            refresh={() => {
              answer.refresh();
              refresh();
            }}
          />
        )
      }
    </Loaded>
  );
}

interface StartTrialProps {
  apps: readonly Listed[];
  mayCreate: boolean;
  issuer: string;
  refresh: () => void;
  /** Finds apps by name; shown where there are more than are listed. */
  search: Search;
  more: boolean;
}

/** Which client asks for what; then the browser goes through the real flow. */
export function StartTrial(props: StartTrialProps) {
  const { apps, mayCreate, issuer, refresh, search, more } = props;
  const here = `${issuer}/developer/try`;
  const candidates = candidatesOf(apps);
  const [clientId, setClientId] = useState<string>();
  const chosen = candidates.find((each) => each.clientId === clientId) ?? candidates[0];
  const searching = search.text !== "";
  if (!chosen && !searching) {
    return mayCreate ? (
      <MakeTestApp here={here} onMade={refresh} />
    ) : (
      <EmptyState title={t("try.noClient")}>{t("apps.mayNot")}</EmptyState>
    );
  }
  return (
    <>
      {mayCreate && !searching && !candidates.some((each) => each.test) && (
        <MakeTestApp here={here} onMade={refresh} />
      )}
      <Section title={t("try.request")} note={t("try.requestNote")}>
        <div className="stack page-narrow">
          {(more || searching) && <SearchField label={t("try.find")} search={search} />}
          {chosen ? (
            <SelectField
              label={t("try.client")}
              help={t("try.clientHelp")}
              value={chosen.clientId}
              onChange={setClientId}
              options={candidates.map((each) => ({
                value: each.clientId,
                label: `${each.name} (${each.clientId})`,
              }))}
            />
          ) : (
            <p className="muted">{t("try.noMatch")}</p>
          )}
        </div>
        {chosen && (
          <Chosen
            key={chosen.clientId}
            candidate={chosen}
            issuer={issuer}
            here={here}
            refresh={refresh}
          />
        )}
      </Section>
    </>
  );
}
