import { useParams } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { ClientTable } from "../components/app/ClientTable";
import { NewCredentials } from "../components/app/NewCredentials";
import { Button } from "../components/ui/Button";
import { Dialog } from "../components/ui/Dialog";
import { SelectField, TextField } from "../components/ui/Field";
import { KeepDialog } from "../components/ui/KeepDialog";
import { Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { NewClientFragment, Platform } from "../gql/graphql";
import { invalid, problemOf, useAction, useIdempotencyKey, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { lines, offeredPlatforms, platformDetail, platformName, redirects } from "../lib/words";

const AppClientsQuery = graphql(`
  query AppClients($id: ID!) {
    app(id: $id) {
      id
      name
      permissions {
        canUpdate
      }
      clients {
        ...ClientRow
      }
    }
  }
`);

const CreateClient = graphql(`
  mutation CreateClient($input: CreateClientInput!) {
    createClient(input: $input) {
      credential {
        secret
        client {
          ...NewClient
        }
      }
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface Made {
  client: NewClientFragment;
  secret: string | null;
  replayed: boolean;
}

interface AddClientProps {
  app: { id: string; name: string };
  onDone: (made: Made) => void;
  onClose: () => void;
}

function AddClient({ app, onDone, onClose }: AddClientProps) {
  const [platform, setPlatform] = useState<Platform>("WEB");
  const [urls, setUrls] = useState("");
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(CreateClient);
  return (
    <Dialog
      title={t("clients.addTitle", { name: app.name })}
      onClose={onClose}
      locked={action.busy}
    >
      <form
        className="stack"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          const redirectUrls = redirects(platform) ? lines(urls) : [];
          const missing = redirects(platform) && redirectUrls.length === 0;
          if (action.busy) return;
          if (action.refuse([invalid(missing, t("redirects.missing"), "client", "redirectUrls")])) {
            return;
          }
          const { payload, replayed } = await action.run({
            appId: app.id,
            client: { platform, redirectUrls },
            idempotencyKey,
          });
          const made = payload?.credential;
          if (made) onDone({ client: made.client, secret: made.secret ?? null, replayed });
        }}
      >
        <Problems of={action.problems} />
        <SelectField
          label={t("clients.platform")}
          value={platform}
          onChange={setPlatform}
          help={platformDetail(platform)}
          options={offeredPlatforms.map((value) => ({ value, label: platformName(value) }))}
        />
        {redirects(platform) && (
          <TextField
            label={t("newApp.redirectUrls")}
            help={t("newApp.redirectUrlsHelp")}
            value={urls}
            onChange={setUrls}
            rows={3}
            code
            error={problemOf(action.problems, "client", "redirectUrls")}
          />
        )}
        <div className="actions actions-end">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" busy={action.busy}>
            {t("clients.addConfirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function AppClients() {
  const { appId } = useParams({ from: "/apps/$appId/clients" });
  const answer = useOperation(AppClientsQuery, { id: appId });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Loaded answer={answer} pick={(data) => data.app}>
      {(app) => (
        <>
          <Section
            title={t("clients.title")}
            note={t("clients.note")}
            action={
              app.permissions.canUpdate && (
                <Button icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
                  {t("clients.add")}
                </Button>
              )
            }
          >
            <ClientTable appId={appId} clients={app.clients} />
          </Section>
          {adding && (
            <AddClient
              app={app}
              onClose={() => setAdding(false)}
              onDone={(result) => {
                setAdding(false);
                setMade(result);
                answer.refresh();
              }}
            />
          )}
          {made?.secret && (
            <KeepDialog title={t("clients.created")} onKept={() => setMade(null)}>
              <NewCredentials {...made} />
            </KeepDialog>
          )}
          {made && !made.secret && (
            <Dialog title={t("clients.created")} onClose={() => setMade(null)}>
              <NewCredentials {...made} />
              <div className="actions actions-end dialog-foot">
                <Button look="primary" onClick={() => setMade(null)}>
                  {t("action.done")}
                </Button>
              </div>
            </Dialog>
          )}
        </>
      )}
    </Loaded>
  );
}
