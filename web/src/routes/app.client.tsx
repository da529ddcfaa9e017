import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ChevronLeft, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { RedirectUrls } from "../components/app/RedirectUrls";
import { Secrets } from "../components/app/Secrets";
import { Snippets } from "../components/app/Snippets";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { CopyText } from "../components/ui/CopyButton";
import { notify } from "../components/ui/Notices";
import { Facts, Section } from "../components/ui/Page";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { AppClientQuery as Result } from "../gql/graphql";
import { useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
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
        platform
        tokenEndpointAuthMethod
        grantTypes
        disabledAt
        createdAt
        lastUsedAt
        settings {
          requirePkce
          rotateRefreshTokens
          idTokenSignedResponseAlg
        }
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
        snippets {
          ...ClientSnippet
        }
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

function SecretsOrWhyNot({ app, client, refresh }: PartProps) {
  if (usesSecret(client.tokenEndpointAuthMethod)) {
    return (
      <Secrets
        clientId={client.id}
        secrets={client.secrets}
        mayChange={app.permissions.canManageCredentials}
        refresh={refresh}
      />
    );
  }
  return (
    <Section title={t("secrets.title")}>
      <p className="muted">
        {client.tokenEndpointAuthMethod === "NONE" ? t("secrets.public") : t("secrets.keys")}
      </p>
    </Section>
  );
}

function ClientParts({ app, client, refresh }: PartProps) {
  const [deleting, setDeleting] = useState(false);
  const { settings } = client;
  return (
    <>
      {client.warnings.map((warning) => (
        <p key={`${warning.code} ${warning.message}`} className="note">
          <TriangleAlert size={20} aria-hidden />
          {warning.message}
        </p>
      ))}
      <Section title={t("client.title", { platform: platformName(client.platform) })}>
        <Facts
          of={[
            [t("client.id"), <CopyText key="id" text={client.clientId} what={t("client.id")} />],
            [t("clients.authMethod"), authMethodName(client.tokenEndpointAuthMethod)],
            [
              t("client.grantTypes"),
              <code key="grants">{client.grantTypes.join(", ").toLowerCase()}</code>,
            ],
            [
              t("client.pkce"),
              settings.requirePkce ? t("client.pkceRequired") : t("client.pkceOptional"),
            ],
            [
              t("client.refreshRotation"),
              settings.rotateRefreshTokens ? t("client.on") : t("client.off"),
            ],
            [t("client.idTokenAlg"), settings.idTokenSignedResponseAlg],
            [t("apps.created"), <RelativeTime key="created" at={client.createdAt} />],
            [
              t("clients.lastUsed"),
              <RelativeTime key="used" at={client.lastUsedAt} none={t("clients.lastUsedNever")} />,
            ],
          ]}
        />
      </Section>
      <SecretsOrWhyNot app={app} client={client} refresh={refresh} />
      {redirects(client.platform) && (
        <RedirectUrls
          clientId={client.id}
          redirects={client.redirectUrls}
          mayChange={app.permissions.canUpdate}
          refresh={refresh}
        />
      )}
      {client.snippets.length > 0 && (
        <Section title={t("snippets.title")} note={t("snippets.note")}>
          <Snippets of={client.snippets} />
        </Section>
      )}
      {app.permissions.canUpdate && (
        <Section title={t("clients.danger")} note={t("clients.dangerNote")} danger>
          <div className="actions">
            <Button look="danger" onClick={() => setDeleting(true)}>
              {t("clients.delete")}
            </Button>
          </div>
        </Section>
      )}
      {deleting && (
        <DeleteDialog appId={app.id} client={client} onClose={() => setDeleting(false)} />
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
