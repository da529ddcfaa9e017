import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type {
  AuthMethod,
  ClientFormFragment,
  ClientSettingsInput,
  GrantType,
  Platform,
  SigningAlgorithm,
} from "../../gql/graphql";
import { badSeconds } from "../../lib/checks";
import { problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useUnsaved } from "../../lib/unsaved";
import { algorithmName, authMethodName } from "../../lib/words";
import { Button } from "../ui/Button";
import { Choice, Choices, SelectField, TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Problems } from "../ui/Problems";

graphql(`
  fragment ClientForm on Client {
    id
    platform
    tokenEndpointAuthMethod
    grantTypes
    settings {
      responseTypes
      responseModes
      defaultScopes
      pinAuthMethod
      requirePkce
      rotateRefreshTokens
      codeInFragment
      idTokenSignedResponseAlg
      userinfoSignedResponseAlg
      defaultMaxAge
      jwks
      jwksUri
    }
  }
`);

const UpdateClient = graphql(`
  mutation UpdateClient($input: UpdateClientInput!) {
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

const algorithms: readonly SigningAlgorithm[] = ["RS256", "ES256", "EDDSA", "PS256"];

function methodsOf(platform: Platform): readonly AuthMethod[] {
  const confidential: AuthMethod[] = [
    "CLIENT_SECRET_BASIC",
    "CLIENT_SECRET_POST",
    "PRIVATE_KEY_JWT",
  ];
  if (platform === "SERVICE") return confidential;
  return platform === "WEB" ? [...confidential, "NONE"] : ["NONE"];
}

function grantTypesOf(platform: Platform): readonly Exclude<GrantType, "IMPLICIT">[] {
  if (platform === "SERVICE") return ["CLIENT_CREDENTIALS"];
  if (platform === "WEB") return ["AUTHORIZATION_CODE", "REFRESH_TOKEN", "CLIENT_CREDENTIALS"];
  return ["AUTHORIZATION_CODE", "REFRESH_TOKEN"];
}

interface Draft {
  method: AuthMethod;
  pin: boolean;
  grants: ReadonlySet<GrantType>;
  formPost: boolean;
  pkce: boolean;
  rotate: boolean;
  codeInFragment: boolean;
  idToken: SigningAlgorithm;
  userinfo: SigningAlgorithm | "";
  maxAge: string;
  defaultScopes: string;
}

function draftOf({ tokenEndpointAuthMethod, grantTypes, settings }: ClientFormFragment): Draft {
  return {
    method: tokenEndpointAuthMethod,
    pin: settings.pinAuthMethod,
    grants: new Set(grantTypes),
    formPost: settings.responseModes.includes("FORM_POST"),
    pkce: settings.requirePkce,
    rotate: settings.rotateRefreshTokens,
    codeInFragment: settings.codeInFragment,
    idToken: settings.idTokenSignedResponseAlg,
    userinfo: settings.userinfoSignedResponseAlg ?? "",
    maxAge: settings.defaultMaxAge?.toString() ?? "",
    defaultScopes: settings.defaultScopes.join(" "),
  };
}

/** The response types and modes follow from the grant types (RFC 7591 section 2.1). */
function inputOf(draft: Draft): ClientSettingsInput {
  const code = draft.grants.has("AUTHORIZATION_CODE");
  const implicit = draft.grants.has("IMPLICIT");
  return {
    tokenEndpointAuthMethod: draft.method,
    pinAuthMethod: draft.pin,
    grantTypes: [...draft.grants],
    responseTypes: [...(code ? ["CODE" as const] : []), ...(implicit ? ["TOKEN" as const] : [])],
    responseModes: [
      ...(code ? ["QUERY" as const] : []),
      ...(code && draft.formPost ? ["FORM_POST" as const] : []),
      ...(implicit || (code && draft.codeInFragment) ? ["FRAGMENT" as const] : []),
    ],
    requirePkce: draft.pkce,
    rotateRefreshTokens: draft.rotate,
    codeInFragment: code && draft.codeInFragment,
    idTokenSignedResponseAlg: draft.idToken,
    userinfoSignedResponseAlg: draft.userinfo || null,
    defaultMaxAge: draft.maxAge.trim() === "" ? null : Number(draft.maxAge),
    defaultScopes: draft.defaultScopes.split(/\s+/).filter(Boolean),
  };
}

function same(left: Draft, right: Draft): boolean {
  // What is no number differs too: it is for the check to refuse, not for the button to ignore.
  return (
    JSON.stringify(inputOf(left)) === JSON.stringify(inputOf(right)) &&
    left.maxAge.trim() === right.maxAge.trim()
  );
}

/** A setting that makes the client easier to attack; switched on, it says how. */
function Unsafe(props: {
  label: string;
  warning: string;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <Choice
      label={props.label}
      detail={
        props.checked ? (
          <span className="warned">
            <TriangleAlert size={16} aria-hidden />
            {props.warning}
          </span>
        ) : (
          props.warning
        )
      }
      checked={props.checked}
      onChange={props.onChange}
    />
  );
}

interface ClientSettingsProps {
  client: ClientFormFragment;
  onSaved: () => void;
}

/** How a client authenticates and what it may do; what is unsafe stands apart. */
export function ClientSettings({ client, onSaved }: ClientSettingsProps) {
  const loaded = draftOf(client);
  const [draft, setDraft] = useState(loaded);
  const action = useAction(UpdateClient);
  const { platform } = client;
  const set = (change: Partial<Draft>) => setDraft((all) => ({ ...all, ...change }));
  const setGrant = (type: GrantType) => (on: boolean) => {
    const grants = new Set(draft.grants);
    if (on) grants.add(type);
    else grants.delete(type);
    set({ grants });
  };
  const problem = (name: string) => problemOf(action.problems, "settings", name);
  const code = draft.grants.has("AUTHORIZATION_CODE");
  const changed = !same(draft, loaded);
  useUnsaved(changed, JSON.stringify(inputOf(draft)));

  return (
    <form
      className="stack page-narrow"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (!changed || action.busy) return;
        if (action.refuse([badSeconds(draft.maxAge, "settings", "defaultMaxAge")])) return;
        const { ok } = await action.run({ clientId: client.id, settings: inputOf(draft) });
        if (!ok) return;
        notify(t("client.saved"));
        onSaved();
      }}
    >
      <Problems of={action.problems} />
      {methodsOf(platform).length > 1 && (
        <>
          <SelectField
            label={t("clients.authMethod")}
            help={t(`authMethod.${draft.method}.detail`)}
            value={draft.method}
            onChange={(method) => set({ method })}
            options={methodsOf(platform).map((value) => ({ value, label: authMethodName(value) }))}
            error={problem("tokenEndpointAuthMethod")}
          />
          {draft.method.startsWith("CLIENT_SECRET") && (
            <Choice
              label={t("client.pin")}
              detail={t("client.pinDetail")}
              checked={draft.pin}
              onChange={(pin) => set({ pin })}
            />
          )}
        </>
      )}
      <Choices legend={t("client.grantTypes")} error={problem("grantTypes")}>
        {grantTypesOf(platform).map((type) => (
          <Choice
            key={type}
            label={
              <span className="cluster">
                {t(`grantType.${type}`)}
                <code className="muted">{type.toLowerCase()}</code>
              </span>
            }
            detail={t(`grantType.${type}.detail`)}
            checked={draft.grants.has(type)}
            onChange={setGrant(type)}
          />
        ))}
      </Choices>
      {code && (
        <Choices legend={t("client.answers")}>
          <Choice
            label={t("client.formPost")}
            detail={t("client.formPostDetail")}
            checked={draft.formPost}
            onChange={(formPost) => set({ formPost })}
          />
        </Choices>
      )}
      {platform !== "SERVICE" && (
        <>
          <SelectField
            label={t("client.idTokenAlg")}
            value={draft.idToken}
            onChange={(idToken) => set({ idToken })}
            options={algorithms.map((value) => ({ value, label: algorithmName(value) }))}
            error={problem("idTokenSignedResponseAlg")}
          />
          <SelectField
            label={t("client.userinfoAlg")}
            value={draft.userinfo}
            onChange={(userinfo) => set({ userinfo })}
            options={[
              { value: "" as const, label: t("client.userinfoPlain") },
              ...algorithms.map((value) => ({ value, label: algorithmName(value) })),
            ]}
            error={problem("userinfoSignedResponseAlg")}
          />
          <TextField
            label={t("client.maxAge")}
            help={t("client.maxAgeHelp")}
            optional
            inputMode="numeric"
            value={draft.maxAge}
            onChange={(maxAge) => set({ maxAge })}
            error={problem("defaultMaxAge")}
          />
        </>
      )}
      <TextField
        label={t("client.defaultScopes")}
        help={t("client.defaultScopesHelp")}
        optional
        code
        value={draft.defaultScopes}
        onChange={(defaultScopes) => set({ defaultScopes })}
        error={problem("defaultScopes")}
      />
      {platform !== "SERVICE" && platform !== "DEVICE" && (
        <Choices legend={t("client.unsafe")} help={t("client.unsafeHelp")}>
          <Unsafe
            label={t("client.noPkce")}
            warning={t("client.noPkceWarning")}
            checked={!draft.pkce}
            onChange={(off) => set({ pkce: !off })}
          />
          <Unsafe
            label={t("client.noRotation")}
            warning={t("client.noRotationWarning")}
            checked={!draft.rotate}
            onChange={(off) => set({ rotate: !off })}
          />
          <Unsafe
            label={t("client.codeInFragment")}
            warning={t("client.codeInFragmentWarning")}
            checked={draft.codeInFragment}
            onChange={(codeInFragment) => set({ codeInFragment })}
          />
          <Unsafe
            label={t("grantType.IMPLICIT")}
            warning={t("client.implicitWarning")}
            checked={draft.grants.has("IMPLICIT")}
            onChange={setGrant("IMPLICIT")}
          />
        </Choices>
      )}
      <div className="actions">
        <Button look="primary" type="submit" busy={action.busy} disabled={!changed}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
