/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A URL to register. */
export type AddRedirectUrlInput = {
  /** The client's id, which is not its `client_id`. */
  clientId: string | number;
  /** What it is for. */
  kind?: RedirectKind;
  /** The URL, exactly as the client will send it. */
  url: string;
};

/** A postal address (OpenID Connect Core section 5.1.1). */
export type AddressInput = {
  /** Country. */
  country?: string | null | undefined;
  /** As written on a label. */
  formatted?: string | null | undefined;
  /** City. */
  locality?: string | null | undefined;
  /** Postcode. */
  postalCode?: string | null | undefined;
  /** State or province. */
  region?: string | null | undefined;
  /** Street and number. */
  streetAddress?: string | null | undefined;
};

/** Which apps. */
export type AppFilter = {
  /** Of this organization only. */
  organizationId?: string | number | null | undefined;
  /** Only people's own (true), only organizations' (false). */
  personal?: boolean | null | undefined;
  /** Part of the name, or a whole id or `client_id`. */
  search?: string | null | undefined;
  /** Only suspended ones (true), only others (false). */
  suspended?: boolean | null | undefined;
  /** Only verified ones (true), only others (false). */
  verified?: boolean | null | undefined;
};

/** What an app is made like. Unsafe settings that a document promises are among its clients' `warnings`. */
export type AppPreset =
  /** The coins dialect: a web server that gets codes in the fragment and sends its secret in the form body. */
  | 'COINS'
  /**
   * The greenfield dialect: a client without grants, whose `client_id` programs send as `applicationIdentifier` when they
   * ask people for API keys, with one of its redirect URLs.
   */
  | 'GREENFIELD'
  /**
   * The moneybutton dialect: a public client that people allow things (the OAuth identifier), and one with a secret
   * that acts as the app.
   */
  | 'MONEYBUTTON'
  /** A web server that signs people in by the authorization code, with or without PKCE. */
  | 'STANDARD';

/** A scope to enable. */
export type AppScopeInput = {
  /** Its name. */
  name: string;
  /** Whether the user may leave it out. */
  optional?: boolean;
};

/** What kind of actor it is. */
export type AuditActorKind =
  /** Somebody who was not signed in. */
  | 'ANONYMOUS'
  /** An app by itself. */
  | 'APP'
  /** The service or its operator. */
  | 'SYSTEM'
  /** A person. */
  | 'USER';

/** How a client proves who it is at the token endpoint (RFC 7591 section 2). */
export type AuthMethod =
  /** HTTP Basic. */
  | 'CLIENT_SECRET_BASIC'
  /** In the form body. */
  | 'CLIENT_SECRET_POST'
  /** A public client: it does not. */
  | 'NONE'
  /** A JWT signed with its own key (RFC 7523). */
  | 'PRIVATE_KEY_JWT';

/** That the change is not wanted any more. */
export type CancelEmailChangeInput = {
  /** Must be true. */
  confirm: boolean;
};

/** A new password. */
export type ChangePasswordInput = {
  /** The password that you have. */
  currentPassword: string;
  /** The password that you want: at least 15 characters. */
  newPassword: string;
};

/** Whether a secret works. */
export type ClientSecretStatus =
  /** It works. */
  | 'ACTIVE'
  /** Its time is over. */
  | 'EXPIRED'
  /** It was revoked. */
  | 'REVOKED';

/** A field left out stays as it is, or is what suits the platform; null clears it. */
export type ClientSettingsInput = {
  /** Whether a code comes in the fragment. Unsafe when on. */
  codeInFragment?: boolean | null | undefined;
  /** Seconds; `max_age` of a request without one. */
  defaultMaxAge?: number | null | undefined;
  /** What a request without `scope` gets. */
  defaultScopes?: Array<string> | null | undefined;
  /** What it may send as `grant_type`; all of them. */
  grantTypes?: Array<GrantType> | null | undefined;
  /** How its ID tokens are signed. */
  idTokenSignedResponseAlg?: SigningAlgorithm | null | undefined;
  /** Whether Basic and form body are told apart. */
  pinAuthMethod?: boolean | null | undefined;
  /** Whether a code needs a challenge (RFC 7636). Unsafe when off. */
  requirePkce?: boolean | null | undefined;
  /** What it may send as `response_mode`; all of them. */
  responseModes?: Array<ResponseMode> | null | undefined;
  /** What it may send as `response_type`; all of them. */
  responseTypes?: Array<ResponseType> | null | undefined;
  /** Whether each refresh gives a new refresh token. Unsafe when off. */
  rotateRefreshTokens?: boolean | null | undefined;
  /** How it authenticates. */
  tokenEndpointAuthMethod?: AuthMethod | null | undefined;
  /** How userinfo is signed; null: plain JSON. */
  userinfoSignedResponseAlg?: SigningAlgorithm | null | undefined;
};

/** What a warning is about. */
export type ClientWarningCode =
  /** Codes come in the fragment. */
  | 'CODE_IN_FRAGMENT'
  /** Tokens come in the URL. */
  | 'IMPLICIT_GRANT'
  /** `localhost` can be resolved elsewhere. */
  | 'LOCALHOST_REDIRECT'
  /** It has no keys. */
  | 'NO_KEYS'
  /** It has no redirect URL. */
  | 'NO_REDIRECT_URL'
  /** It has no secret that works. */
  | 'NO_SECRET'
  /** A stolen code can be used by somebody else. */
  | 'PKCE_NOT_REQUIRED'
  /** A stolen refresh token works unnoticed. */
  | 'REFRESH_TOKENS_NOT_ROTATED';

/** What the device answered. */
export type ConfirmPasskeyInput = {
  /** The new credential, as its `toJSON` writes it. */
  credential: string;
  /** What to call it: 1 to 64 characters. */
  name: string;
  /** The registration's. */
  token: string;
};

/** The first code of the app. */
export type ConfirmTotpInput = {
  /** The six digits that the app shows. */
  code: string;
  /** The enrolment's. */
  token: string;
};

/** An API key to make. */
export type CreateApiKeyInput = {
  /** When it stops working; within ten years. */
  expiresAt?: string | null | undefined;
  /** Repeating it answers with what it made the first time, without the key. */
  idempotencyKey?: string | null | undefined;
  /** What you call it. */
  label?: string | null | undefined;
  /** Addresses and networks from which it works, such as `192.0.2.0/24`; none: from everywhere. */
  networks?: Array<string>;
  /**
   * What it may do: scopes, or `scope:resource` for one resource only. None: it only proves whose it is. A token or
   * key gives no more than it has itself.
   */
  permissions?: Array<string>;
};

/** An app to make. */
export type CreateAppInput = {
  /** One client is made for each. */
  clients?: Array<NewClientInput>;
  /** One paragraph for people. */
  description?: string | null | undefined;
  /** Its home page: https, or http on loopback. */
  homepage?: string | null | undefined;
  /** Repeating it answers with what it made the first time. */
  idempotencyKey?: string | null | undefined;
  /** Where its logo comes from. */
  logoUri?: string | null | undefined;
  /** Shown at consent. */
  name: string;
  /** Owned by this organization; by the caller where not given. */
  organizationId?: string | number | null | undefined;
  /** Its privacy policy. */
  policyUri?: string | null | undefined;
  /**
   * What it is made like: the preset's clients are made unless `clients` has one on the same platform, its scopes are
   * enabled, and its settings are what `clients` and their settings begin with.
   */
  preset?: AppPreset | null | undefined;
  /** Where people come back to the client that the preset makes; compared exactly. */
  redirectUrls?: Array<string>;
  /** What it may ask for. */
  scopes?: Array<string>;
  /** Its terms of service. */
  tosUri?: string | null | undefined;
};

/** A client to make of an app that exists. */
export type CreateClientInput = {
  /** The app. */
  appId: string | number;
  /** The client. */
  client: NewClientInput;
  /** Repeating it answers with what it made the first time. */
  idempotencyKey?: string | null | undefined;
};

/** A secret to make. */
export type CreateClientSecretInput = {
  /** The client's id, which is not its `client_id`. */
  clientId: string | number;
  /** When it stops working. */
  expiresAt?: string | null | undefined;
  /** Repeating it answers with what it made the first time, without the secret. */
  idempotencyKey?: string | null | undefined;
  /** What you call it. */
  label?: string | null | undefined;
};

/** How far a copy of your data is. */
export type DataExportStatus =
  /** It can be fetched. */
  | 'READY'
  /** It is being made. */
  | 'WAITING';

/** Which app to delete. */
export type DeleteAppInput = {
  /** The app. */
  appId: string | number;
  /** The version that the caller saw; refused if it changed since. */
  expectedVersion?: number | null | undefined;
};

/** Which client to delete. */
export type DeleteClientInput = {
  /** The client's id, which is not its `client_id`. */
  clientId: string | number;
};

/** That the account is not wanted any more. */
export type DeleteMyAccountInput = {
  /** Must be true. */
  confirm: boolean;
  /** An organization of yours that gets your apps. Without one they are switched off with your account. */
  transferAppsTo?: string | number | null | undefined;
};

/** That the authenticator app is to be removed. */
export type DisableTotpInput = {
  /** Must be true. */
  confirm: boolean;
};

/** That an authenticator app is to be set up. */
export type EnableTotpInput = {
  /** Must be true. */
  confirm: boolean;
};

/** That all others are meant. */
export type EndOtherSessionsInput = {
  /** Must be true. */
  confirm: boolean;
};

/** Which session to end. */
export type EndSessionInput = {
  /** The session. */
  sessionId: string | number;
};

/** That the copy is wanted. */
export type ExportMyDataInput = {
  /** Must be true. */
  confirm: boolean;
};

/** What a client may send as `grant_type`. */
export type GrantType =
  /** A code from the authorization endpoint. */
  | 'AUTHORIZATION_CODE'
  /** The client itself, without a user. */
  | 'CLIENT_CREDENTIALS'
  /** Tokens from the authorization endpoint; unsafe, for one dialect only. */
  | 'IMPLICIT'
  /** A refresh token. */
  | 'REFRESH_TOKEN';

/** Whom a scope can be granted to. */
export type GrantableTo =
  /** To an app itself, without a user, once the API's owner approved it. */
  | 'APP'
  /** To both. */
  | 'BOTH'
  /** To an app by a user. */
  | 'USER';

/** A client to make. */
export type NewClientInput = {
  /** Where it runs. */
  platform: Platform;
  /** Where it may send people after signing out; compared exactly. */
  postLogoutRedirectUrls?: Array<string>;
  /** Where it may be sent back to; compared exactly. */
  redirectUrls?: Array<string>;
  /** What differs from what suits the platform. */
  settings?: ClientSettingsInput | null | undefined;
};

/** How something ended. */
export type Outcome =
  /** It was refused. */
  | 'FAILURE'
  /** It was done. */
  | 'SUCCESS';

/** Where a client runs. */
export type Platform =
  /** A device without a browser; keeps none. */
  | 'DEVICE'
  /** An installed app; keeps none. */
  | 'NATIVE'
  /** A program without a user. */
  | 'SERVICE'
  /** A script in a browser; keeps none. */
  | 'SINGLE_PAGE'
  /** A web server that keeps a secret. */
  | 'WEB';

/** What a registered URL is for. */
export type RedirectKind =
  /** The authorization response. */
  | 'LOGIN'
  /** The way back after signing out. */
  | 'POST_LOGOUT';

/** That the recovery codes are to be replaced. */
export type RegenerateRecoveryCodesInput = {
  /** Must be true. */
  confirm: boolean;
};

/** That a passkey is to be registered. */
export type RegisterPasskeyInput = {
  /** Must be true. */
  confirm: boolean;
};

/** Which passkey to remove. */
export type RemovePasskeyInput = {
  /** The passkey. */
  passkeyId: string | number;
};

/** Which URL to take away. */
export type RemoveRedirectUrlInput = {
  /** The URL's id. */
  redirectUrlId: string | number;
};

/** Which passkey to rename. */
export type RenamePasskeyInput = {
  /** What to call it: 1 to 64 characters. */
  name: string;
  /** The passkey. */
  passkeyId: string | number;
};

/** The address that you want. */
export type RequestEmailChangeInput = {
  /** The new address. */
  email: string;
};

/** That the letter is wanted. */
export type RequestEmailVerificationInput = {
  /** Must be true. */
  confirm: boolean;
};

/** What a client may send as `response_mode`. */
export type ResponseMode =
  /** In a form that the browser posts. */
  | 'FORM_POST'
  /** In the fragment of the redirect URL. */
  | 'FRAGMENT'
  /** In the query of the redirect URL. */
  | 'QUERY';

/** What a client may send as `response_type`. */
export type ResponseType =
  /** A code. */
  | 'CODE'
  /** A token; unsafe, for one dialect only. */
  | 'TOKEN';

/** Which API key to revoke. */
export type RevokeApiKeyInput = {
  /** The key's id. */
  apiKeyId: string | number;
};

/** Which secret to revoke. */
export type RevokeClientSecretInput = {
  /** Say so to revoke the last one that works. */
  evenIfLast?: boolean;
  /** The secret's id. */
  secretId: string | number;
};

/** Which grant to end. */
export type RevokeGrantInput = {
  /** The grant. */
  grantId: string | number;
};

/** What to take out of a grant. */
export type RevokeGrantScopesInput = {
  /** The grant. */
  grantId: string | number;
  /**
   * Scopes of single resources, such as `invoices:read:KEY`. Where the scope was allowed for all of them, the
   * others stay allowed, by name.
   */
  permissions?: Array<string>;
  /** The scopes, with all their resources; taking out the last one ends the grant. */
  scopes?: Array<string>;
};

/** An API key to make in place of another. */
export type RotateApiKeyInput = {
  /** The id of the key to replace. */
  apiKeyId: string | number;
  /** When the new one stops working; when the one before would have, where not given. */
  expiresAt?: string | null | undefined;
  /** Repeating it answers with what it made the first time, without the key. */
  idempotencyKey?: string | null | undefined;
  /** Seconds that the key before it goes on working, 0 to 2592000 (30 days). */
  overlap?: number;
};

/** A secret to make in place of those before it. */
export type RotateClientSecretInput = {
  /** The client's id, which is not its `client_id`. */
  clientId: string | number;
  /** When the new one stops working. */
  expiresAt?: string | null | undefined;
  /** Repeating it answers with what it made the first time, without the secret. */
  idempotencyKey?: string | null | undefined;
  /** What you call it. */
  label?: string | null | undefined;
  /** Seconds that the secrets before it go on working, 0 to 2592000 (30 days). */
  overlap?: number;
};

/** What an app may ask for. */
export type SetAppScopesInput = {
  /** The app. */
  appId: string | number;
  /** The version that the caller saw; refused if it changed since. */
  expectedVersion?: number | null | undefined;
  /** All of them: others are disabled, at once. */
  scopes: Array<AppScopeInput>;
};

/** How tokens are signed (RFC 7518, RFC 8037). */
export type SigningAlgorithm =
  /** Ed25519. */
  | 'EDDSA'
  /** ECDSA on P-256 with SHA-256. */
  | 'ES256'
  /** RSA PSS with SHA-256. */
  | 'PS256'
  /** RSA PKCS #1 v1.5 with SHA-256. */
  | 'RS256';

/** Where a key is in its life. */
export type SigningKeyStatus =
  /** Signs. */
  | 'ACTIVE'
  /** Its tokens have ended. */
  | 'EXPIRED'
  /** In JWKS, but does not sign yet. */
  | 'PUBLISHED'
  /** Signs no longer; its tokens may live. */
  | 'RETIRED'
  /** Its tokens fail. */
  | 'WITHDRAWN';

/** A language of snippets. */
export type SnippetLanguage =
  /** Shell with curl. */
  | 'CURL'
  /** Go. */
  | 'GO'
  /** JavaScript. */
  | 'JAVASCRIPT'
  /** Python. */
  | 'PYTHON'
  /** Rust. */
  | 'RUST';

/** A field left out stays as it is; null clears it. */
export type UpdateAppInput = {
  /** The app. */
  appId: string | number;
  /** One paragraph for people. */
  description?: string | null | undefined;
  /** The version that the caller saw; refused if it changed since. */
  expectedVersion?: number | null | undefined;
  /** Its home page: https, or http on loopback. */
  homepage?: string | null | undefined;
  /** Where its logo comes from. */
  logoUri?: string | null | undefined;
  /** Shown at consent. A verified app has to be verified again under its new name. */
  name?: string | null | undefined;
  /** Its privacy policy. */
  policyUri?: string | null | undefined;
  /** Its terms of service. */
  tosUri?: string | null | undefined;
};

/** A field left out stays as it is; null clears it. */
export type UpdateProfileInput = {
  /** Postal address, all of it. */
  address?: AddressInput | null | undefined;
  /** `YYYY-MM-DD`, or `0000-MM-DD` without the year. */
  birthdate?: string | null | undefined;
  /** Surnames. */
  familyName?: string | null | undefined;
  /** Your gender, in your words. */
  gender?: string | null | undefined;
  /** First names. */
  givenName?: string | null | undefined;
  /** BCP 47 language tag. */
  locale?: string | null | undefined;
  /** Middle names. */
  middleName?: string | null | undefined;
  /** Full name as shown. */
  name?: string | null | undefined;
  /** What friends say. */
  nickname?: string | null | undefined;
  /** E.164 where possible. */
  phoneNumber?: string | null | undefined;
  /** Your picture. */
  picture?: string | null | undefined;
  /** A short name you like; not unique. */
  preferredUsername?: string | null | undefined;
  /** Your profile page. */
  profile?: string | null | undefined;
  /** Your web site. */
  website?: string | null | undefined;
  /** IANA time zone. */
  zoneinfo?: string | null | undefined;
};

/** That a picture is to be sent. */
export type UploadProfilePictureInput = {
  /** Must be true. */
  confirm: boolean;
};

/** What kind of trouble a user error is. */
export type UserErrorCode =
  /** The idempotency key was used before: this is what it made. Secrets are not shown again. */
  | 'ALREADY_CREATED'
  /** The input is wrong. */
  | 'BAD_USER_INPUT'
  /** It collides with something that exists. */
  | 'CONFLICT'
  /** A bound is reached. */
  | 'LIMIT_EXCEEDED'
  /** The caller may see it, but not do this to it. */
  | 'NOT_ALLOWED'
  /** What the field names does not exist for the caller. */
  | 'NOT_FOUND'
  /** Too many tries; wait. */
  | 'RATE_LIMITED'
  /** The person must sign in again first. */
  | 'STEP_UP_REQUIRED'
  /** It was changed since the caller looked at it. */
  | 'VERSION_MISMATCH';

/** Which users. */
export type UserFilter = {
  /** With this role. */
  role?: UserRole | null | undefined;
  /** Part of the name or the address. */
  search?: string | null | undefined;
  /** Only suspended ones (true), only others (false). */
  suspended?: boolean | null | undefined;
};

/** What a person may do to the service as a whole. */
export type UserRole =
  /** Also administers the service. */
  | 'ADMIN'
  /** Manages only what is theirs. */
  | 'USER';

export type EmailAddressFragment = { email: string, emailVerifiedAt: string | null, pendingEmail: string | null };

export type RequestEmailVerificationMutationVariables = Exact<{
  input: RequestEmailVerificationInput;
}>;


export type RequestEmailVerificationMutation = { requestEmailVerification: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RequestEmailChangeMutationVariables = Exact<{
  input: RequestEmailChangeInput;
}>;


export type RequestEmailChangeMutation = { requestEmailChange: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type CancelEmailChangeMutationVariables = Exact<{
  input: CancelEmailChangeInput;
}>;


export type CancelEmailChangeMutation = { cancelEmailChange: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type UploadProfilePictureMutationVariables = Exact<{
  input: UploadProfilePictureInput;
}>;


export type UploadProfilePictureMutation = { uploadProfilePicture: { uploadUrl: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type KeyPermissionsQueryVariables = Exact<{ [key: string]: never; }>;


export type KeyPermissionsQuery = { viewer: { keyPermissions: Array<{ scope: string, title: string, description: string | null, sensitive: boolean, apiName: string | null, resources: Array<{ key: string, name: string }> }> | null } | null };

export type KeyPermissionChoiceFragment = { scope: string, title: string, description: string | null, sensitive: boolean, apiName: string | null, resources: Array<{ key: string, name: string }> };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { rotateApiKey: { secret: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ClientRowFragment = { id: string, clientId: string, platform: Platform, tokenEndpointAuthMethod: AuthMethod, disabledAt: string | null, lastUsedAt: string | null };

export type NewClientFragment = { id: string, clientId: string, platform: Platform, confidential: boolean, snippets: Array<{ language: SnippetLanguage, title: string, code: string }> };

export type RedirectUrlRowFragment = { id: string, url: string };

export type AddRedirectUrlMutationVariables = Exact<{
  input: AddRedirectUrlInput;
}>;


export type AddRedirectUrlMutation = { addRedirectUrl: { hint: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RemoveRedirectUrlMutationVariables = Exact<{
  input: RemoveRedirectUrlInput;
}>;


export type RemoveRedirectUrlMutation = { removeRedirectUrl: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ScopeChoiceFragment = { name: string, title: string, description: string | null, sensitive: boolean };

export type SecretRowFragment = { id: string, label: string, lastFour: string, status: ClientSecretStatus, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, useCount: number };

export type CreateClientSecretMutationVariables = Exact<{
  input: CreateClientSecretInput;
}>;


export type CreateClientSecretMutation = { createClientSecret: { secret: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RotateClientSecretMutationVariables = Exact<{
  input: RotateClientSecretInput;
}>;


export type RotateClientSecretMutation = { rotateClientSecret: { secret: string | null, clientSecret: { id: string } | null, client: { id: string, secrets: Array<{ id: string, expiresAt: string | null }> } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RevokeClientSecretMutationVariables = Exact<{
  input: RevokeClientSecretInput;
}>;


export type RevokeClientSecretMutation = { revokeClientSecret: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ClientSnippetFragment = { language: SnippetLanguage, title: string, code: string };

export type EventRowFragment = { id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null };

export type RevokeGrantScopesMutationVariables = Exact<{
  input: RevokeGrantScopesInput;
}>;


export type RevokeGrantScopesMutation = { revokeGrantScopes: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ScopesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ScopesQuery = { scopes: { nodes: Array<{ name: string, title: string, description: string | null, sensitive: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { canCreateApps: boolean, isAdministrator: boolean, user: { id: string, email: string, displayName: string, profile: { picture: string | null } } | null } | null };

export type ActivityQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ActivityQuery = { viewer: { activity: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type AdminApisQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AdminApisQuery = { admin: { apis: { nodes: Array<{ id: string, name: string, identifier: string, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ApiPartFragment = { id: string, name: string, identifier: string, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo }> };

export type AdminAuditQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AdminAuditQuery = { admin: { auditEvents: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type AdminSigningKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminSigningKeysQuery = { admin: { signingKeys: Array<{ kid: string, algorithm: SigningAlgorithm, status: SigningKeyStatus, activeAt: string, expiresAt: string | null }> } | null };

export type AdminUsersQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: UserFilter | null | undefined;
}>;


export type AdminUsersQuery = { admin: { users: { nodes: Array<{ id: string, displayName: string, email: string, role: UserRole, createdAt: string, suspendedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ApiKeysQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { viewer: { apiKeys: { nodes: Array<{ id: string, label: string, lastFour: string, applicationName: string | null, redirectOrigin: string | null, replacedById: string | null, networks: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, lastUsedFrom: string | null, permissions: Array<{ permission: string, title: string, resourceKey: string | null, resourceName: string | null, effective: boolean, useCount: number }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ApiKeyRowFragment = { id: string, label: string, lastFour: string, applicationName: string | null, redirectOrigin: string | null, replacedById: string | null, networks: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, lastUsedFrom: string | null, permissions: Array<{ permission: string, title: string, resourceKey: string | null, resourceName: string | null, effective: boolean, useCount: number }> };

export type AppClientQueryVariables = Exact<{
  id: string | number;
  clientId: string;
}>;


export type AppClientQuery = { app: { id: string, permissions: { canUpdate: boolean, canManageCredentials: boolean }, client: { id: string, clientId: string, platform: Platform, tokenEndpointAuthMethod: AuthMethod, grantTypes: Array<GrantType>, disabledAt: string | null, createdAt: string, lastUsedAt: string | null, settings: { requirePkce: boolean, rotateRefreshTokens: boolean, idTokenSignedResponseAlg: SigningAlgorithm }, warnings: Array<{ code: ClientWarningCode, message: string }>, secrets: Array<{ id: string, label: string, lastFour: string, status: ClientSecretStatus, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, useCount: number }>, redirectUrls: Array<{ id: string, url: string }>, snippets: Array<{ language: SnippetLanguage, title: string, code: string }> } | null } | null };

export type DeleteClientMutationVariables = Exact<{
  input: DeleteClientInput;
}>;


export type DeleteClientMutation = { deleteClient: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AppClientsQueryVariables = Exact<{
  id: string | number;
}>;


export type AppClientsQuery = { app: { id: string, name: string, permissions: { canUpdate: boolean }, clients: Array<{ id: string, clientId: string, platform: Platform, tokenEndpointAuthMethod: AuthMethod, disabledAt: string | null, lastUsedAt: string | null }> } | null };

export type CreateClientMutationVariables = Exact<{
  input: CreateClientInput;
}>;


export type CreateClientMutation = { createClient: { credential: { secret: string | null, client: { id: string, clientId: string, platform: Platform, confidential: boolean, snippets: Array<{ language: SnippetLanguage, title: string, code: string }> } } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AppOverviewQueryVariables = Exact<{
  id: string | number;
}>;


export type AppOverviewQuery = { app: { id: string, description: string | null, homepage: string | null, policyUri: string | null, tosUri: string | null, createdAt: string, updatedAt: string, grantsCount: number, owner:
      | { __typename: 'Organization', name: string }
      | { __typename: 'User', displayName: string }
    , clients: Array<{ id: string, clientId: string, platform: Platform, tokenEndpointAuthMethod: AuthMethod, disabledAt: string | null, lastUsedAt: string | null }> } | null };

export type AppScopesQueryVariables = Exact<{
  id: string | number;
}>;


export type AppScopesQuery = { app: { id: string, version: number, permissions: { canUpdate: boolean }, enabledScopes: Array<{ optional: boolean, approvedForApp: boolean | null, scope: { name: string, title: string, description: string | null, sensitive: boolean } }> } | null };

export type SetAppScopesMutationVariables = Exact<{
  input: SetAppScopesInput;
}>;


export type SetAppScopesMutation = { setAppScopes: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AppSettingsQueryVariables = Exact<{
  id: string | number;
}>;


export type AppSettingsQuery = { app: { id: string, version: number, name: string, description: string | null, homepage: string | null, policyUri: string | null, tosUri: string | null, permissions: { canUpdate: boolean, canDelete: boolean } } | null };

export type UpdateAppMutationVariables = Exact<{
  input: UpdateAppInput;
}>;


export type UpdateAppMutation = { updateApp: { app: { id: string, name: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type DeleteAppMutationVariables = Exact<{
  input: DeleteAppInput;
}>;


export type DeleteAppMutation = { deleteApp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AppFrameQueryVariables = Exact<{
  id: string | number;
}>;


export type AppFrameQuery = { app: { id: string, name: string, logoUri: string | null, verifiedAt: string | null, suspendedAt: string | null, suspendedByAdministrator: boolean } | null };

export type AppsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: AppFilter | null | undefined;
}>;


export type AppsQuery = { viewer: { apps: { totalCount: number, nodes: Array<{ id: string, name: string, logoUri: string | null, description: string | null, createdAt: string, suspendedAt: string | null, verifiedAt: string | null, grantsCount: number, clients: Array<{ id: string, platform: Platform }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type AppRowFragment = { id: string, name: string, logoUri: string | null, description: string | null, createdAt: string, suspendedAt: string | null, verifiedAt: string | null, grantsCount: number, clients: Array<{ id: string, platform: Platform }> };

export type CreateAppMutationVariables = Exact<{
  input: CreateAppInput;
}>;


export type CreateAppMutation = { createApp: { app: { id: string, name: string } | null, credentials: Array<{ secret: string | null, client: { id: string, clientId: string, platform: Platform, confidential: boolean, snippets: Array<{ language: SnippetLanguage, title: string, code: string }> } }>, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ConnectedAppsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ConnectedAppsQuery = { viewer: { grants: { nodes: Array<{ id: string, createdAt: string, lastUsedAt: string | null, lastUsedFrom: string | null, accessTokensEndBy: string, app: { id: string, name: string, logoUri: string | null, publisher: string | null, homepage: string | null, verified: boolean }, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, resources: Array<{ name: string | null, permission: string }> | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type GrantCardFragment = { id: string, createdAt: string, lastUsedAt: string | null, lastUsedFrom: string | null, accessTokensEndBy: string, app: { id: string, name: string, logoUri: string | null, publisher: string | null, homepage: string | null, verified: boolean }, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, resources: Array<{ name: string | null, permission: string }> | null }> };

export type RevokeGrantMutationVariables = Exact<{
  input: RevokeGrantInput;
}>;


export type RevokeGrantMutation = { revokeGrant: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type YourDataQueryVariables = Exact<{ [key: string]: never; }>;


export type YourDataQuery = { viewer: { user: { id: string, email: string } | null, dataExport: { id: string, status: DataExportStatus, requestedAt: string, expiresAt: string, downloadUrl: string | null } | null, organizations: Array<{ id: string, name: string }> | null, apps: { totalCount: number } | null } | null };

export type ExportMyDataMutationVariables = Exact<{
  input: ExportMyDataInput;
}>;


export type ExportMyDataMutation = { exportMyData: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type DeleteMyAccountMutationVariables = Exact<{
  input: DeleteMyAccountInput;
}>;


export type DeleteMyAccountMutation = { deleteMyAccount: { deletionDueAt: string | null, cancelUrl: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { viewer: { grants: { totalCount: number } | null, sessions: Array<{ id: string }> | null, apps: { totalCount: number } | null, activity: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }> } | null } | null };

export type ProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type ProfileQuery = { viewer: { user: { id: string, createdAt: string, email: string, emailVerifiedAt: string | null, pendingEmail: string | null, profile: { name: string | null, picture: string | null, givenName: string | null, familyName: string | null, nickname: string | null, website: string | null } } | null } | null };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile: { user: { id: string, displayName: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type SecurityQueryVariables = Exact<{ [key: string]: never; }>;


export type SecurityQuery = { viewer: { security: { passwordChangedAt: string | null, secondFactorSince: string | null, secondFactorRequired: boolean, passkeysAvailable: boolean, recoveryCodesLeft: number, totp: { createdAt: string, lastUsedAt: string | null } | null, passkeys: Array<{ id: string, name: string, synced: boolean, flaggedAt: string | null, createdAt: string, lastUsedAt: string | null }> } | null } | null };

export type SecurityFragment = { passwordChangedAt: string | null, secondFactorSince: string | null, secondFactorRequired: boolean, passkeysAvailable: boolean, recoveryCodesLeft: number, totp: { createdAt: string, lastUsedAt: string | null } | null, passkeys: Array<{ id: string, name: string, synced: boolean, flaggedAt: string | null, createdAt: string, lastUsedAt: string | null }> };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type EnableTotpMutationVariables = Exact<{
  input: EnableTotpInput;
}>;


export type EnableTotpMutation = { enableTotp: { enrolment: { secret: string, token: string, qrCode: { size: number, path: string } | null } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ConfirmTotpMutationVariables = Exact<{
  input: ConfirmTotpInput;
}>;


export type ConfirmTotpMutation = { confirmTotp: { recoveryCodes: Array<string> | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type DisableTotpMutationVariables = Exact<{
  input: DisableTotpInput;
}>;


export type DisableTotpMutation = { disableTotp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RegenerateRecoveryCodesMutationVariables = Exact<{
  input: RegenerateRecoveryCodesInput;
}>;


export type RegenerateRecoveryCodesMutation = { regenerateRecoveryCodes: { recoveryCodes: Array<string> | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RegisterPasskeyMutationVariables = Exact<{
  input: RegisterPasskeyInput;
}>;


export type RegisterPasskeyMutation = { registerPasskey: { registration: { options: string, token: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ConfirmPasskeyMutationVariables = Exact<{
  input: ConfirmPasskeyInput;
}>;


export type ConfirmPasskeyMutation = { confirmPasskey: { recoveryCodes: Array<string> | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RenamePasskeyMutationVariables = Exact<{
  input: RenamePasskeyInput;
}>;


export type RenamePasskeyMutation = { renamePasskey: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RemovePasskeyMutationVariables = Exact<{
  input: RemovePasskeyInput;
}>;


export type RemovePasskeyMutation = { removePasskey: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { viewer: { sessions: Array<{ id: string, current: boolean, device: string, ipAddress: string | null, authenticatedAt: string, lastSeenAt: string }> | null } | null };

export type SessionRowFragment = { id: string, current: boolean, device: string, ipAddress: string | null, authenticatedAt: string, lastSeenAt: string };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type EndOtherSessionsMutationVariables = Exact<{
  input: EndOtherSessionsInput;
}>;


export type EndOtherSessionsMutation = { endOtherSessions: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const EmailAddressFragmentDoc = new TypedDocumentString(`
    fragment EmailAddress on User {
  email
  emailVerifiedAt
  pendingEmail
}
    `, {"fragmentName":"EmailAddress"}) as unknown as TypedDocumentString<EmailAddressFragment, unknown>;
export const KeyPermissionChoiceFragmentDoc = new TypedDocumentString(`
    fragment KeyPermissionChoice on KeyPermission {
  scope
  title
  description
  sensitive
  apiName
  resources {
    key
    name
  }
}
    `, {"fragmentName":"KeyPermissionChoice"}) as unknown as TypedDocumentString<KeyPermissionChoiceFragment, unknown>;
export const ClientRowFragmentDoc = new TypedDocumentString(`
    fragment ClientRow on Client {
  id
  clientId
  platform
  tokenEndpointAuthMethod
  disabledAt
  lastUsedAt
}
    `, {"fragmentName":"ClientRow"}) as unknown as TypedDocumentString<ClientRowFragment, unknown>;
export const ClientSnippetFragmentDoc = new TypedDocumentString(`
    fragment ClientSnippet on Snippet {
  language
  title
  code
}
    `, {"fragmentName":"ClientSnippet"}) as unknown as TypedDocumentString<ClientSnippetFragment, unknown>;
export const NewClientFragmentDoc = new TypedDocumentString(`
    fragment NewClient on Client {
  id
  clientId
  platform
  confidential
  snippets {
    ...ClientSnippet
  }
}
    fragment ClientSnippet on Snippet {
  language
  title
  code
}`, {"fragmentName":"NewClient"}) as unknown as TypedDocumentString<NewClientFragment, unknown>;
export const RedirectUrlRowFragmentDoc = new TypedDocumentString(`
    fragment RedirectUrlRow on RedirectUrl {
  id
  url
}
    `, {"fragmentName":"RedirectUrlRow"}) as unknown as TypedDocumentString<RedirectUrlRowFragment, unknown>;
export const ScopeChoiceFragmentDoc = new TypedDocumentString(`
    fragment ScopeChoice on Scope {
  name
  title
  description
  sensitive
}
    `, {"fragmentName":"ScopeChoice"}) as unknown as TypedDocumentString<ScopeChoiceFragment, unknown>;
export const SecretRowFragmentDoc = new TypedDocumentString(`
    fragment SecretRow on ClientSecret {
  id
  label
  lastFour
  status
  createdAt
  expiresAt
  lastUsedAt
  useCount
}
    `, {"fragmentName":"SecretRow"}) as unknown as TypedDocumentString<SecretRowFragment, unknown>;
export const EventRowFragmentDoc = new TypedDocumentString(`
    fragment EventRow on AuditEvent {
  id
  at
  kind
  title
  outcome
  ipAddress
  actor {
    kind
    displayName
    clientId
  }
  app {
    id
    name
  }
}
    `, {"fragmentName":"EventRow"}) as unknown as TypedDocumentString<EventRowFragment, unknown>;
export const ApiPartFragmentDoc = new TypedDocumentString(`
    fragment ApiPart on Api {
  id
  name
  identifier
  scopes {
    name
    title
    description
    sensitive
    grantableTo
  }
}
    `, {"fragmentName":"ApiPart"}) as unknown as TypedDocumentString<ApiPartFragment, unknown>;
export const ApiKeyRowFragmentDoc = new TypedDocumentString(`
    fragment ApiKeyRow on ApiKey {
  id
  label
  lastFour
  applicationName
  redirectOrigin
  replacedById
  networks
  createdAt
  expiresAt
  lastUsedAt
  lastUsedFrom
  permissions {
    permission
    title
    resourceKey
    resourceName
    effective
    useCount
  }
}
    `, {"fragmentName":"ApiKeyRow"}) as unknown as TypedDocumentString<ApiKeyRowFragment, unknown>;
export const AppRowFragmentDoc = new TypedDocumentString(`
    fragment AppRow on App {
  id
  name
  logoUri
  description
  createdAt
  suspendedAt
  verifiedAt
  grantsCount
  clients {
    id
    platform
  }
}
    `, {"fragmentName":"AppRow"}) as unknown as TypedDocumentString<AppRowFragment, unknown>;
export const GrantCardFragmentDoc = new TypedDocumentString(`
    fragment GrantCard on Grant {
  id
  createdAt
  lastUsedAt
  lastUsedFrom
  accessTokensEndBy
  app {
    id
    name
    logoUri
    publisher
    homepage
    verified
  }
  scopes {
    name
    title
    description
    sensitive
    resources {
      name
      permission
    }
  }
}
    `, {"fragmentName":"GrantCard"}) as unknown as TypedDocumentString<GrantCardFragment, unknown>;
export const SecurityFragmentDoc = new TypedDocumentString(`
    fragment Security on Security {
  passwordChangedAt
  secondFactorSince
  secondFactorRequired
  totp {
    createdAt
    lastUsedAt
  }
  passkeysAvailable
  passkeys {
    id
    name
    synced
    flaggedAt
    createdAt
    lastUsedAt
  }
  recoveryCodesLeft
}
    `, {"fragmentName":"Security"}) as unknown as TypedDocumentString<SecurityFragment, unknown>;
export const SessionRowFragmentDoc = new TypedDocumentString(`
    fragment SessionRow on Session {
  id
  current
  device
  ipAddress
  authenticatedAt
  lastSeenAt
}
    `, {"fragmentName":"SessionRow"}) as unknown as TypedDocumentString<SessionRowFragment, unknown>;
export const RequestEmailVerificationDocument = new TypedDocumentString(`
    mutation RequestEmailVerification($input: RequestEmailVerificationInput!) {
  requestEmailVerification(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RequestEmailVerificationMutation, RequestEmailVerificationMutationVariables>;
export const RequestEmailChangeDocument = new TypedDocumentString(`
    mutation RequestEmailChange($input: RequestEmailChangeInput!) {
  requestEmailChange(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RequestEmailChangeMutation, RequestEmailChangeMutationVariables>;
export const CancelEmailChangeDocument = new TypedDocumentString(`
    mutation CancelEmailChange($input: CancelEmailChangeInput!) {
  cancelEmailChange(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CancelEmailChangeMutation, CancelEmailChangeMutationVariables>;
export const UploadProfilePictureDocument = new TypedDocumentString(`
    mutation UploadProfilePicture($input: UploadProfilePictureInput!) {
  uploadProfilePicture(input: $input) {
    uploadUrl
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UploadProfilePictureMutation, UploadProfilePictureMutationVariables>;
export const KeyPermissionsDocument = new TypedDocumentString(`
    query KeyPermissions {
  viewer {
    keyPermissions {
      ...KeyPermissionChoice
    }
  }
}
    fragment KeyPermissionChoice on KeyPermission {
  scope
  title
  description
  sensitive
  apiName
  resources {
    key
    name
  }
}`) as unknown as TypedDocumentString<KeyPermissionsQuery, KeyPermissionsQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const RotateApiKeyDocument = new TypedDocumentString(`
    mutation RotateApiKey($input: RotateApiKeyInput!) {
  rotateApiKey(input: $input) {
    secret
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RotateApiKeyMutation, RotateApiKeyMutationVariables>;
export const AddRedirectUrlDocument = new TypedDocumentString(`
    mutation AddRedirectUrl($input: AddRedirectUrlInput!) {
  addRedirectUrl(input: $input) {
    hint
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AddRedirectUrlMutation, AddRedirectUrlMutationVariables>;
export const RemoveRedirectUrlDocument = new TypedDocumentString(`
    mutation RemoveRedirectUrl($input: RemoveRedirectUrlInput!) {
  removeRedirectUrl(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveRedirectUrlMutation, RemoveRedirectUrlMutationVariables>;
export const CreateClientSecretDocument = new TypedDocumentString(`
    mutation CreateClientSecret($input: CreateClientSecretInput!) {
  createClientSecret(input: $input) {
    secret
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CreateClientSecretMutation, CreateClientSecretMutationVariables>;
export const RotateClientSecretDocument = new TypedDocumentString(`
    mutation RotateClientSecret($input: RotateClientSecretInput!) {
  rotateClientSecret(input: $input) {
    secret
    clientSecret {
      id
    }
    client {
      id
      secrets {
        id
        expiresAt
      }
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RotateClientSecretMutation, RotateClientSecretMutationVariables>;
export const RevokeClientSecretDocument = new TypedDocumentString(`
    mutation RevokeClientSecret($input: RevokeClientSecretInput!) {
  revokeClientSecret(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeClientSecretMutation, RevokeClientSecretMutationVariables>;
export const RevokeGrantScopesDocument = new TypedDocumentString(`
    mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {
  revokeGrantScopes(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeGrantScopesMutation, RevokeGrantScopesMutationVariables>;
export const ScopesDocument = new TypedDocumentString(`
    query Scopes($after: String) {
  scopes(first: 100, after: $after) {
    nodes {
      ...ScopeChoice
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ScopeChoice on Scope {
  name
  title
  description
  sensitive
}`) as unknown as TypedDocumentString<ScopesQuery, ScopesQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    canCreateApps
    isAdministrator
    user {
      id
      email
      displayName
      profile {
        picture
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const ActivityDocument = new TypedDocumentString(`
    query Activity($after: String) {
  viewer {
    activity(first: 25, after: $after) {
      nodes {
        ...EventRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment EventRow on AuditEvent {
  id
  at
  kind
  title
  outcome
  ipAddress
  actor {
    kind
    displayName
    clientId
  }
  app {
    id
    name
  }
}`) as unknown as TypedDocumentString<ActivityQuery, ActivityQueryVariables>;
export const AdminApisDocument = new TypedDocumentString(`
    query AdminApis($after: String) {
  admin {
    apis(first: 25, after: $after) {
      nodes {
        ...ApiPart
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ApiPart on Api {
  id
  name
  identifier
  scopes {
    name
    title
    description
    sensitive
    grantableTo
  }
}`) as unknown as TypedDocumentString<AdminApisQuery, AdminApisQueryVariables>;
export const AdminAuditDocument = new TypedDocumentString(`
    query AdminAudit($after: String) {
  admin {
    auditEvents(first: 50, after: $after) {
      nodes {
        ...EventRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment EventRow on AuditEvent {
  id
  at
  kind
  title
  outcome
  ipAddress
  actor {
    kind
    displayName
    clientId
  }
  app {
    id
    name
  }
}`) as unknown as TypedDocumentString<AdminAuditQuery, AdminAuditQueryVariables>;
export const AdminSigningKeysDocument = new TypedDocumentString(`
    query AdminSigningKeys {
  admin {
    signingKeys {
      kid
      algorithm
      status
      activeAt
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<AdminSigningKeysQuery, AdminSigningKeysQueryVariables>;
export const AdminUsersDocument = new TypedDocumentString(`
    query AdminUsers($after: String, $filter: UserFilter) {
  admin {
    users(first: 25, after: $after, filter: $filter) {
      nodes {
        id
        displayName
        email
        role
        createdAt
        suspendedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AdminUsersQuery, AdminUsersQueryVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys($after: String) {
  viewer {
    apiKeys(first: 25, after: $after) {
      nodes {
        ...ApiKeyRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ApiKeyRow on ApiKey {
  id
  label
  lastFour
  applicationName
  redirectOrigin
  replacedById
  networks
  createdAt
  expiresAt
  lastUsedAt
  lastUsedFrom
  permissions {
    permission
    title
    resourceKey
    resourceName
    effective
    useCount
  }
}`) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const AppClientDocument = new TypedDocumentString(`
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
    fragment RedirectUrlRow on RedirectUrl {
  id
  url
}
fragment SecretRow on ClientSecret {
  id
  label
  lastFour
  status
  createdAt
  expiresAt
  lastUsedAt
  useCount
}
fragment ClientSnippet on Snippet {
  language
  title
  code
}`) as unknown as TypedDocumentString<AppClientQuery, AppClientQueryVariables>;
export const DeleteClientDocument = new TypedDocumentString(`
    mutation DeleteClient($input: DeleteClientInput!) {
  deleteClient(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteClientMutation, DeleteClientMutationVariables>;
export const AppClientsDocument = new TypedDocumentString(`
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
    fragment ClientRow on Client {
  id
  clientId
  platform
  tokenEndpointAuthMethod
  disabledAt
  lastUsedAt
}`) as unknown as TypedDocumentString<AppClientsQuery, AppClientsQueryVariables>;
export const CreateClientDocument = new TypedDocumentString(`
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
    fragment NewClient on Client {
  id
  clientId
  platform
  confidential
  snippets {
    ...ClientSnippet
  }
}
fragment ClientSnippet on Snippet {
  language
  title
  code
}`) as unknown as TypedDocumentString<CreateClientMutation, CreateClientMutationVariables>;
export const AppOverviewDocument = new TypedDocumentString(`
    query AppOverview($id: ID!) {
  app(id: $id) {
    id
    description
    homepage
    policyUri
    tosUri
    createdAt
    updatedAt
    grantsCount
    owner {
      __typename
      ... on User {
        displayName
      }
      ... on Organization {
        name
      }
    }
    clients {
      ...ClientRow
    }
  }
}
    fragment ClientRow on Client {
  id
  clientId
  platform
  tokenEndpointAuthMethod
  disabledAt
  lastUsedAt
}`) as unknown as TypedDocumentString<AppOverviewQuery, AppOverviewQueryVariables>;
export const AppScopesDocument = new TypedDocumentString(`
    query AppScopes($id: ID!) {
  app(id: $id) {
    id
    version
    permissions {
      canUpdate
    }
    enabledScopes {
      optional
      approvedForApp
      scope {
        name
        title
        description
        sensitive
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AppScopesQuery, AppScopesQueryVariables>;
export const SetAppScopesDocument = new TypedDocumentString(`
    mutation SetAppScopes($input: SetAppScopesInput!) {
  setAppScopes(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SetAppScopesMutation, SetAppScopesMutationVariables>;
export const AppSettingsDocument = new TypedDocumentString(`
    query AppSettings($id: ID!) {
  app(id: $id) {
    id
    version
    name
    description
    homepage
    policyUri
    tosUri
    permissions {
      canUpdate
      canDelete
    }
  }
}
    `) as unknown as TypedDocumentString<AppSettingsQuery, AppSettingsQueryVariables>;
export const UpdateAppDocument = new TypedDocumentString(`
    mutation UpdateApp($input: UpdateAppInput!) {
  updateApp(input: $input) {
    app {
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
    `) as unknown as TypedDocumentString<UpdateAppMutation, UpdateAppMutationVariables>;
export const DeleteAppDocument = new TypedDocumentString(`
    mutation DeleteApp($input: DeleteAppInput!) {
  deleteApp(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteAppMutation, DeleteAppMutationVariables>;
export const AppFrameDocument = new TypedDocumentString(`
    query AppFrame($id: ID!) {
  app(id: $id) {
    id
    name
    logoUri
    verifiedAt
    suspendedAt
    suspendedByAdministrator
  }
}
    `) as unknown as TypedDocumentString<AppFrameQuery, AppFrameQueryVariables>;
export const AppsDocument = new TypedDocumentString(`
    query Apps($after: String, $filter: AppFilter) {
  viewer {
    apps(first: 25, after: $after, filter: $filter, orderBy: {field: NAME}) {
      nodes {
        ...AppRow
      }
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment AppRow on App {
  id
  name
  logoUri
  description
  createdAt
  suspendedAt
  verifiedAt
  grantsCount
  clients {
    id
    platform
  }
}`) as unknown as TypedDocumentString<AppsQuery, AppsQueryVariables>;
export const CreateAppDocument = new TypedDocumentString(`
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
    fragment NewClient on Client {
  id
  clientId
  platform
  confidential
  snippets {
    ...ClientSnippet
  }
}
fragment ClientSnippet on Snippet {
  language
  title
  code
}`) as unknown as TypedDocumentString<CreateAppMutation, CreateAppMutationVariables>;
export const ConnectedAppsDocument = new TypedDocumentString(`
    query ConnectedApps($after: String) {
  viewer {
    grants(first: 25, after: $after) {
      nodes {
        ...GrantCard
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment GrantCard on Grant {
  id
  createdAt
  lastUsedAt
  lastUsedFrom
  accessTokensEndBy
  app {
    id
    name
    logoUri
    publisher
    homepage
    verified
  }
  scopes {
    name
    title
    description
    sensitive
    resources {
      name
      permission
    }
  }
}`) as unknown as TypedDocumentString<ConnectedAppsQuery, ConnectedAppsQueryVariables>;
export const RevokeGrantDocument = new TypedDocumentString(`
    mutation RevokeGrant($input: RevokeGrantInput!) {
  revokeGrant(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeGrantMutation, RevokeGrantMutationVariables>;
export const YourDataDocument = new TypedDocumentString(`
    query YourData {
  viewer {
    user {
      id
      email
    }
    dataExport {
      id
      status
      requestedAt
      expiresAt
      downloadUrl
    }
    organizations {
      id
      name
    }
    apps(first: 1) {
      totalCount
    }
  }
}
    `) as unknown as TypedDocumentString<YourDataQuery, YourDataQueryVariables>;
export const ExportMyDataDocument = new TypedDocumentString(`
    mutation ExportMyData($input: ExportMyDataInput!) {
  exportMyData(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ExportMyDataMutation, ExportMyDataMutationVariables>;
export const DeleteMyAccountDocument = new TypedDocumentString(`
    mutation DeleteMyAccount($input: DeleteMyAccountInput!) {
  deleteMyAccount(input: $input) {
    deletionDueAt
    cancelUrl
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteMyAccountMutation, DeleteMyAccountMutationVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview {
  viewer {
    grants(first: 1) {
      totalCount
    }
    sessions {
      id
    }
    apps(first: 1) {
      totalCount
    }
    activity(first: 5) {
      nodes {
        ...EventRow
      }
    }
  }
}
    fragment EventRow on AuditEvent {
  id
  at
  kind
  title
  outcome
  ipAddress
  actor {
    kind
    displayName
    clientId
  }
  app {
    id
    name
  }
}`) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const ProfileDocument = new TypedDocumentString(`
    query Profile {
  viewer {
    user {
      id
      ...EmailAddress
      createdAt
      profile {
        name
        picture
        givenName
        familyName
        nickname
        website
      }
    }
  }
}
    fragment EmailAddress on User {
  email
  emailVerifiedAt
  pendingEmail
}`) as unknown as TypedDocumentString<ProfileQuery, ProfileQueryVariables>;
export const UpdateProfileDocument = new TypedDocumentString(`
    mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    user {
      id
      displayName
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const SecurityDocument = new TypedDocumentString(`
    query Security {
  viewer {
    security {
      ...Security
    }
  }
}
    fragment Security on Security {
  passwordChangedAt
  secondFactorSince
  secondFactorRequired
  totp {
    createdAt
    lastUsedAt
  }
  passkeysAvailable
  passkeys {
    id
    name
    synced
    flaggedAt
    createdAt
    lastUsedAt
  }
  recoveryCodesLeft
}`) as unknown as TypedDocumentString<SecurityQuery, SecurityQueryVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const EnableTotpDocument = new TypedDocumentString(`
    mutation EnableTotp($input: EnableTotpInput!) {
  enableTotp(input: $input) {
    enrolment {
      secret
      token
      qrCode {
        size
        path
      }
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<EnableTotpMutation, EnableTotpMutationVariables>;
export const ConfirmTotpDocument = new TypedDocumentString(`
    mutation ConfirmTotp($input: ConfirmTotpInput!) {
  confirmTotp(input: $input) {
    recoveryCodes
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmTotpMutation, ConfirmTotpMutationVariables>;
export const DisableTotpDocument = new TypedDocumentString(`
    mutation DisableTotp($input: DisableTotpInput!) {
  disableTotp(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DisableTotpMutation, DisableTotpMutationVariables>;
export const RegenerateRecoveryCodesDocument = new TypedDocumentString(`
    mutation RegenerateRecoveryCodes($input: RegenerateRecoveryCodesInput!) {
  regenerateRecoveryCodes(input: $input) {
    recoveryCodes
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RegenerateRecoveryCodesMutation, RegenerateRecoveryCodesMutationVariables>;
export const RegisterPasskeyDocument = new TypedDocumentString(`
    mutation RegisterPasskey($input: RegisterPasskeyInput!) {
  registerPasskey(input: $input) {
    registration {
      options
      token
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterPasskeyMutation, RegisterPasskeyMutationVariables>;
export const ConfirmPasskeyDocument = new TypedDocumentString(`
    mutation ConfirmPasskey($input: ConfirmPasskeyInput!) {
  confirmPasskey(input: $input) {
    recoveryCodes
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmPasskeyMutation, ConfirmPasskeyMutationVariables>;
export const RenamePasskeyDocument = new TypedDocumentString(`
    mutation RenamePasskey($input: RenamePasskeyInput!) {
  renamePasskey(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RenamePasskeyMutation, RenamePasskeyMutationVariables>;
export const RemovePasskeyDocument = new TypedDocumentString(`
    mutation RemovePasskey($input: RemovePasskeyInput!) {
  removePasskey(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RemovePasskeyMutation, RemovePasskeyMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions {
  viewer {
    sessions {
      ...SessionRow
    }
  }
}
    fragment SessionRow on Session {
  id
  current
  device
  ipAddress
  authenticatedAt
  lastSeenAt
}`) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($input: EndSessionInput!) {
  endSession(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const EndOtherSessionsDocument = new TypedDocumentString(`
    mutation EndOtherSessions($input: EndOtherSessionsInput!) {
  endOtherSessions(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<EndOtherSessionsMutation, EndOtherSessionsMutationVariables>;