import { useEffect, useState } from "react";
import { Arriving } from "../components/app/Arriving";
import { ConsentPreview } from "../components/app/ConsentPreview";
import { NewCredentials } from "../components/app/NewCredentials";
import { OwnerField } from "../components/app/OwnerField";
import { type PresetChoice, PresetField } from "../components/app/PresetField";
import { ScopePicker } from "../components/app/ScopePicker";
import { Button, ButtonLink } from "../components/ui/Button";
import { Choice, Choices, TextField } from "../components/ui/Field";
import { AskKept } from "../components/ui/KeepDialog";
import { Page } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { ErrorState, Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { CreateAppMutation, Platform, ScopeChoiceFragment } from "../gql/graphql";
import { focusNewView } from "../lib/focus";
import { invalid, problemOf, useAction, useIdempotencyKey } from "../lib/graphql";
import { t } from "../lib/i18n";
import { useScopes } from "../lib/scopes";
import { useUnsaved } from "../lib/unsaved";
import { useViewer } from "../lib/viewer";
import { lines, offeredPlatforms, platformDetail, platformName, redirects } from "../lib/words";

const CreateApp = graphql(`
  mutation CreateApp($input: CreateAppInput!) {
    createApp(input: $input) {
      app {
        id
        name
      }
      credentials {
        client {
          ...NewClient
        }
        secret
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Created = CreateAppMutation["createApp"] & { replayed: boolean };

/** What nearly every sign-in asks for; ticked to begin with. */
const usual = ["openid", "profile", "email"];

function example(platform: Platform): string {
  return platform === "NATIVE" ? "http://127.0.0.1/callback" : "https://shop.example/callback";
}

function NewAppForm({
  scopes,
  onCreated,
}: {
  scopes: readonly ScopeChoiceFragment[];
  onCreated: (created: Created) => void;
}) {
  const [name, setName] = useState("");
  const [preset, setPreset] = useState<PresetChoice>("");
  const [presetUrls, setPresetUrls] = useState("");
  const [chosen, setChosen] = useState<readonly Platform[]>(["WEB"]);
  const [urls, setUrls] = useState<Partial<Record<Platform, string>>>({});
  const [scopeNames, setScopeNames] = useState<ReadonlySet<string>>(
    () => new Set(scopes.map((scope) => scope.name).filter((each) => usual.includes(each))),
  );
  const [owner, setOwner] = useState("");
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(CreateApp);
  const typed = [name, presetUrls, ...Object.values(urls)].join("");
  useUnsaved(typed.trim() !== "", typed);
  const urlsOf = (platform: Platform) => (redirects(platform) ? lines(urls[platform] ?? "") : []);

  return (
    <div className="beside">
      <form
        className="stack page-narrow"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const refused = action.refuse([
            invalid(name.trim() === "", t("newApp.nameMissing"), "name"),
            invalid(preset === "" && chosen.length === 0, t("newApp.platformMissing"), "clients"),
            invalid(
              preset !== "" && lines(presetUrls).length === 0,
              t("newApp.presetRedirectUrlsMissing"),
              "redirectUrls",
            ),
            ...chosen.map((platform, at) =>
              invalid(
                preset === "" && redirects(platform) && urlsOf(platform).length === 0,
                t("newApp.redirectUrlsMissing", { platform: platformName(platform) }),
                "clients",
                at,
                "redirectUrls",
              ),
            ),
          ]);
          if (refused) return;
          const { payload, replayed } = await action.run({
            name: name.trim(),
            ...(owner ? { organizationId: owner } : {}),
            ...(preset === ""
              ? {
                  clients: chosen.map((platform) => ({ platform, redirectUrls: urlsOf(platform) })),
                }
              : { preset, redirectUrls: lines(presetUrls) }),
            scopes: [...scopeNames],
            idempotencyKey,
          });
          if (payload) onCreated({ ...payload, replayed });
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("newApp.name")}
          help={t("newApp.nameHelp")}
          value={name}
          onChange={setName}
          autoComplete="off"
          error={problemOf(action.problems, "name")}
        />
        <OwnerField
          what="canCreateApps"
          value={owner}
          onChange={setOwner}
          error={problemOf(action.problems, "organizationId")}
        />
        <PresetField
          preset={preset}
          onChange={setPreset}
          error={problemOf(action.problems, "preset")}
        />
        {preset === "" ? (
          <>
            <Choices
              legend={t("newApp.platforms")}
              help={t("newApp.platformsHelp")}
              error={chosen.length === 0 ? problemOf(action.problems, "clients") : undefined}
            >
              {offeredPlatforms.map((platform) => (
                <Choice
                  key={platform}
                  label={platformName(platform)}
                  detail={platformDetail(platform)}
                  checked={chosen.includes(platform)}
                  onChange={(checked) =>
                    setChosen(
                      offeredPlatforms.filter((each) =>
                        each === platform ? checked : chosen.includes(each),
                      ),
                    )
                  }
                />
              ))}
            </Choices>
            {chosen.filter(redirects).map((platform) => (
              <TextField
                key={platform}
                label={t("newApp.redirectUrlsOf", { platform: platformName(platform) })}
                help={t("newApp.redirectUrlsHelp")}
                value={urls[platform] ?? ""}
                onChange={(value) => setUrls((all) => ({ ...all, [platform]: value }))}
                rows={2}
                code
                placeholder={example(platform)}
                error={problemOf(
                  action.problems,
                  "clients",
                  chosen.indexOf(platform),
                  "redirectUrls",
                )}
              />
            ))}
          </>
        ) : (
          <TextField
            label={t("newApp.redirectUrls")}
            help={t("newApp.redirectUrlsHelp")}
            value={presetUrls}
            onChange={setPresetUrls}
            rows={2}
            code
            placeholder={example("WEB")}
            error={problemOf(action.problems, "redirectUrls")}
          />
        )}
        <Choices
          legend={t("newApp.scopes")}
          help={t("newApp.scopesHelp")}
          error={problemOf(action.problems, "scopes")}
        >
          <ScopePicker scopes={scopes} chosen={scopeNames} onChange={setScopeNames} />
        </Choices>
        <div className="actions">
          <Button look="primary" type="submit" busy={action.busy}>
            {t("newApp.create")}
          </Button>
          <ButtonLink to="/apps">{t("action.cancel")}</ButtonLink>
        </div>
      </form>
      <ConsentPreview
        name={name}
        redirectUrl={preset === "" ? chosen.flatMap(urlsOf)[0] : lines(presetUrls)[0]}
        scopes={scopes.filter((each) => scopeNames.has(each.name) && each.grantableTo !== "APP")}
      />
    </div>
  );
}

function CreatedApp({ created }: { created: Created }) {
  const { app, credentials, replayed } = created;
  useEffect(focusNewView, []);
  if (!app) return null;
  return (
    <Page title={t("newApp.createdTitle", { name: app.name })} purpose={t("newApp.createdPurpose")}>
      {credentials.some(({ secret }) => secret) && (
        <AskKept title={t("newApp.leaving")} onward={[`/apps/${app.id}`, "/developer/try"]} />
      )}
      <div className="cards">
        {credentials.map(({ client, secret }) => (
          <NewCredentials
            key={client.id}
            client={client}
            secret={secret ?? null}
            replayed={replayed}
          />
        ))}
      </div>
      <Arriving appId={app.id} />
      <div className="actions">
        <ButtonLink look="primary" to="/apps/$appId" params={{ appId: app.id }}>
          {t("newApp.open", { name: app.name })}
        </ButtonLink>
        <ButtonLink to="/developer/try">{t("try.title")}</ButtonLink>
      </div>
    </Page>
  );
}

export function NewApp() {
  const scopes = useScopes();
  const viewer = useViewer();
  const [created, setCreated] = useState<Created | null>(null);
  if (created) return <CreatedApp created={created} />;
  return (
    <Page title={t("newApp.title")} purpose={t("newApp.purpose")}>
      {viewer?.mayCreateApps === false ? (
        <ErrorState
          failure={{ kind: "forbidden", message: t("apps.mayNot") }}
          retry={scopes.refresh}
        />
      ) : (
        <Loaded answer={scopes} pick={(data) => data.scopes} rows={6}>
          {(all) => <NewAppForm scopes={all} onCreated={setCreated} />}
        </Loaded>
      )}
    </Page>
  );
}
