import { useState } from "react";
import { graphql } from "../../gql";
import type { ClientFormFragment } from "../../gql/graphql";
import { invalid, problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { SelectField, TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";

const SetClientKeys = graphql(`
  mutation SetClientKeys($input: SetClientKeysInput!) {
    setClientKeys(input: $input) {
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

interface ClientKeysProps {
  client: ClientFormFragment;
  mayChange: boolean;
  refresh: () => void;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The public keys with which a client's signed assertions are checked. */
export function ClientKeys({ client, mayChange, refresh }: ClientKeysProps) {
  const { jwks, jwksUri } = client.settings;
  const [how, setHow] = useState<"jwks" | "uri">(jwksUri ? "uri" : "jwks");
  const [keys, setKeys] = useState(jwks ? JSON.stringify(jwks, null, 2) : "");
  const [uri, setUri] = useState(jwksUri ?? "");
  const action = useAction(SetClientKeys);
  const document = parsed(keys);

  return (
    <Section title={t("clientKeys.title")} note={t("clientKeys.note")}>
      <form
        className="stack page-narrow"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const refused = action.refuse([
            invalid(how === "jwks" && document === undefined, t("clientKeys.notJson"), "jwks"),
          ]);
          if (refused) return;
          const { ok } = await action.run(
            how === "jwks"
              ? { clientId: client.id, jwks: document }
              : { clientId: client.id, jwksUri: uri.trim() },
          );
          if (!ok) return;
          notify(t("clientKeys.saved"));
          refresh();
        }}
      >
        <Problems of={action.problems} />
        <SelectField
          label={t("clientKeys.how")}
          value={how}
          onChange={setHow}
          options={[
            { value: "jwks", label: t("clientKeys.here") },
            { value: "uri", label: t("clientKeys.elsewhere") },
          ]}
        />
        {how === "jwks" ? (
          <TextField
            label={t("clientKeys.jwks")}
            help={t("clientKeys.jwksHelp")}
            code
            rows={8}
            value={keys}
            onChange={setKeys}
            error={problemOf(action.problems, "jwks")}
          />
        ) : (
          <TextField
            label={t("clientKeys.uri")}
            help={t("clientKeys.uriHelp")}
            code
            type="url"
            value={uri}
            onChange={setUri}
            error={problemOf(action.problems, "jwksUri")}
          />
        )}
        {mayChange && (
          <div className="actions">
            <Button type="submit" busy={action.busy}>
              {t("clientKeys.save")}
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}
