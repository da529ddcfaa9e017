import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ChevronLeft, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ClientKeys } from "../components/app/ClientKeys";
import { ClientSettings } from "../components/app/ClientSettings";
import { RedirectUrls } from "../components/app/RedirectUrls";
import { Secrets } from "../components/app/Secrets";
import { Snippets } from "../components/app/Snippets";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { CopyText } from "../components/ui/CopyButton";
import { notify } from "../components/ui/Notices";
import { Facts, Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { AppClientQuery as Result } from "../gql/graphql";
import { useAction, useOperation } from "../lib/graphql";
import { fromServer, t } from "../lib/i18n";
import { type OptimisticOne, useOptimisticOne } from "../lib/optimistic";
import { authMethodName, platformName, redirects, usesSecret } from "../lib/words";

const AppClientQuery = graphql(`
  query AppClient($id: ID!, $clientId: String!) {
    app(id: $id) {
      id
      permissions {
        canUpdate
        canManageCredentials
      }
      client(clientId: $clientId) {
        id
        clientId
        disabledAt
        createdAt
        lastUsedAt
        ...ClientForm
        warnings {
          code
          message
        }
        secrets {
          ...SecretRow
        }
        redirectUrls {
          ...RedirectUrlRow
        }
        postLogoutRedirectUrls {
          ...RedirectUrlRow
        }
        snippets {
          ...ClientSnippet
        }
      }
    }
  }
`);

const SwitchClient = graphql(`
  mutation SwitchClient($input: UpdateClientInput!) {
    updateClient(input: $input) {
      client {
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

const DeleteClient = graphql(`
  mutation DeleteClient($input: DeleteClientInput!) {
    deleteClient(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type App = NonNullable<Result["app"]>;
type Client = NonNullable<App["client"]>;

function DeleteDialog({
  appId,
  client,
  onClose,
}: {
  appId: string;
  client: Client;
  onClose: () => void;
}) {
  const action = useAction(DeleteClient);
  const navigate = useNavigate();
  const platform = platformName(client.platform);
  return (
    <Confirm
      title={t("clients.deleteTitle", { platform })}
      confirmLabel={t("clients.delete")}
      typedName={platform}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ clientId: client.id });
        if (!ok) return;
        notify(t("clients.deleted"));
        await navigate({ to: "/apps/$appId/clients", params: { appId } });
      }}
    >
      <p>{t("clients.deleteText")}</p>
      <p>
        <code>{client.clientId}</code>
      </p>
    </Confirm>
  );
}

interface PartProps {
  app: App;
  client: Client;
  refresh: () => void;
}

function Credentials({ app, client, refresh }: PartProps) {
  const mayChange = app.permissions.canManageCredentials;
  if (usesSecret(client.tokenEndpointAuthMethod)) {
    return (
      <Secrets
        clientId={client.id}
        secrets={client.secrets}
        mayChange={mayChange}
        refresh={refresh}
      />
    );
  }
  if (client.tokenEndpointAuthMethod === "PRIVATE_KEY_JWT") {
    return <ClientKeys client={client} mayChange={mayChange} refresh={refresh} />;
  }
  return (
    <Section title={t("secrets.title")}>
      <p className="muted">{t("secrets.public")}</p>
    </Section>
  );
}

interface SwitchProps {
  client: Client;
  attempt: OptimisticOne<Client>["attempt"];
  refresh: () => void;
}

/** Stops the client for a while: nothing is lost, nothing works. */
function Switch({ client, attempt, refresh }: SwitchProps) {
  const action = useAction(SwitchClient);
  const [asking, setAsking] = useState(false);
  const off = client.disabledAt !== null && client.disabledAt !== undefined;
  async function turn() {
    const make = () => action.run({ clientId: client.id, disabled: !off });
    // What was confirmed waits for the answer; what only goes on again is shown at once.
    if (!(off ? await attempt({ disabledAt: null }, make) : (await make()).ok)) return;
    setAsking(false);
    notify(off ? t("client.enabled") : t("client.disabled"));
    refresh();
  }
  return (
    <Section
      title={off ? t("client.onHead") : t("client.offHead")}
      note={off ? undefined : t("client.offNote")}
      danger
    >
      {off && <Problems of={action.problems} />}
      <div className="actions">
        {off ? (
          <Button busy={action.busy} onClick={turn}>
            {t("client.enable")}
          </Button>
        ) : (
          <Button onClick={() => setAsking(true)}>{t("client.disable")}</Button>
        )}
      </div>
      {asking && (
        <Confirm
          title={t("client.offTitle", { platform: platformName(client.platform) })}
          confirmLabel={t("client.disable")}
          busy={action.busy}
          problems={action.problems}
          onClose={() => setAsking(false)}
          onConfirm={turn}
        >
          <p>{t("client.offText")}</p>
          <p>
            <code>{client.clientId}</code>
          </p>
          <p>{t("client.offUndo")}</p>
        </Confirm>
      )}
    </Section>
  );
}

function Danger({ app, client }: Omit<PartProps, "refresh">) {
  const [deleting, setDeleting] = useState(false);
  return (
    <Section title={t("clients.danger")} note={t("clients.dangerNote")} danger>
      <div className="actions">
        <Button look="danger" onClick={() => setDeleting(true)}>
          {t("clients.delete")}
        </Button>
      </div>
      {deleting && (
        <DeleteDialog appId={app.id} client={client} onClose={() => setDeleting(false)} />
      )}
    </Section>
  );
}

function About({ client }: { client: Client }) {
  return (
    <Section title={t("client.title", { platform: platformName(client.platform) })}>
      <Facts
        of={[
          [t("client.id"), <CopyText key="id" text={client.clientId} what={t("client.id")} />],
          [t("clients.authMethod"), authMethodName(client.tokenEndpointAuthMethod)],
          [t("apps.created"), <RelativeTime key="created" at={client.createdAt} />],
          [
            t("clients.lastUsed"),
            <RelativeTime key="used" at={client.lastUsedAt} none={t("clients.lastUsedNever")} />,
          ],
        ]}
      />
    </Section>
  );
}

function ClientParts({ app, client: stored, refresh }: PartProps) {
  const { shown: client, attempt } = useOptimisticOne(stored);
  const urls = { clientId: client.id, platform: client.platform, refresh } as const;
  const mayChange = app.permissions.canUpdate;
  return (
    <>
      {client.disabledAt && (
        <p className="note">
          <TriangleAlert size={20} aria-hidden />
          {t("client.isDisabled")}
        </p>
      )}
      {client.warnings.map((warning) => (
        <p key={`${warning.code} ${warning.message}`} className="note">
          <TriangleAlert size={20} aria-hidden />
          {fromServer(warning.message)}
        </p>
      ))}
      <About client={client} />
      <Credentials app={app} client={client} refresh={refresh} />
      {redirects(client.platform) && (
        <>
          <RedirectUrls
            {...urls}
            kind="LOGIN"
            redirects={client.redirectUrls}
            mayChange={mayChange}
          />
          <RedirectUrls
            {...urls}
            kind="POST_LOGOUT"
            redirects={client.postLogoutRedirectUrls}
            mayChange={mayChange}
          />
        </>
      )}
      {client.snippets.length > 0 && (
        <Section title={t("snippets.title")} note={t("snippets.note")}>
          <Snippets of={client.snippets} />
        </Section>
      )}
      {mayChange && (
        <Section title={t("client.settings")} note={t("client.settingsNote")}>
          <ClientSettings key={JSON.stringify(client.settings)} client={client} onSaved={refresh} />
        </Section>
      )}
      {mayChange && (
        <>
          <Switch client={client} attempt={attempt} refresh={refresh} />
          <Danger app={app} client={client} />
        </>
      )}
    </>
  );
}

/** The app with the client in question; nothing when either is not there. */
function withClient({ app }: Result) {
  return app?.client ? { app, client: app.client } : null;
}

export function AppClient() {
  const { appId, clientId } = useParams({ from: "/apps/$appId/clients/$clientId" });
  const answer = useOperation(AppClientQuery, { id: appId, clientId });
  return (
    <>
      <Link className="crumb" to="/apps/$appId/clients" params={{ appId }}>
        <ChevronLeft size={16} aria-hidden />
        {t("client.back")}
      </Link>
      <Loaded answer={answer} pick={withClient}>
        {({ app, client }) => <ClientParts app={app} client={client} refresh={answer.refresh} />}
      </Loaded>
    </>
  );
}
