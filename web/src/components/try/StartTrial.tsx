import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import type { TryItNowQuery } from "../../gql/graphql";
import { invalid, problemOf, useAction, useIdempotencyKey } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { navigation } from "../../lib/server";
import { authorizeParameters, begin, keep } from "../../lib/trial";
import { Button } from "../ui/Button";
import { CopyText } from "../ui/CopyButton";
import { Choice, Choices, SelectField } from "../ui/Field";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { EmptyState } from "../ui/States";

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

type App = NonNullable<NonNullable<NonNullable<TryItNowQuery["viewer"]>["apps"]>["nodes"]>[number];

/** A client that comes back to this page. */
interface Ready {
  app: App;
  clientId: string;
}

function readyOf(apps: readonly App[], here: string): Ready[] {
  return apps.flatMap((app) =>
    app.clients
      .filter(
        (client) =>
          client.platform === "SINGLE_PAGE" &&
          !client.disabledAt &&
          client.redirectUrls.some(({ url }) => url === here),
      )
      .map((client) => ({ app, clientId: client.clientId })),
  );
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
  ready: readonly Ready[];
  issuer: string;
  here: string;
}

function Request({ ready, issuer, here }: RequestProps) {
  const [clientId, setClientId] = useState(ready[0]?.clientId ?? "");
  const one = ready.find((each) => each.clientId === clientId) ?? ready[0];
  const offered = (one?.app.enabledScopes ?? [])
    .map((each) => each.scope)
    .filter((scope) => scope.grantableTo !== "APP");
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const action = useAction(CreateTestApp);
  const chosen = offered.filter((scope) => !out.has(scope.name)).map((scope) => scope.name);

  async function go() {
    if (action.refuse([invalid(chosen.length === 0, t("try.noScope"), "scope")])) return;
    const started = await begin(clientId, chosen.join(" "));
    const sent = await authorizeParameters(started, here);
    keep(started);
    const query = new URLSearchParams(sent.map(([name, value]) => [name, value]));
    navigation.leave(`${issuer}/oauth/authorize?${query}`);
  }

  return (
    <Section title={t("try.request")} note={t("try.requestNote")}>
      <form
        className="stack page-narrow"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <SelectField
          label={t("try.client")}
          help={t("try.clientHelp")}
          value={clientId}
          onChange={(value) => {
            setClientId(value);
            setOut(new Set());
          }}
          options={ready.map((each) => ({
            value: each.clientId,
            label: `${each.app.name} (${each.clientId})`,
          }))}
        />
        <Choices legend={t("scopes.title")} error={problemOf(action.problems, "scope")}>
          {offered.map((scope) => (
            <Choice
              key={scope.name}
              label={
                <span className="cluster">
                  {scope.title}
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
    </Section>
  );
}

interface StartTrialProps {
  apps: readonly App[];
  mayCreate: boolean;
  issuer: string;
  refresh: () => void;
}

/** Which client asks for what; then the browser goes through the real flow. */
export function StartTrial({ apps, mayCreate, issuer, refresh }: StartTrialProps) {
  const here = `${issuer}/developer/try`;
  const ready = readyOf(apps, here);
  return (
    <>
      {ready.length > 0 ? (
        <Request ready={ready} issuer={issuer} here={here} />
      ) : mayCreate ? (
        <MakeTestApp here={here} onMade={refresh} />
      ) : (
        <EmptyState title={t("try.noClient")}>{t("apps.mayNot")}</EmptyState>
      )}
      <Section title={t("try.own")} note={t("try.ownNote")}>
        <CopyText text={here} what={t("redirects.label")} />
        <p>
          <Link to="/apps">{t("apps.title")}</Link>
        </p>
      </Section>
    </>
  );
}
