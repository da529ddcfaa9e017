import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { OwnerField } from "../components/app/OwnerField";
import { Button, ButtonLink } from "../components/ui/Button";
import { TextField } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Page } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { graphql } from "../gql";
import { invalid, problemOf, useAction, useIdempotencyKey } from "../lib/graphql";
import { t } from "../lib/i18n";
import { useUnsaved } from "../lib/unsaved";

const CreateApi = graphql(`
  mutation CreateApi($input: CreateApiInput!) {
    createApi(input: $input) {
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

export function NewApi() {
  const [name, setName] = useState("");
  const [identifier, setIdentifier] = useState("");
  const [owner, setOwner] = useState("");
  const idempotencyKey = useIdempotencyKey();
  const action = useAction(CreateApi);
  const navigate = useNavigate();
  useUnsaved(name.trim() + identifier.trim() !== "", name + identifier);
  return (
    <Page title={t("apis.new")} purpose={t("newApi.purpose")}>
      <form
        className="stack page-narrow"
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (action.busy) return;
          const refused = action.refuse([
            invalid(name.trim() === "", t("newApi.nameMissing"), "name"),
            invalid(identifier.trim() === "", t("newApi.identifierMissing"), "identifier"),
          ]);
          if (refused) return;
          const { payload } = await action.run({
            name: name.trim(),
            identifier: identifier.trim(),
            organizationId: owner || null,
            idempotencyKey,
          });
          if (!payload?.api) return;
          notify(t("newApi.created", { name: payload.api.name }));
          await navigate({ to: "/apis/$apiId", params: { apiId: payload.api.id } });
        }}
      >
        <Problems of={action.problems} />
        <TextField
          label={t("newApp.name")}
          help={t("newApi.nameHelp")}
          value={name}
          onChange={setName}
          autoComplete="off"
          error={problemOf(action.problems, "name")}
        />
        <TextField
          label={t("apis.identifier")}
          help={t("newApi.identifierHelp")}
          type="url"
          code
          placeholder="https://api.shop.example"
          value={identifier}
          onChange={setIdentifier}
          error={problemOf(action.problems, "identifier")}
        />
        <OwnerField
          what="canCreateApis"
          value={owner}
          onChange={setOwner}
          error={problemOf(action.problems, "organizationId")}
        />
        <div className="actions">
          <Button look="primary" type="submit" busy={action.busy}>
            {t("newApi.create")}
          </Button>
          <ButtonLink to="/apis">{t("action.cancel")}</ButtonLink>
        </div>
      </form>
    </Page>
  );
}
