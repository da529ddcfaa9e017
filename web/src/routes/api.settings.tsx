import { useParams } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useState } from "react";
import { Button } from "../components/ui/Button";
import { Choice, TextField } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { ApiSettingsQuery as Result } from "../gql/graphql";
import { badSeconds } from "../lib/checks";
import { problemOf, useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { useUnsaved } from "../lib/unsaved";
import { lines } from "../lib/words";

const ApiSettingsQuery = graphql(`
  query ApiSettings($id: ID!) {
    api(id: $id) {
      id
      name
      accessTokenTtl
      requireNonce
      introspectionClients
      updatedAt
      permissions {
        canUpdate
      }
    }
    serviceInfo {
      accessTokenTtl
    }
  }
`);

const UpdateApi = graphql(`
  mutation UpdateApi($input: UpdateApiInput!) {
    updateApi(input: $input) {
      api {
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

type Api = NonNullable<Result["api"]>;

interface FormProps {
  api: Api;
  usualTtl: number;
  onSaved: () => void;
}

function Form({ api, usualTtl, onSaved }: FormProps) {
  const [name, setName] = useState(api.name);
  const [ttl, setTtl] = useState(api.accessTokenTtl?.toString() ?? "");
  const [clients, setClients] = useState((api.introspectionClients ?? []).join("\n"));
  const [nonce, setNonce] = useState(api.requireNonce);
  const action = useAction(UpdateApi);
  const typed = JSON.stringify([name, ttl, lines(clients), nonce]);
  const [loaded, setLoaded] = useState(typed);
  useUnsaved(typed !== loaded, typed);
  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (action.busy || action.refuse([badSeconds(ttl, "accessTokenTtl")])) return;
        const { ok } = await action.run({
          apiId: api.id,
          name: name.trim(),
          accessTokenTtl: ttl.trim() === "" ? null : Number(ttl),
          requireNonce: nonce,
          introspectionClients: lines(clients),
        });
        if (!ok) return;
        setLoaded(typed);
        notify(t("apiSettings.saved"));
        onSaved();
      }}
    >
      <Problems of={action.problems} />
      <TextField
        label={t("newApp.name")}
        value={name}
        onChange={setName}
        error={problemOf(action.problems, "name")}
      />
      <TextField
        label={t("apiSettings.ttl")}
        help={t("apiSettings.ttlHelp", { seconds: usualTtl })}
        optional
        inputMode="numeric"
        value={ttl}
        onChange={setTtl}
        error={problemOf(action.problems, "accessTokenTtl")}
      />
      <TextField
        label={t("apiSettings.clients")}
        help={t("apiSettings.clientsHelp")}
        optional
        code
        rows={3}
        value={clients}
        onChange={setClients}
        error={problemOf(action.problems, "introspectionClients")}
      />
      <Choice
        label={t("apiSettings.nonce")}
        detail={t("apiSettings.nonceDetail")}
        checked={nonce}
        onChange={setNonce}
      />
      <div className="actions">
        <Button look="primary" type="submit" busy={action.busy}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}

export function ApiSettings() {
  const { apiId } = useParams({ from: "/apis/$apiId/settings" });
  const answer = useOperation(ApiSettingsQuery, { id: apiId });
  return (
    <Loaded answer={answer} pick={(data) => data.api} rows={5}>
      {(api) =>
        api.permissions.canUpdate ? (
          <Section title={t("api.tab.settings")}>
            <Form
              key={api.updatedAt}
              api={api}
              usualTtl={answer.data?.serviceInfo.accessTokenTtl ?? 3600}
              onSaved={answer.refresh}
            />
          </Section>
        ) : (
          <p className="note">
            <Lock size={20} aria-hidden />
            {t("apiSettings.readOnly")}
          </p>
        )
      }
    </Loaded>
  );
}
