/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which invitation to answer: give one of the two. */
export type AcceptInvitationInput = {
  /** One of `viewer.invitations`: to an address of yours that is proven. */
  invitationId?: string | number | null | undefined;
  /** What follows the number sign in the link. */
  token?: string | null | undefined;
};

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

/** Which events of the whole log. */
export type AdminAuditEventFilter = {
  /** That concern this app. */
  appId?: string | number | null | undefined;
  /** Done by the client with this `client_id`. */
  clientId?: string | null | undefined;
  /** Exact kinds, such as `grant.revoked`, or nouns, such as `grant`. */
  kinds?: Array<string> | null | undefined;
  /** That concern this organization. */
  organizationId?: string | number | null | undefined;
  /** Done or refused. */
  outcome?: Outcome | null | undefined;
  /** From this moment on. */
  since?: string | null | undefined;
  /** Before this moment. */
  until?: string | null | undefined;
  /** That concern this person, or were done by them. */
  userId?: string | number | null | undefined;
};

/** Who may administer. */
export type AdminChangeUserRoleInput = {
  /** What it may do from now on. */
  role: UserRole;
  /** The account. */
  userId: string | number;
};

/** Whom to invite. */
export type AdminCreateInvitationInput = {
  /** The address that the letter goes to. */
  email: string;
};

/** An account to make. */
export type AdminCreateUserInput = {
  /** Its address. */
  email: string;
  /** Whether the address is known to be theirs. */
  emailVerified?: boolean;
  /** Repeating it answers with what it made the first time. */
  idempotencyKey?: string | null | undefined;
  /** The person's name. */
  name?: string | null | undefined;
  /** The first password: at least 15 characters. The person should change it. */
  password: string;
  /** What the person may do to the service. */
  role?: UserRole;
};

/** What of somebody's credentials to reset. */
export type AdminResetUserCredentialsInput = {
  /** A password that you tell the person: at least 15 characters. Null: they keep theirs. */
  newPassword?: string | null | undefined;
  /** Whether every second factor and recovery code goes, so that the password alone signs in again. */
  removeSecondFactors?: boolean;
  /** The account. */
  userId: string | number;
};

/** Which app to switch on. */
export type AdminResumeAppInput = {
  /** The app. */
  appId: string | number;
};

/** Which account to switch on. */
export type AdminResumeUserInput = {
  /** The account. */
  userId: string | number;
};

/** Which invitation to take back. */
export type AdminRevokeInvitationInput = {
  /** The invitation. */
  invitationId: string | number;
};

/** How new signing keys take over. */
export type AdminRotateSigningKeyInput = {
  /** When. */
  takeover?: KeyTakeover;
};

/** Who gets the link. */
export type AdminSendPasswordResetInput = {
  /** The account. */
  userId: string | number;
};

/** Which app to switch off. */
export type AdminSuspendAppInput = {
  /** The app. */
  appId: string | number;
};

/** Which account to switch off. */
export type AdminSuspendUserInput = {
  /** The account. */
  userId: string | number;
};

/** A field left out stays as it is; null takes it from the settings file again. */
export type AdminUpdateSettingsInput = {
  /** The accent of its pages, as `#rrggbb`; refused where it cannot be read on light ground. */
  accentColor?: string | null | undefined;
  /** Its privacy policy: https, or http on loopback. */
  privacyUrl?: string | null | undefined;
  /** True: the built-in logo again. Another one is sent with `adminUploadServiceLogo`. */
  removeLogo?: boolean;
  /** Its name on pages and in mails. */
  serviceName?: string | null | undefined;
  /** Where people get help. */
  supportUrl?: string | null | undefined;
  /** Its terms of service. */
  termsUrl?: string | null | undefined;
};

/** That the service's logo is to be sent. */
export type AdminUploadServiceLogoInput = {
  /** Must be true. */
  confirm: boolean;
};

/** Which app to vouch for. */
export type AdminVerifyAppInput = {
  /** The app. */
  appId: string | number;
  /** Whether it is vouched for. */
  verified?: boolean;
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

/** An approval to give or to take back. */
export type ApproveAppScopeInput = {
  /** The app. */
  appId: string | number;
  /** Whether it is given. */
  approved?: boolean;
  /** The scope. */
  scope: string;
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

/** Which events. */
export type AuditEventFilter = {
  /** Exact kinds, such as `grant.revoked`, or nouns, such as `grant`. */
  kinds?: Array<string> | null | undefined;
  /** Done or refused. */
  outcome?: Outcome | null | undefined;
  /** From this moment on. */
  since?: string | null | undefined;
  /** Before this moment. */
  until?: string | null | undefined;
};

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

/** Who becomes what in an organization. */
export type ChangeMemberRoleInput = {
  /** The organization. */
  organizationId: string | number;
  /** What they may do from now on. */
  role: MemberRole;
  /** The member. */
  userId: string | number;
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

/** An API to make. */
export type CreateApiInput = {
  /** Seconds that its access tokens live, 60 to 86400; null: the server's default. */
  accessTokenTtl?: number | null | undefined;
  /** Repeating it answers with what it made the first time. */
  idempotencyKey?: string | null | undefined;
  /** Its `resource` and audience: an absolute URI; unique, never changed. */
  identifier: string;
  /** What people read. */
  name: string;
  /** Owned by this organization; by the caller where not given. */
  organizationId?: string | number | null | undefined;
  /** Whether each call carries a nonce. */
  requireNonce?: boolean;
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

/** An organization to make. */
export type CreateOrganizationInput = {
  /** Repeating it answers with what it made the first time. */
  idempotencyKey?: string | null | undefined;
  /** What people read. */
  name: string;
  /** Its short unique name: lower-case letters, digits and hyphens. */
  slug: string;
};

/** A scope to make. */
export type CreateScopeInput = {
  /** The API that defines it. */
  apiId: string | number;
  /** More, on demand. */
  description?: string | null | undefined;
  /** Whom it can be granted to. */
  grantableTo?: GrantableTo;
  /** Repeating it answers with what it made the first time. */
  idempotencyKey?: string | null | undefined;
  /** Scopes of the same API that it contains. */
  includes?: Array<string>;
  /** Its name; unique in the server, never changed. */
  name: string;
  /** The type of resource it can be limited to. */
  resourceType?: string | null | undefined;
  /** Whether it is set apart at consent. */
  sensitive?: boolean;
  /** A short sentence for the person who consents. */
  title: string;
};

/** How far a copy of your data is. */
export type DataExportStatus =
  /** It can be fetched. */
  | 'READY'
  /** It is being made. */
  | 'WAITING';

/** A kind of database. */
export type DatabaseKind =
  /** A server. */
  | 'POSTGRESQL'
  /** Embedded. */
  | 'SQLITE';

/** Which invitation to answer: give one of the two. */
export type DeclineInvitationInput = {
  /** One of `viewer.invitations`: to an address of yours that is proven. */
  invitationId?: string | number | null | undefined;
  /** What follows the number sign in the link. */
  token?: string | null | undefined;
};

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

/** Which organization to delete. */
export type DeleteOrganizationInput = {
  /** The organization. */
  organizationId: string | number;
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

/** Which of your grants. */
export type GrantFilter = {
  /** Also those that ended. */
  includeRevoked?: boolean;
  /** Part of the app's name. */
  search?: string | null | undefined;
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

/** How the service is, in a word. */
export type HealthStatus =
  /** It works, but something needs a look. */
  | 'DEGRADED'
  /** All is well. */
  | 'OK';

/** Whom to invite, as what. */
export type InviteMemberInput = {
  /** The person's address. An open invitation of it is replaced. */
  email: string;
  /** Into this organization. */
  organizationId: string | number;
  /** What they may do once they are a member. */
  role?: MemberRole;
};

/** When a new signing key takes over. */
export type KeyTakeover =
  /** At once; the key before it stays published. */
  | 'NOW'
  /** After it was published for a while. */
  | 'OVERLAP'
  /** At once, and tokens of the keys before it fail. */
  | 'WITHDRAW';

/** Which organization to leave. */
export type LeaveOrganizationInput = {
  /** The organization. */
  organizationId: string | number;
};

/** What a member may do in an organization, least first. */
export type MemberRole =
  /** Also creates, transfers and deletes them, and manages members. */
  | 'ADMIN'
  /** Also changes them and their credentials. */
  | 'DEVELOPER'
  /** Also appoints owners and deletes the organization. */
  | 'OWNER'
  /** Sees the organization's apps. */
  | 'VIEWER';

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

/** Whom to remove from an organization. */
export type RemoveMemberInput = {
  /** The organization. */
  organizationId: string | number;
  /** The member. */
  userId: string | number;
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

/** Where a refused request came to. */
export type RequestEndpoint =
  /** `/oauth/authorize`, and the pages that follow it. */
  | 'AUTHORIZE'
  /** `/oauth/introspect`. */
  | 'INTROSPECT'
  /** `/oauth/revoke`. */
  | 'REVOKE'
  /** `/oauth/token`. */
  | 'TOKEN'
  /** `/oauth/userinfo`. */
  | 'USERINFO';

/** Which refused requests. */
export type RequestLogFilter = {
  /** Of the client with this `client_id`. */
  clientId?: string | null | undefined;
  /** Answered with this error code, such as `invalid_grant`. */
  code?: string | null | undefined;
  /** At this endpoint. */
  endpoint?: RequestEndpoint | null | undefined;
  /** Refused by one of these rules. */
  rules?: Array<RequestRule> | null | undefined;
  /** From this moment on. */
  since?: string | null | undefined;
  /** Before this moment. */
  until?: string | null | undefined;
};

/** Which rule refused a request. */
export type RequestRule =
  /** The permission was taken back. */
  | 'ACCESS_REMOVED'
  /** The assertion is for another audience. */
  | 'ASSERTION_AUDIENCE'
  /** The assertion is malformed. */
  | 'ASSERTION_INVALID'
  /** The assertion's key or id is wrong. */
  | 'ASSERTION_KEY'
  /** The assertion's times are wrong. */
  | 'ASSERTION_TIME'
  /** Another way to authenticate. */
  | 'AUTHENTICATION_METHOD'
  /** No client authentication. */
  | 'AUTHENTICATION_MISSING'
  /** More than one client authentication. */
  | 'AUTHENTICATION_REPEATED'
  /** The code has expired. */
  | 'CODE_EXPIRED'
  /** The code is unknown. */
  | 'CODE_UNKNOWN'
  /** The code was used before. */
  | 'CODE_USED'
  /** Silent sign-in, and the person must be asked. */
  | 'CONSENT_REQUIRED'
  /** The person said no. */
  | 'DENIED_BY_USER'
  /** The client is not registered for the grant type. */
  | 'GRANT_TYPE_NOT_ALLOWED'
  /** The grant type does not exist here. */
  | 'GRANT_TYPE_UNSUPPORTED'
  /** Silent sign-in, and nobody is signed in. */
  | 'LOGIN_REQUIRED'
  /** Anything else. */
  | 'OTHER'
  /** A parameter's value is wrong. */
  | 'PARAMETER_INVALID'
  /** A parameter is missing. */
  | 'PARAMETER_MISSING'
  /** A parameter is there twice. */
  | 'PARAMETER_REPEATED'
  /** A parameter is not supported. */
  | 'PARAMETER_UNSUPPORTED'
  /** PKCE values are malformed or half there. */
  | 'PKCE_MALFORMED'
  /** The PKCE method is not S256. */
  | 'PKCE_METHOD'
  /** The PKCE verifier does not match. */
  | 'PKCE_MISMATCH'
  /** PKCE is missing. */
  | 'PKCE_MISSING'
  /** A public client cannot do this. */
  | 'PUBLIC_CLIENT'
  /** The redirect URL is not the one that the code was sent to. */
  | 'REDIRECT_URL_CHANGED'
  /** No redirect URL is named. */
  | 'REDIRECT_URL_MISSING'
  /** The redirect URL is none of the client's. */
  | 'REDIRECT_URL_UNREGISTERED'
  /** The refresh token has expired. */
  | 'REFRESH_TOKEN_EXPIRED'
  /** The refresh token was revoked or used before. */
  | 'REFRESH_TOKEN_REVOKED'
  /** The refresh token is unknown. */
  | 'REFRESH_TOKEN_UNKNOWN'
  /** The resource is unknown. */
  | 'RESOURCE_UNKNOWN'
  /** The response mode is not supported, or not the client's. */
  | 'RESPONSE_MODE'
  /** The response type is not supported, or not the client's. */
  | 'RESPONSE_TYPE'
  /** The token lacks a scope. */
  | 'SCOPE_LACKING'
  /** No scope is asked for. */
  | 'SCOPE_MISSING'
  /** The API's owner has not approved the scope. */
  | 'SCOPE_NOT_APPROVED'
  /** The app does not have the scope enabled. */
  | 'SCOPE_NOT_ENABLED'
  /** The scope cannot be granted this way. */
  | 'SCOPE_NOT_GRANTABLE'
  /** A refresh asks for more than was allowed. */
  | 'SCOPE_WIDENED'
  /** The secret has expired. */
  | 'SECRET_EXPIRED'
  /** The secret is wrong. */
  | 'SECRET_WRONG'
  /** The person has signed out. */
  | 'SIGNED_OUT'
  /** The client or its app is switched off. */
  | 'SWITCHED_OFF'
  /** The access token is dead or for another API. */
  | 'TOKEN_DEAD';

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

/** Which app to resume. */
export type ResumeAppInput = {
  /** The app. */
  appId: string | number;
  /** The version that the caller saw; refused if it changed since. */
  expectedVersion?: number | null | undefined;
};

/** Which scope to retire. */
export type RetireScopeInput = {
  /** The scope. */
  scopeId: string | number;
};

/** Which app's grants to end. */
export type RevokeAllGrantsInput = {
  /** The app. */
  appId: string | number;
};

/** That all of them are meant. */
export type RevokeAllMyGrantsInput = {
  /** Must be true. */
  confirm: boolean;
};

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

/** Which invitation to take back. */
export type RevokeInvitationInput = {
  /** The invitation. */
  invitationId: string | number;
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

/** Public keys of a client: one of the two; neither removes them. */
export type SetClientKeysInput = {
  /** The client's id, which is not its `client_id`. */
  clientId: string | number;
  /** The keys themselves, a JWK set (RFC 7517) of public keys. */
  jwks?: unknown;
  /** Where they are: https. */
  jwksUri?: string | null | undefined;
};

/** Whether the password may be used there. */
export type SetPasswordForApiInput = {
  /** Off by default: a program that has your password can do all that you can. An API key is better. */
  allowed: boolean;
};

/** The first password of an account. */
export type SetPasswordInput = {
  /** The password: at least 15 characters. */
  newPassword: string;
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

/** Which app to suspend. */
export type SuspendAppInput = {
  /** The app. */
  appId: string | number;
  /** The version that the caller saw; refused if it changed since. */
  expectedVersion?: number | null | undefined;
};

/** Which app to hand over, and to whom. */
export type TransferAppInput = {
  /** The app. */
  appId: string | number;
  /** The version that the caller saw; refused if it changed since. */
  expectedVersion?: number | null | undefined;
  /** To this organization; to the caller where null. */
  organizationId?: string | number | null | undefined;
};

/** Which account to unlink. */
export type UnlinkIdentityInput = {
  /** The linked account. */
  linkedIdentityId: string | number;
};

/** A field left out stays as it is; null clears it. */
export type UpdateApiInput = {
  /** Seconds that its access tokens live, 60 to 86400; null: the server's default. */
  accessTokenTtl?: number | null | undefined;
  /** The API. */
  apiId: string | number;
  /** `client_id`s of clients that may introspect its tokens; all of them. */
  introspectionClients?: Array<string> | null | undefined;
  /** What people read. */
  name?: string | null | undefined;
  /** Whether each call carries a nonce. */
  requireNonce?: boolean | null | undefined;
};

/** A change to an API key. What it may do is for good: make another one for more or less. */
export type UpdateApiKeyInput = {
  /** The key's id. */
  apiKeyId: string | number;
  /** When it stops working; null: never. Letting it work longer needs a fresh sign-in. */
  expiresAt?: string | null | undefined;
  /** What you call it. */
  label?: string | null | undefined;
  /** Addresses and networks from which it works; an empty list: from everywhere. Needs a fresh sign-in. */
  networks?: Array<string> | null | undefined;
};

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

/** A change to a client. */
export type UpdateClientInput = {
  /** The client's id, which is not its `client_id`. */
  clientId: string | number;
  /** Whether it is switched off. */
  disabled?: boolean | null | undefined;
  /** Its settings. */
  settings?: ClientSettingsInput | null | undefined;
};

/** A field left out stays as it is. */
export type UpdateOrganizationInput = {
  /** What people read. */
  name?: string | null | undefined;
  /** The organization. */
  organizationId: string | number;
  /**
   * Whether its members must have a second factor: who has none sets one up at the next sign-in, and does nothing for
   * the organization before. Owners only, who have one themselves; a session must be fresh.
   */
  secondFactorRequired?: boolean | null | undefined;
  /** Its short unique name: lower-case letters, digits and hyphens. */
  slug?: string | null | undefined;
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

/** A field left out stays as it is; null clears it. */
export type UpdateScopeInput = {
  /** More, on demand. */
  description?: string | null | undefined;
  /** Whom it can be granted to. */
  grantableTo?: GrantableTo | null | undefined;
  /** Scopes of the same API that it contains. */
  includes?: Array<string> | null | undefined;
  /** The type of resource it can be limited to. */
  resourceType?: string | null | undefined;
  /** The scope. */
  scopeId: string | number;
  /** Whether it is set apart at consent. */
  sensitive?: boolean | null | undefined;
  /** A short sentence for the person who consents. */
  title?: string | null | undefined;
};

/** Which app's logo is to be sent. */
export type UploadAppLogoInput = {
  /** The app. */
  appId: string | number;
};

/** That a picture is to be sent. */
export type UploadProfilePictureInput = {
  /** Must be true. */
  confirm: boolean;
};

/** Over which time an app's usage is told. */
export type UsageRange =
  /** 7 days, today (UTC) included, day by day. */
  | 'LAST_7_DAYS'
  /** 24 hours, the running one included, hour by hour. */
  | 'LAST_24_HOURS'
  /** 30 days, day by day. */
  | 'LAST_30_DAYS'
  /** 90 days, day by day. */
  | 'LAST_90_DAYS';

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

export type RegisterPasskeyMutationVariables = Exact<{
  input: RegisterPasskeyInput;
}>;


export type RegisterPasskeyMutation = { registerPasskey: { registration: { options: string, token: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ConfirmPasskeyMutationVariables = Exact<{
  input: ConfirmPasskeyInput;
}>;


export type ConfirmPasskeyMutation = { confirmPasskey: { recoveryCodes: Array<string> | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ApiPasswordFragment = { passwordForApi: boolean | null, secondFactorSince: string | null };

export type SetPasswordForApiMutationVariables = Exact<{
  input: SetPasswordForApiInput;
}>;


export type SetPasswordForApiMutation = { setPasswordForApi: { allowed: boolean | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

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

export type LinkedProvidersFragment = { linkedIdentities: Array<{ id: string, providerId: string, email: string | null, lastUsedAt: string | null, createdAt: string, provider: { title: string } | null }> | null, availableProviders: Array<{ id: string, title: string, linkUrl: string }> | null };

export type UnlinkIdentityMutationVariables = Exact<{
  input: UnlinkIdentityInput;
}>;


export type UnlinkIdentityMutation = { unlinkIdentity: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type PasskeysFragment = { passkeysAvailable: boolean, passkeys: Array<{ id: string, name: string, synced: boolean, flaggedAt: string | null, createdAt: string, lastUsedAt: string | null }> };

export type RenamePasskeyMutationVariables = Exact<{
  input: RenamePasskeyInput;
}>;


export type RenamePasskeyMutation = { renamePasskey: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RemovePasskeyMutationVariables = Exact<{
  input: RemovePasskeyInput;
}>;


export type RemovePasskeyMutation = { removePasskey: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type SetPasswordMutationVariables = Exact<{
  input: SetPasswordInput;
}>;


export type SetPasswordMutation = { setPassword: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type UploadProfilePictureMutationVariables = Exact<{
  input: UploadProfilePictureInput;
}>;


export type UploadProfilePictureMutation = { uploadProfilePicture: { uploadUrl: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RemovePictureMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type RemovePictureMutation = { updateProfile: { user: { id: string, displayName: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ProfileFieldsFragment = { name: string | null, givenName: string | null, middleName: string | null, familyName: string | null, nickname: string | null, preferredUsername: string | null, profile: string | null, website: string | null, gender: string | null, birthdate: string | null, zoneinfo: string | null, locale: string | null, phoneNumber: string | null, address: { formatted: string | null, streetAddress: string | null, locality: string | null, region: string | null, postalCode: string | null, country: string | null } | null };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile: { user: { id: string, displayName: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RegenerateRecoveryCodesMutationVariables = Exact<{
  input: RegenerateRecoveryCodesInput;
}>;


export type RegenerateRecoveryCodesMutation = { regenerateRecoveryCodes: { recoveryCodes: Array<string> | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type TotpFragment = { totp: { createdAt: string, lastUsedAt: string | null } | null };

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

export type AdminCreateUserMutationVariables = Exact<{
  input: AdminCreateUserInput;
}>;


export type AdminCreateUserMutation = { adminCreateUser: { user: { id: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminSendPasswordResetMutationVariables = Exact<{
  input: AdminSendPasswordResetInput;
}>;


export type AdminSendPasswordResetMutation = { adminSendPasswordReset: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminResetUserCredentialsMutationVariables = Exact<{
  input: AdminResetUserCredentialsInput;
}>;


export type AdminResetUserCredentialsMutation = { adminResetUserCredentials: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RotateSigningKeysMutationVariables = Exact<{
  input: AdminRotateSigningKeyInput;
}>;


export type RotateSigningKeysMutation = { adminRotateSigningKey: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type UploadServiceLogoMutationVariables = Exact<{
  input: AdminUploadServiceLogoInput;
}>;


export type UploadServiceLogoMutation = { adminUploadServiceLogo: { uploadUrl: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RemoveServiceLogoMutationVariables = Exact<{
  input: AdminUpdateSettingsInput;
}>;


export type RemoveServiceLogoMutation = { adminUpdateSettings: { branding: { logoPath: string | null } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type KeyPermissionsQueryVariables = Exact<{ [key: string]: never; }>;


export type KeyPermissionsQuery = { viewer: { keyPermissions: Array<{ scope: string, title: string, description: string | null, sensitive: boolean, apiName: string | null, resourceType: string | null, resources: Array<{ key: string, name: string }> }> | null } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { secret: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type KeyPermissionChoiceFragment = { scope: string, title: string, description: string | null, sensitive: boolean, apiName: string | null, resourceType: string | null, resources: Array<{ key: string, name: string }> };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { rotateApiKey: { secret: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ApproveAppScopeMutationVariables = Exact<{
  input: ApproveAppScopeInput;
}>;


export type ApproveAppScopeMutation = { approveAppScope: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ApiScopeFragment = { id: string | null, name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo, resourceType: string | null, includes: Array<string>, retiredAt: string | null };

export type CreateScopeMutationVariables = Exact<{
  input: CreateScopeInput;
}>;


export type CreateScopeMutation = { createScope: { scope: { id: string | null } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type UpdateScopeMutationVariables = Exact<{
  input: UpdateScopeInput;
}>;


export type UpdateScopeMutation = { updateScope: { scope: { id: string | null } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type CreateClientSecretMutationVariables = Exact<{
  input: CreateClientSecretInput;
}>;


export type CreateClientSecretMutation = { createClientSecret: { secret: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type TransferAppMutationVariables = Exact<{
  input: TransferAppInput;
}>;


export type TransferAppMutation = { transferApp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type SuspendAppMutationVariables = Exact<{
  input: SuspendAppInput;
}>;


export type SuspendAppMutation = { suspendApp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ResumeAppMutationVariables = Exact<{
  input: ResumeAppInput;
}>;


export type ResumeAppMutation = { resumeApp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type DeleteAppMutationVariables = Exact<{
  input: DeleteAppInput;
}>;


export type DeleteAppMutation = { deleteApp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ArrivingEventSubscriptionVariables = Exact<{
  appId: string | number;
}>;


export type ArrivingEventSubscription = { auditEventAdded: { id: string, at: string, kind: string, title: string } };

export type ArrivingRefusalSubscriptionVariables = Exact<{
  appId: string | number;
}>;


export type ArrivingRefusalSubscription = { requestLogged: { id: string, at: string, message: string } };

export type SetClientKeysMutationVariables = Exact<{
  input: SetClientKeysInput;
}>;


export type SetClientKeysMutation = { setClientKeys: { client: { id: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ClientFormFragment = { id: string, platform: Platform, tokenEndpointAuthMethod: AuthMethod, grantTypes: Array<GrantType>, settings: { responseTypes: Array<ResponseType>, responseModes: Array<ResponseMode>, defaultScopes: Array<string>, pinAuthMethod: boolean, requirePkce: boolean, rotateRefreshTokens: boolean, codeInFragment: boolean, idTokenSignedResponseAlg: SigningAlgorithm, userinfoSignedResponseAlg: SigningAlgorithm | null, defaultMaxAge: number | null, jwks: unknown, jwksUri: string | null } };

export type UpdateClientMutationVariables = Exact<{
  input: UpdateClientInput;
}>;


export type UpdateClientMutation = { updateClient: { client: { id: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ClientRowFragment = { id: string, clientId: string, platform: Platform, tokenEndpointAuthMethod: AuthMethod, disabledAt: string | null, lastUsedAt: string | null };

export type UploadAppLogoMutationVariables = Exact<{
  input: UploadAppLogoInput;
}>;


export type UploadAppLogoMutation = { uploadAppLogo: { uploadUrl: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type NewClientFragment = { id: string, clientId: string, platform: Platform, confidential: boolean, snippets: Array<{ language: SnippetLanguage, title: string, code: string }> };

export type OwnersQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnersQuery = { viewer: { organizations: Array<{ id: string, name: string, permissions: { canCreateApps: boolean, canCreateApis: boolean } }> | null } | null };

export type RedirectUrlRowFragment = { id: string, url: string, createdAt: string };

export type AddRedirectUrlMutationVariables = Exact<{
  input: AddRedirectUrlInput;
}>;


export type AddRedirectUrlMutation = { addRedirectUrl: { hint: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RemoveRedirectUrlMutationVariables = Exact<{
  input: RemoveRedirectUrlInput;
}>;


export type RemoveRedirectUrlMutation = { removeRedirectUrl: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RevokeClientSecretMutationVariables = Exact<{
  input: RevokeClientSecretInput;
}>;


export type RevokeClientSecretMutation = { revokeClientSecret: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RotateClientSecretMutationVariables = Exact<{
  input: RotateClientSecretInput;
}>;


export type RotateClientSecretMutation = { rotateClientSecret: { secret: string | null, clientSecret: { id: string } | null, client: { id: string, secrets: Array<{ id: string, expiresAt: string | null }> } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ScopeChoiceFragment = { name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo, resourceType: string | null, api: { id: string, name: string } | null };

export type SecretRowFragment = { id: string, label: string, lastFour: string, status: ClientSecretStatus, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, useCount: number, usesInLast30Days: number };

export type ClientSnippetFragment = { language: SnippetLanguage, title: string, code: string };

export type AppUsagePartFragment = { since: string, bucketSeconds: number, buckets: Array<{ at: string, figures: { signIns: number, activeUsers: number, tokenCount: number, errorCount: number } }>, total: { signIns: number, activeUsers: number, tokenCount: number, errorCount: number, refreshFailures: number, tokens: Array<{ name: string, count: number }>, errors: Array<{ name: string, count: number }> } };

export type AccountOfAddressQueryVariables = Exact<{
  email: string;
}>;


export type AccountOfAddressQuery = { admin: { user: { id: string } | null } | null };

export type EventRowFragment = { id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, device: string | null, target: string | null, targetName: string | null, details: unknown, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null };

export type ExportEventsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: AdminAuditEventFilter | null | undefined;
}>;


export type ExportEventsQuery = { admin: { auditEvents: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, device: string | null, target: string | null, targetName: string | null, details: unknown, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type GrantCardFragment = { id: string, createdAt: string, lastUsedAt: string | null, lastUsedFrom: string | null, accessTokensEndBy: string, app: { id: string, name: string, logoUri: string | null, publisher: string | null, homepage: string | null, verified: boolean }, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, apiName: string | null, resourceType: string | null, resources: Array<{ name: string | null, permission: string }> | null }> };

export type RevokeGrantMutationVariables = Exact<{
  input: RevokeGrantInput;
}>;


export type RevokeGrantMutation = { revokeGrant: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RevokeAllMyGrantsMutationVariables = Exact<{
  input: RevokeAllMyGrantsInput;
}>;


export type RevokeAllMyGrantsMutation = { revokeAllMyGrants: { revokedCount: number | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RevokeGrantScopesMutationVariables = Exact<{
  input: RevokeGrantScopesInput;
}>;


export type RevokeGrantScopesMutation = { revokeGrantScopes: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ChangeMemberRoleMutationVariables = Exact<{
  input: ChangeMemberRoleInput;
}>;


export type ChangeMemberRoleMutation = { changeMemberRole: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type InvitationPartFragment = { id: string, organizationName: string, organizationSlug: string, role: MemberRole, forYou: boolean, invitedBy: string | null, expiresAt: string };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation: { organization: { id: string, slug: string, name: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type DeclineInvitationMutationVariables = Exact<{
  input: DeclineInvitationInput;
}>;


export type DeclineInvitationMutation = { declineInvitation: { organizationName: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RevokeInvitationMutationVariables = Exact<{
  input: RevokeInvitationInput;
}>;


export type RevokeInvitationMutation = { revokeInvitation: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type InviteMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteMemberMutation = { inviteMember: { link: string | null, mailed: boolean, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type LeaveOrganizationMutationVariables = Exact<{
  input: LeaveOrganizationInput;
}>;


export type LeaveOrganizationMutation = { leaveOrganization: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type DeleteOrganizationMutationVariables = Exact<{
  input: DeleteOrganizationInput;
}>;


export type DeleteOrganizationMutation = { deleteOrganization: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type UpdateOrganizationMutationVariables = Exact<{
  input: UpdateOrganizationInput;
}>;


export type UpdateOrganizationMutation = { updateOrganization: { organization: { id: string, slug: string, name: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type UpdateOrganizationSecurityMutationVariables = Exact<{
  input: UpdateOrganizationInput;
}>;


export type UpdateOrganizationSecurityMutation = { updateOrganization: { organization: { id: string, secondFactorRequired: boolean } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type QuickSearchQueryVariables = Exact<{
  filter?: AppFilter | null | undefined;
}>;


export type QuickSearchQuery = { viewer: { apps: { nodes: Array<{ id: string, name: string }> } | null } | null };

export type RequestEntryFragment = { id: string, at: string, endpoint: RequestEndpoint, clientId: string, code: string, message: string, explanation: string, fix: string, parameter: string | null, received: string | null, expected: string | null, difference: string | null, errorId: string | null, moreLikeThis: number, client: { id: string, platform: Platform } | null, parameters: Array<{ name: string, value: string | null, length: number }> };

export type CreateTestAppMutationVariables = Exact<{
  input: CreateAppInput;
}>;


export type CreateTestAppMutation = { createApp: { app: { id: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type TrialAppQueryVariables = Exact<{
  id: string | number;
  clientId: string;
}>;


export type TrialAppQuery = { app: { id: string, permissions: { canUpdate: boolean }, client: { id: string, redirectUrls: Array<{ id: string, url: string }> } | null, enabledScopes: Array<{ scope: { name: string, title: string, grantableTo: GrantableTo } }> } | null };

export type AllowTrialMutationVariables = Exact<{
  input: AddRedirectUrlInput;
}>;


export type AllowTrialMutation = { addRedirectUrl: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ScopesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ScopesQuery = { scopes: { nodes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo, resourceType: string | null, api: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { serviceInfo: { name: string, explorer: boolean }, viewer: { canCreateApps: boolean, isAdministrator: boolean, user: { id: string, email: string, displayName: string, profile: { picture: string | null } } | null } | null };

export type ActivityQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: AuditEventFilter | null | undefined;
}>;


export type ActivityQuery = { viewer: { activity: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, device: string | null, target: string | null, targetName: string | null, details: unknown, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type AdminApisQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AdminApisQuery = { admin: { apis: { nodes: Array<{ id: string, name: string, identifier: string, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ApiPartFragment = { id: string, name: string, identifier: string, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo }> };

export type AdminAppsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: AppFilter | null | undefined;
}>;


export type AdminAppsQuery = { admin: { apps: { nodes: Array<{ id: string, name: string, verifiedAt: string | null, suspendedAt: string | null, createdAt: string, grantsCount: number, owner:
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'User', id: string, email: string }
         }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type AdminAppRowFragment = { id: string, name: string, verifiedAt: string | null, suspendedAt: string | null, createdAt: string, grantsCount: number, owner:
    | { __typename: 'Organization', id: string, name: string }
    | { __typename: 'User', id: string, email: string }
   };

export type AdminVerifyAppMutationVariables = Exact<{
  input: AdminVerifyAppInput;
}>;


export type AdminVerifyAppMutation = { adminVerifyApp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminSuspendAppMutationVariables = Exact<{
  input: AdminSuspendAppInput;
}>;


export type AdminSuspendAppMutation = { adminSuspendApp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminResumeAppMutationVariables = Exact<{
  input: AdminResumeAppInput;
}>;


export type AdminResumeAppMutation = { adminResumeApp: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminAuditQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: AdminAuditEventFilter | null | undefined;
}>;


export type AdminAuditQuery = { admin: { auditEvents: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, device: string | null, target: string | null, targetName: string | null, details: unknown, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type AdminHealthQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminHealthQuery = { serviceInfo: { version: string, issuer: string, development: boolean }, admin: { health: { status: HealthStatus, database: DatabaseKind, databaseLatencyMs: number, signingKeysOk: boolean, users: number, apps: number, liveGrants: number, liveSessions: number, unsealedAuditEvents: number, oldestSigningKeyAgeDays: number | null, nodes: Array<{ name: string, version: string, startedAt: string, lastSeenAt: string, alive: boolean, answering: boolean }>, queues: Array<{ name: string, length: number, capacity: number }> }, settings: Array<{ name: string, value: string }> } | null };

export type AdminInvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminInvitationsQuery = { admin: { invitations: Array<{ id: string, email: string, createdAt: string, expiresAt: string }> } | null };

export type AccountInvitationFragment = { id: string, email: string, createdAt: string, expiresAt: string };

export type CreateInvitationMutationVariables = Exact<{
  input: AdminCreateInvitationInput;
}>;


export type CreateInvitationMutation = { adminCreateInvitation: { invitation: { id: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type RevokeAccountInvitationMutationVariables = Exact<{
  input: AdminRevokeInvitationInput;
}>;


export type RevokeAccountInvitationMutation = { adminRevokeInvitation: { revokedInvitationId: string | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminSettingsQuery = { admin: { branding: { serviceName: string, accentColor: string | null, privacyUrl: string | null, termsUrl: string | null, supportUrl: string | null, logoPath: string | null } } | null };

export type UpdateSettingsMutationVariables = Exact<{
  input: AdminUpdateSettingsInput;
}>;


export type UpdateSettingsMutation = { adminUpdateSettings: { branding: { serviceName: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminSigningKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminSigningKeysQuery = { admin: { signingKeys: Array<{ kid: string, algorithm: SigningAlgorithm, status: SigningKeyStatus, activeAt: string, expiresAt: string | null }> } | null };

export type AdminUserQueryVariables = Exact<{
  id: string | number;
}>;


export type AdminUserQuery = { admin: { user: { id: string, email: string, emailVerifiedAt: string | null, displayName: string, role: UserRole, secondFactorSince: string | null, hasPassword: boolean, passwordChangedAt: string | null, suspendedAt: string | null, createdAt: string, updatedAt: string } | null, auditEvents: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, device: string | null, target: string | null, targetName: string | null, details: unknown, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }> } } | null };

export type AdminSuspendUserMutationVariables = Exact<{
  input: AdminSuspendUserInput;
}>;


export type AdminSuspendUserMutation = { adminSuspendUser: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminResumeUserMutationVariables = Exact<{
  input: AdminResumeUserInput;
}>;


export type AdminResumeUserMutation = { adminResumeUser: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AdminChangeUserRoleMutationVariables = Exact<{
  input: AdminChangeUserRoleInput;
}>;


export type AdminChangeUserRoleMutation = { adminChangeUserRole: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

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

export type UpdateApiKeyMutationVariables = Exact<{
  input: UpdateApiKeyInput;
}>;


export type UpdateApiKeyMutation = { updateApiKey: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ApiScopesQueryVariables = Exact<{
  id: string | number;
}>;


export type ApiScopesQuery = { api: { id: string, name: string, permissions: { canUpdate: boolean, canApprove: boolean }, scopes: Array<{ id: string | null, name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo, resourceType: string | null, includes: Array<string>, retiredAt: string | null }>, pendingApprovals: Array<{ requestedAt: string, app: { id: string, name: string, verified: boolean, publisher: string | null }, scope: { name: string, title: string } }> | null } | null };

export type RetireScopeMutationVariables = Exact<{
  input: RetireScopeInput;
}>;


export type RetireScopeMutation = { retireScope: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ApiSettingsQueryVariables = Exact<{
  id: string | number;
}>;


export type ApiSettingsQuery = { api: { id: string, name: string, accessTokenTtl: number | null, requireNonce: boolean, introspectionClients: Array<string> | null, updatedAt: string, permissions: { canUpdate: boolean } } | null, serviceInfo: { accessTokenTtl: number } };

export type UpdateApiMutationVariables = Exact<{
  input: UpdateApiInput;
}>;


export type UpdateApiMutation = { updateApi: { api: { id: string, name: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ApiFrameQueryVariables = Exact<{
  id: string | number;
}>;


export type ApiFrameQuery = { api: { id: string, name: string, identifier: string, role: MemberRole | null } | null };

export type ApiVerifyQueryVariables = Exact<{
  id: string | number;
}>;


export type ApiVerifyQuery = { api: { id: string, introspectionClients: Array<string> | null, snippets: Array<{ language: SnippetLanguage, title: string, code: string }> } | null };

export type ApisQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ApisQuery = { viewer: { apis: { nodes: Array<{ id: string, name: string, identifier: string, publisher: string | null, scopes: Array<{ name: string }>, pendingApprovals: Array<{ requestedAt: string }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type CreateApiMutationVariables = Exact<{
  input: CreateApiInput;
}>;


export type CreateApiMutation = { createApi: { api: { id: string, name: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AppAuditQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
  filter?: AuditEventFilter | null | undefined;
}>;


export type AppAuditQuery = { app: { id: string, auditEvents: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, device: string | null, target: string | null, targetName: string | null, details: unknown, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type AppClientQueryVariables = Exact<{
  id: string | number;
  clientId: string;
}>;


export type AppClientQuery = { app: { id: string, permissions: { canUpdate: boolean, canManageCredentials: boolean }, client: { id: string, clientId: string, disabledAt: string | null, createdAt: string, lastUsedAt: string | null, platform: Platform, tokenEndpointAuthMethod: AuthMethod, grantTypes: Array<GrantType>, warnings: Array<{ code: ClientWarningCode, message: string }>, secrets: Array<{ id: string, label: string, lastFour: string, status: ClientSecretStatus, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, useCount: number, usesInLast30Days: number }>, redirectUrls: Array<{ id: string, url: string, createdAt: string }>, postLogoutRedirectUrls: Array<{ id: string, url: string, createdAt: string }>, snippets: Array<{ language: SnippetLanguage, title: string, code: string }>, settings: { responseTypes: Array<ResponseType>, responseModes: Array<ResponseMode>, defaultScopes: Array<string>, pinAuthMethod: boolean, requirePkce: boolean, rotateRefreshTokens: boolean, codeInFragment: boolean, idTokenSignedResponseAlg: SigningAlgorithm, userinfoSignedResponseAlg: SigningAlgorithm | null, defaultMaxAge: number | null, jwks: unknown, jwksUri: string | null } } | null } | null };

export type SwitchClientMutationVariables = Exact<{
  input: UpdateClientInput;
}>;


export type SwitchClientMutation = { updateClient: { client: { id: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

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
  range: UsageRange;
}>;


export type AppOverviewQuery = { app: { id: string, description: string | null, homepage: string | null, policyUri: string | null, tosUri: string | null, createdAt: string, updatedAt: string, grantsCount: number, usage: { since: string, bucketSeconds: number, buckets: Array<{ at: string, figures: { signIns: number, activeUsers: number, tokenCount: number, errorCount: number } }>, total: { signIns: number, activeUsers: number, tokenCount: number, errorCount: number, refreshFailures: number, tokens: Array<{ name: string, count: number }>, errors: Array<{ name: string, count: number }> } }, owner:
      | { __typename: 'Organization', name: string }
      | { __typename: 'User', displayName: string }
    , clients: Array<{ id: string, clientId: string, platform: Platform, tokenEndpointAuthMethod: AuthMethod, disabledAt: string | null, lastUsedAt: string | null }> } | null };

export type AppRequestsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
  filter?: RequestLogFilter | null | undefined;
}>;


export type AppRequestsQuery = { app: { id: string, clients: Array<{ id: string, clientId: string, platform: Platform }>, requestLog: { nodes: Array<{ id: string, at: string, endpoint: RequestEndpoint, clientId: string, code: string, message: string, explanation: string, fix: string, parameter: string | null, received: string | null, expected: string | null, difference: string | null, errorId: string | null, moreLikeThis: number, client: { id: string, platform: Platform } | null, parameters: Array<{ name: string, value: string | null, length: number }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type RequestLoggedSubscriptionVariables = Exact<{
  appId: string | number;
}>;


export type RequestLoggedSubscription = { requestLogged: { id: string } };

export type AppScopesQueryVariables = Exact<{
  id: string | number;
}>;


export type AppScopesQuery = { app: { id: string, version: number, name: string, verifiedAt: string | null, profile: { publisher: string | null }, permissions: { canUpdate: boolean }, clients: Array<{ id: string, platform: Platform, redirectUrls: Array<{ id: string, url: string }> }>, enabledScopes: Array<{ optional: boolean, approvedForApp: boolean | null, scope: { name: string, title: string, description: string | null, sensitive: boolean, grantableTo: GrantableTo, resourceType: string | null, api: { id: string, name: string } | null } }> } | null };

export type SetAppScopesMutationVariables = Exact<{
  input: SetAppScopesInput;
}>;


export type SetAppScopesMutation = { setAppScopes: { userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AppSettingsQueryVariables = Exact<{
  id: string | number;
}>;


export type AppSettingsQuery = { app: { id: string, version: number, name: string, logoUri: string | null, description: string | null, homepage: string | null, policyUri: string | null, tosUri: string | null, suspendedAt: string | null, suspendedByAdministrator: boolean, grantsCount: number, clients: Array<{ id: string }>, permissions: { canUpdate: boolean, canDelete: boolean, canSuspend: boolean, canTransfer: boolean } } | null };

export type UpdateAppMutationVariables = Exact<{
  input: UpdateAppInput;
}>;


export type UpdateAppMutation = { updateApp: { app: { id: string, name: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AppFrameQueryVariables = Exact<{
  id: string | number;
}>;


export type AppFrameQuery = { app: { id: string, name: string, logoUri: string | null, verifiedAt: string | null, suspendedAt: string | null, suspendedByAdministrator: boolean } | null };

export type AppUsersQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type AppUsersQuery = { app: { id: string, name: string, permissions: { canRevokeGrants: boolean }, grants: { totalCount: number, nodes: Array<{ id: string, subject: string, name: string | null, email: string | null, createdAt: string, lastUsedAt: string | null, scopes: Array<{ name: string, title: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type RevokeAllGrantsMutationVariables = Exact<{
  input: RevokeAllGrantsInput;
}>;


export type RevokeAllGrantsMutation = { revokeAllGrants: { revokedCount: number | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type AppsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: AppFilter | null | undefined;
}>;


export type AppsQuery = { viewer: { apps: { totalCount: number, nodes: Array<{ id: string, name: string, logoUri: string | null, description: string | null, createdAt: string, suspendedAt: string | null, verifiedAt: string | null, grantsCount: number, owner:
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'User', id: string, displayName: string }
        , clients: Array<{ id: string, platform: Platform }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type AppRowFragment = { id: string, name: string, logoUri: string | null, description: string | null, createdAt: string, suspendedAt: string | null, verifiedAt: string | null, grantsCount: number, owner:
    | { __typename: 'Organization', id: string, name: string }
    | { __typename: 'User', id: string, displayName: string }
  , clients: Array<{ id: string, platform: Platform }> };

export type CreateAppMutationVariables = Exact<{
  input: CreateAppInput;
}>;


export type CreateAppMutation = { createApp: { app: { id: string, name: string } | null, credentials: Array<{ secret: string | null, client: { id: string, clientId: string, platform: Platform, confidential: boolean, snippets: Array<{ language: SnippetLanguage, title: string, code: string }> } }>, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type ConnectedAppQueryVariables = Exact<{
  id: string | number;
}>;


export type ConnectedAppQuery = { node:
    | { __typename: 'Api' }
    | { __typename: 'ApiKey' }
    | { __typename: 'App' }
    | { __typename: 'AuditEvent' }
    | { __typename: 'Client' }
    | { __typename: 'ClientSecret' }
    | { __typename: 'Grant', updatedAt: string, revokedAt: string | null, id: string, createdAt: string, lastUsedAt: string | null, lastUsedFrom: string | null, accessTokensEndBy: string, app: { description: string | null, policyUri: string | null, tosUri: string | null, id: string, name: string, logoUri: string | null, publisher: string | null, homepage: string | null, verified: boolean }, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, apiName: string | null, resourceType: string | null, resources: Array<{ name: string | null, permission: string }> | null }> }
    | { __typename: 'Organization' }
    | { __typename: 'RedirectUrl' }
    | { __typename: 'Resource' }
    | { __typename: 'Session' }
    | { __typename: 'User' }
   | null };

export type ConnectedAppsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: GrantFilter | null | undefined;
}>;


export type ConnectedAppsQuery = { viewer: { grants: { totalCount: number, nodes: Array<{ id: string, createdAt: string, lastUsedAt: string | null, lastUsedFrom: string | null, accessTokensEndBy: string, app: { id: string, name: string, logoUri: string | null, publisher: string | null, homepage: string | null, verified: boolean }, scopes: Array<{ name: string, title: string, description: string | null, sensitive: boolean, apiName: string | null, resourceType: string | null, resources: Array<{ name: string | null, permission: string }> | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

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

export type FindErrorQueryVariables = Exact<{
  errorId: string;
}>;


export type FindErrorQuery = { requestLogEntry: { id: string, at: string, endpoint: RequestEndpoint, clientId: string, code: string, message: string, explanation: string, fix: string, parameter: string | null, received: string | null, expected: string | null, difference: string | null, errorId: string | null, moreLikeThis: number, app: { id: string, name: string } | null, client: { id: string, platform: Platform } | null, parameters: Array<{ name: string, value: string | null, length: number }> } | null };

export type TryItNowQueryVariables = Exact<{
  filter?: AppFilter | null | undefined;
}>;


export type TryItNowQuery = { serviceInfo: { issuer: string }, viewer: { canCreateApps: boolean, apps: { nodes: Array<{ id: string, name: string, clients: Array<{ id: string, clientId: string, platform: Platform }> }>, pageInfo: { hasNextPage: boolean } } | null } | null };

export type ExplorerQueryVariables = Exact<{ [key: string]: never; }>;


export type ExplorerQuery = { serviceInfo: { explorer: boolean } };

export type InvitationQueryVariables = Exact<{
  token: string;
}>;


export type InvitationQuery = { invitation: { id: string, organizationName: string, organizationSlug: string, role: MemberRole, forYou: boolean, invitedBy: string | null, expiresAt: string } | null };

export type OrganizationQueryVariables = Exact<{
  slug: string;
}>;


export type OrganizationQuery = { organization: { id: string, slug: string, name: string, role: MemberRole | null, secondFactorRequired: boolean, permissions: { canUpdate: boolean, canManageMembers: boolean, canManageOwners: boolean }, invitations: Array<{ id: string, email: string, role: MemberRole, expiresAt: string, revokedAt: string | null }> | null, members: Array<{ userId: string, displayName: string, email: string, role: MemberRole, createdAt: string }> | null, apps: { nodes: Array<{ id: string, name: string }> } | null, apis: { nodes: Array<{ id: string, name: string }> } | null } | null };

export type OrganizationsQueryVariables = Exact<{ [key: string]: never; }>;


export type OrganizationsQuery = { viewer: { invitations: Array<{ id: string, organizationName: string, organizationSlug: string, role: MemberRole, forYou: boolean, invitedBy: string | null, expiresAt: string }> | null, organizations: Array<{ id: string, slug: string, name: string, role: MemberRole | null, createdAt: string }> | null } | null };

export type CreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type CreateOrganizationMutation = { createOrganization: { organization: { id: string, slug: string, name: string } | null, userErrors: Array<{ message: string, field: Array<string> | null, code: UserErrorCode }> } | null };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { viewer: { user: { id: string, emailVerifiedAt: string | null, hasPassword: boolean, passwordChangedAt: string | null, createdAt: string } | null, securityOverview: { secondFactorSince: string | null, secondFactorRequired: boolean, passkeysAvailable: boolean, recoveryCodesLeft: number, passkeys: Array<{ id: string }> } | null, grants: { totalCount: number, nodes: Array<{ id: string, createdAt: string, lastUsedAt: string | null }> } | null, sessions: Array<{ id: string }> | null, apps: { totalCount: number } | null, activity: { nodes: Array<{ id: string, at: string, kind: string, title: string, outcome: Outcome, ipAddress: string | null, device: string | null, target: string | null, targetName: string | null, details: unknown, actor: { kind: AuditActorKind, displayName: string | null, clientId: string | null }, app: { id: string, name: string } | null }> } | null } | null };

export type ProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type ProfileQuery = { viewer: { user: { id: string, createdAt: string, email: string, emailVerifiedAt: string | null, pendingEmail: string | null, profile: { picture: string | null, name: string | null, givenName: string | null, middleName: string | null, familyName: string | null, nickname: string | null, preferredUsername: string | null, profile: string | null, website: string | null, gender: string | null, birthdate: string | null, zoneinfo: string | null, locale: string | null, phoneNumber: string | null, address: { formatted: string | null, streetAddress: string | null, locality: string | null, region: string | null, postalCode: string | null, country: string | null } | null } } | null } | null };

export type SecurityQueryVariables = Exact<{ [key: string]: never; }>;


export type SecurityQuery = { viewer: { securityOverview: { passwordChangedAt: string | null, secondFactorSince: string | null, secondFactorRequired: boolean, recoveryCodesLeft: number, passwordForApi: boolean | null, passkeysAvailable: boolean, totp: { createdAt: string, lastUsedAt: string | null } | null, passkeys: Array<{ id: string, name: string, synced: boolean, flaggedAt: string | null, createdAt: string, lastUsedAt: string | null }> } | null, linkedIdentities: Array<{ id: string, providerId: string, email: string | null, lastUsedAt: string | null, createdAt: string, provider: { title: string } | null }> | null, availableProviders: Array<{ id: string, title: string, linkUrl: string }> | null } | null };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { viewer: { sessions: Array<{ id: string, current: boolean, device: string, ipAddress: string | null, sameNetwork: boolean | null, authenticatedAt: string, lastSeenAt: string }> | null } | null };

export type SessionRowFragment = { id: string, current: boolean, device: string, ipAddress: string | null, sameNetwork: boolean | null, authenticatedAt: string, lastSeenAt: string };

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
export const ApiPasswordFragmentDoc = new TypedDocumentString(`
    fragment ApiPassword on Security {
  passwordForApi
  secondFactorSince
}
    `, {"fragmentName":"ApiPassword"}) as unknown as TypedDocumentString<ApiPasswordFragment, unknown>;
export const EmailAddressFragmentDoc = new TypedDocumentString(`
    fragment EmailAddress on User {
  email
  emailVerifiedAt
  pendingEmail
}
    `, {"fragmentName":"EmailAddress"}) as unknown as TypedDocumentString<EmailAddressFragment, unknown>;
export const LinkedProvidersFragmentDoc = new TypedDocumentString(`
    fragment LinkedProviders on Viewer {
  linkedIdentities {
    id
    providerId
    email
    lastUsedAt
    createdAt
    provider {
      title
    }
  }
  availableProviders {
    id
    title
    linkUrl
  }
}
    `, {"fragmentName":"LinkedProviders"}) as unknown as TypedDocumentString<LinkedProvidersFragment, unknown>;
export const PasskeysFragmentDoc = new TypedDocumentString(`
    fragment Passkeys on Security {
  passkeysAvailable
  passkeys {
    id
    name
    synced
    flaggedAt
    createdAt
    lastUsedAt
  }
}
    `, {"fragmentName":"Passkeys"}) as unknown as TypedDocumentString<PasskeysFragment, unknown>;
export const ProfileFieldsFragmentDoc = new TypedDocumentString(`
    fragment ProfileFields on Profile {
  name
  givenName
  middleName
  familyName
  nickname
  preferredUsername
  profile
  website
  gender
  birthdate
  zoneinfo
  locale
  phoneNumber
  address {
    formatted
    streetAddress
    locality
    region
    postalCode
    country
  }
}
    `, {"fragmentName":"ProfileFields"}) as unknown as TypedDocumentString<ProfileFieldsFragment, unknown>;
export const TotpFragmentDoc = new TypedDocumentString(`
    fragment Totp on Security {
  totp {
    createdAt
    lastUsedAt
  }
}
    `, {"fragmentName":"Totp"}) as unknown as TypedDocumentString<TotpFragment, unknown>;
export const KeyPermissionChoiceFragmentDoc = new TypedDocumentString(`
    fragment KeyPermissionChoice on KeyPermission {
  scope
  title
  description
  sensitive
  apiName
  resourceType
  resources {
    key
    name
  }
}
    `, {"fragmentName":"KeyPermissionChoice"}) as unknown as TypedDocumentString<KeyPermissionChoiceFragment, unknown>;
export const ApiScopeFragmentDoc = new TypedDocumentString(`
    fragment ApiScope on Scope {
  id
  name
  title
  description
  sensitive
  grantableTo
  resourceType
  includes
  retiredAt
}
    `, {"fragmentName":"ApiScope"}) as unknown as TypedDocumentString<ApiScopeFragment, unknown>;
export const ClientFormFragmentDoc = new TypedDocumentString(`
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
    `, {"fragmentName":"ClientForm"}) as unknown as TypedDocumentString<ClientFormFragment, unknown>;
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
  createdAt
}
    `, {"fragmentName":"RedirectUrlRow"}) as unknown as TypedDocumentString<RedirectUrlRowFragment, unknown>;
export const ScopeChoiceFragmentDoc = new TypedDocumentString(`
    fragment ScopeChoice on Scope {
  name
  title
  description
  sensitive
  grantableTo
  resourceType
  api {
    id
    name
  }
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
  usesInLast30Days
}
    `, {"fragmentName":"SecretRow"}) as unknown as TypedDocumentString<SecretRowFragment, unknown>;
export const AppUsagePartFragmentDoc = new TypedDocumentString(`
    fragment AppUsagePart on AppUsage {
  since
  bucketSeconds
  buckets {
    at
    figures {
      signIns
      activeUsers
      tokenCount
      errorCount
    }
  }
  total {
    signIns
    activeUsers
    tokenCount
    errorCount
    refreshFailures
    tokens {
      name
      count
    }
    errors {
      name
      count
    }
  }
}
    `, {"fragmentName":"AppUsagePart"}) as unknown as TypedDocumentString<AppUsagePartFragment, unknown>;
export const EventRowFragmentDoc = new TypedDocumentString(`
    fragment EventRow on AuditEvent {
  id
  at
  kind
  title
  outcome
  ipAddress
  device
  target
  targetName
  details
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
    apiName
    resourceType
    resources {
      name
      permission
    }
  }
}
    `, {"fragmentName":"GrantCard"}) as unknown as TypedDocumentString<GrantCardFragment, unknown>;
export const InvitationPartFragmentDoc = new TypedDocumentString(`
    fragment InvitationPart on ReceivedInvitation {
  id
  organizationName
  organizationSlug
  role
  forYou
  invitedBy
  expiresAt
}
    `, {"fragmentName":"InvitationPart"}) as unknown as TypedDocumentString<InvitationPartFragment, unknown>;
export const RequestEntryFragmentDoc = new TypedDocumentString(`
    fragment RequestEntry on RequestLogEntry {
  id
  at
  endpoint
  clientId
  client {
    id
    platform
  }
  code
  message
  explanation
  fix
  parameter
  received
  expected
  difference
  parameters {
    name
    value
    length
  }
  errorId
  moreLikeThis
}
    `, {"fragmentName":"RequestEntry"}) as unknown as TypedDocumentString<RequestEntryFragment, unknown>;
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
export const AdminAppRowFragmentDoc = new TypedDocumentString(`
    fragment AdminAppRow on App {
  id
  name
  verifiedAt
  suspendedAt
  createdAt
  grantsCount
  owner {
    __typename
    ... on User {
      id
      email
    }
    ... on Organization {
      id
      name
    }
  }
}
    `, {"fragmentName":"AdminAppRow"}) as unknown as TypedDocumentString<AdminAppRowFragment, unknown>;
export const AccountInvitationFragmentDoc = new TypedDocumentString(`
    fragment AccountInvitation on Invitation {
  id
  email
  createdAt
  expiresAt
}
    `, {"fragmentName":"AccountInvitation"}) as unknown as TypedDocumentString<AccountInvitationFragment, unknown>;
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
  owner {
    __typename
    ... on User {
      id
      displayName
    }
    ... on Organization {
      id
      name
    }
  }
  clients {
    id
    platform
  }
}
    `, {"fragmentName":"AppRow"}) as unknown as TypedDocumentString<AppRowFragment, unknown>;
export const SessionRowFragmentDoc = new TypedDocumentString(`
    fragment SessionRow on Session {
  id
  current
  device
  ipAddress
  sameNetwork
  authenticatedAt
  lastSeenAt
}
    `, {"fragmentName":"SessionRow"}) as unknown as TypedDocumentString<SessionRowFragment, unknown>;
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
export const SetPasswordForApiDocument = new TypedDocumentString(`
    mutation SetPasswordForApi($input: SetPasswordForApiInput!) {
  setPasswordForApi(input: $input) {
    allowed
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SetPasswordForApiMutation, SetPasswordForApiMutationVariables>;
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
export const UnlinkIdentityDocument = new TypedDocumentString(`
    mutation UnlinkIdentity($input: UnlinkIdentityInput!) {
  unlinkIdentity(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UnlinkIdentityMutation, UnlinkIdentityMutationVariables>;
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
export const SetPasswordDocument = new TypedDocumentString(`
    mutation SetPassword($input: SetPasswordInput!) {
  setPassword(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SetPasswordMutation, SetPasswordMutationVariables>;
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
export const RemovePictureDocument = new TypedDocumentString(`
    mutation RemovePicture($input: UpdateProfileInput!) {
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
    `) as unknown as TypedDocumentString<RemovePictureMutation, RemovePictureMutationVariables>;
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
export const AdminCreateUserDocument = new TypedDocumentString(`
    mutation AdminCreateUser($input: AdminCreateUserInput!) {
  adminCreateUser(input: $input) {
    user {
      id
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminCreateUserMutation, AdminCreateUserMutationVariables>;
export const AdminSendPasswordResetDocument = new TypedDocumentString(`
    mutation AdminSendPasswordReset($input: AdminSendPasswordResetInput!) {
  adminSendPasswordReset(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminSendPasswordResetMutation, AdminSendPasswordResetMutationVariables>;
export const AdminResetUserCredentialsDocument = new TypedDocumentString(`
    mutation AdminResetUserCredentials($input: AdminResetUserCredentialsInput!) {
  adminResetUserCredentials(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminResetUserCredentialsMutation, AdminResetUserCredentialsMutationVariables>;
export const RotateSigningKeysDocument = new TypedDocumentString(`
    mutation RotateSigningKeys($input: AdminRotateSigningKeyInput!) {
  adminRotateSigningKey(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RotateSigningKeysMutation, RotateSigningKeysMutationVariables>;
export const UploadServiceLogoDocument = new TypedDocumentString(`
    mutation UploadServiceLogo($input: AdminUploadServiceLogoInput!) {
  adminUploadServiceLogo(input: $input) {
    uploadUrl
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UploadServiceLogoMutation, UploadServiceLogoMutationVariables>;
export const RemoveServiceLogoDocument = new TypedDocumentString(`
    mutation RemoveServiceLogo($input: AdminUpdateSettingsInput!) {
  adminUpdateSettings(input: $input) {
    branding {
      logoPath
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveServiceLogoMutation, RemoveServiceLogoMutationVariables>;
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
  resourceType
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
export const ApproveAppScopeDocument = new TypedDocumentString(`
    mutation ApproveAppScope($input: ApproveAppScopeInput!) {
  approveAppScope(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ApproveAppScopeMutation, ApproveAppScopeMutationVariables>;
export const CreateScopeDocument = new TypedDocumentString(`
    mutation CreateScope($input: CreateScopeInput!) {
  createScope(input: $input) {
    scope {
      id
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CreateScopeMutation, CreateScopeMutationVariables>;
export const UpdateScopeDocument = new TypedDocumentString(`
    mutation UpdateScope($input: UpdateScopeInput!) {
  updateScope(input: $input) {
    scope {
      id
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateScopeMutation, UpdateScopeMutationVariables>;
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
export const TransferAppDocument = new TypedDocumentString(`
    mutation TransferApp($input: TransferAppInput!) {
  transferApp(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<TransferAppMutation, TransferAppMutationVariables>;
export const SuspendAppDocument = new TypedDocumentString(`
    mutation SuspendApp($input: SuspendAppInput!) {
  suspendApp(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<SuspendAppMutation, SuspendAppMutationVariables>;
export const ResumeAppDocument = new TypedDocumentString(`
    mutation ResumeApp($input: ResumeAppInput!) {
  resumeApp(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeAppMutation, ResumeAppMutationVariables>;
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
export const ArrivingEventDocument = new TypedDocumentString(`
    subscription ArrivingEvent($appId: ID!) {
  auditEventAdded(appId: $appId) {
    id
    at
    kind
    title
  }
}
    `) as unknown as TypedDocumentString<ArrivingEventSubscription, ArrivingEventSubscriptionVariables>;
export const ArrivingRefusalDocument = new TypedDocumentString(`
    subscription ArrivingRefusal($appId: ID!) {
  requestLogged(appId: $appId) {
    id
    at
    message
  }
}
    `) as unknown as TypedDocumentString<ArrivingRefusalSubscription, ArrivingRefusalSubscriptionVariables>;
export const SetClientKeysDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<SetClientKeysMutation, SetClientKeysMutationVariables>;
export const UpdateClientDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<UpdateClientMutation, UpdateClientMutationVariables>;
export const UploadAppLogoDocument = new TypedDocumentString(`
    mutation UploadAppLogo($input: UploadAppLogoInput!) {
  uploadAppLogo(input: $input) {
    uploadUrl
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UploadAppLogoMutation, UploadAppLogoMutationVariables>;
export const OwnersDocument = new TypedDocumentString(`
    query Owners {
  viewer {
    organizations {
      id
      name
      permissions {
        canCreateApps
        canCreateApis
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OwnersQuery, OwnersQueryVariables>;
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
export const AccountOfAddressDocument = new TypedDocumentString(`
    query AccountOfAddress($email: EmailAddress!) {
  admin {
    user(email: $email) {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AccountOfAddressQuery, AccountOfAddressQueryVariables>;
export const ExportEventsDocument = new TypedDocumentString(`
    query ExportEvents($after: String, $filter: AdminAuditEventFilter) {
  admin {
    auditEvents(first: 100, after: $after, filter: $filter) {
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
  device
  target
  targetName
  details
  actor {
    kind
    displayName
    clientId
  }
  app {
    id
    name
  }
}`) as unknown as TypedDocumentString<ExportEventsQuery, ExportEventsQueryVariables>;
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
export const RevokeAllMyGrantsDocument = new TypedDocumentString(`
    mutation RevokeAllMyGrants($input: RevokeAllMyGrantsInput!) {
  revokeAllMyGrants(input: $input) {
    revokedCount
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeAllMyGrantsMutation, RevokeAllMyGrantsMutationVariables>;
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
export const ChangeMemberRoleDocument = new TypedDocumentString(`
    mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {
  changeMemberRole(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeMemberRoleMutation, ChangeMemberRoleMutationVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    organization {
      id
      slug
      name
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const DeclineInvitationDocument = new TypedDocumentString(`
    mutation DeclineInvitation($input: DeclineInvitationInput!) {
  declineInvitation(input: $input) {
    organizationName
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DeclineInvitationMutation, DeclineInvitationMutationVariables>;
export const RevokeInvitationDocument = new TypedDocumentString(`
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeInvitationMutation, RevokeInvitationMutationVariables>;
export const InviteMemberDocument = new TypedDocumentString(`
    mutation InviteMember($input: InviteMemberInput!) {
  inviteMember(input: $input) {
    link
    mailed
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<InviteMemberMutation, InviteMemberMutationVariables>;
export const LeaveOrganizationDocument = new TypedDocumentString(`
    mutation LeaveOrganization($input: LeaveOrganizationInput!) {
  leaveOrganization(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<LeaveOrganizationMutation, LeaveOrganizationMutationVariables>;
export const DeleteOrganizationDocument = new TypedDocumentString(`
    mutation DeleteOrganization($input: DeleteOrganizationInput!) {
  deleteOrganization(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteOrganizationMutation, DeleteOrganizationMutationVariables>;
export const UpdateOrganizationDocument = new TypedDocumentString(`
    mutation UpdateOrganization($input: UpdateOrganizationInput!) {
  updateOrganization(input: $input) {
    organization {
      id
      slug
      name
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateOrganizationMutation, UpdateOrganizationMutationVariables>;
export const UpdateOrganizationSecurityDocument = new TypedDocumentString(`
    mutation UpdateOrganizationSecurity($input: UpdateOrganizationInput!) {
  updateOrganization(input: $input) {
    organization {
      id
      secondFactorRequired
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateOrganizationSecurityMutation, UpdateOrganizationSecurityMutationVariables>;
export const RemoveMemberDocument = new TypedDocumentString(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const QuickSearchDocument = new TypedDocumentString(`
    query QuickSearch($filter: AppFilter) {
  viewer {
    apps(first: 8, filter: $filter, orderBy: {field: NAME}) {
      nodes {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QuickSearchQuery, QuickSearchQueryVariables>;
export const CreateTestAppDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<CreateTestAppMutation, CreateTestAppMutationVariables>;
export const TrialAppDocument = new TypedDocumentString(`
    query TrialApp($id: ID!, $clientId: String!) {
  app(id: $id) {
    id
    permissions {
      canUpdate
    }
    client(clientId: $clientId) {
      id
      redirectUrls {
        id
        url
      }
    }
    enabledScopes {
      scope {
        name
        title
        grantableTo
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrialAppQuery, TrialAppQueryVariables>;
export const AllowTrialDocument = new TypedDocumentString(`
    mutation AllowTrial($input: AddRedirectUrlInput!) {
  addRedirectUrl(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AllowTrialMutation, AllowTrialMutationVariables>;
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
  grantableTo
  resourceType
  api {
    id
    name
  }
}`) as unknown as TypedDocumentString<ScopesQuery, ScopesQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  serviceInfo {
    name
    explorer
  }
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
    query Activity($after: String, $filter: AuditEventFilter) {
  viewer {
    activity(first: 25, after: $after, filter: $filter) {
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
  device
  target
  targetName
  details
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
export const AdminAppsDocument = new TypedDocumentString(`
    query AdminApps($after: String, $filter: AppFilter) {
  admin {
    apps(first: 25, after: $after, filter: $filter) {
      nodes {
        ...AdminAppRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment AdminAppRow on App {
  id
  name
  verifiedAt
  suspendedAt
  createdAt
  grantsCount
  owner {
    __typename
    ... on User {
      id
      email
    }
    ... on Organization {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<AdminAppsQuery, AdminAppsQueryVariables>;
export const AdminVerifyAppDocument = new TypedDocumentString(`
    mutation AdminVerifyApp($input: AdminVerifyAppInput!) {
  adminVerifyApp(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminVerifyAppMutation, AdminVerifyAppMutationVariables>;
export const AdminSuspendAppDocument = new TypedDocumentString(`
    mutation AdminSuspendApp($input: AdminSuspendAppInput!) {
  adminSuspendApp(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminSuspendAppMutation, AdminSuspendAppMutationVariables>;
export const AdminResumeAppDocument = new TypedDocumentString(`
    mutation AdminResumeApp($input: AdminResumeAppInput!) {
  adminResumeApp(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminResumeAppMutation, AdminResumeAppMutationVariables>;
export const AdminAuditDocument = new TypedDocumentString(`
    query AdminAudit($after: String, $filter: AdminAuditEventFilter) {
  admin {
    auditEvents(first: 50, after: $after, filter: $filter) {
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
  device
  target
  targetName
  details
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
export const AdminHealthDocument = new TypedDocumentString(`
    query AdminHealth {
  serviceInfo {
    version
    issuer
    development
  }
  admin {
    health {
      status
      database
      databaseLatencyMs
      signingKeysOk
      users
      apps
      liveGrants
      liveSessions
      unsealedAuditEvents
      oldestSigningKeyAgeDays
      nodes {
        name
        version
        startedAt
        lastSeenAt
        alive
        answering
      }
      queues {
        name
        length
        capacity
      }
    }
    settings {
      name
      value
    }
  }
}
    `) as unknown as TypedDocumentString<AdminHealthQuery, AdminHealthQueryVariables>;
export const AdminInvitationsDocument = new TypedDocumentString(`
    query AdminInvitations {
  admin {
    invitations {
      ...AccountInvitation
    }
  }
}
    fragment AccountInvitation on Invitation {
  id
  email
  createdAt
  expiresAt
}`) as unknown as TypedDocumentString<AdminInvitationsQuery, AdminInvitationsQueryVariables>;
export const CreateInvitationDocument = new TypedDocumentString(`
    mutation CreateInvitation($input: AdminCreateInvitationInput!) {
  adminCreateInvitation(input: $input) {
    invitation {
      id
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CreateInvitationMutation, CreateInvitationMutationVariables>;
export const RevokeAccountInvitationDocument = new TypedDocumentString(`
    mutation RevokeAccountInvitation($input: AdminRevokeInvitationInput!) {
  adminRevokeInvitation(input: $input) {
    revokedInvitationId
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeAccountInvitationMutation, RevokeAccountInvitationMutationVariables>;
export const AdminSettingsDocument = new TypedDocumentString(`
    query AdminSettings {
  admin {
    branding {
      serviceName
      accentColor
      privacyUrl
      termsUrl
      supportUrl
      logoPath
    }
  }
}
    `) as unknown as TypedDocumentString<AdminSettingsQuery, AdminSettingsQueryVariables>;
export const UpdateSettingsDocument = new TypedDocumentString(`
    mutation UpdateSettings($input: AdminUpdateSettingsInput!) {
  adminUpdateSettings(input: $input) {
    branding {
      serviceName
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateSettingsMutation, UpdateSettingsMutationVariables>;
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
export const AdminUserDocument = new TypedDocumentString(`
    query AdminUser($id: ID!) {
  admin {
    user(id: $id) {
      id
      email
      emailVerifiedAt
      displayName
      role
      secondFactorSince
      hasPassword
      passwordChangedAt
      suspendedAt
      createdAt
      updatedAt
    }
    auditEvents(first: 10, filter: {userId: $id}) {
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
  device
  target
  targetName
  details
  actor {
    kind
    displayName
    clientId
  }
  app {
    id
    name
  }
}`) as unknown as TypedDocumentString<AdminUserQuery, AdminUserQueryVariables>;
export const AdminSuspendUserDocument = new TypedDocumentString(`
    mutation AdminSuspendUser($input: AdminSuspendUserInput!) {
  adminSuspendUser(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminSuspendUserMutation, AdminSuspendUserMutationVariables>;
export const AdminResumeUserDocument = new TypedDocumentString(`
    mutation AdminResumeUser($input: AdminResumeUserInput!) {
  adminResumeUser(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminResumeUserMutation, AdminResumeUserMutationVariables>;
export const AdminChangeUserRoleDocument = new TypedDocumentString(`
    mutation AdminChangeUserRole($input: AdminChangeUserRoleInput!) {
  adminChangeUserRole(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<AdminChangeUserRoleMutation, AdminChangeUserRoleMutationVariables>;
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
export const UpdateApiKeyDocument = new TypedDocumentString(`
    mutation UpdateApiKey($input: UpdateApiKeyInput!) {
  updateApiKey(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateApiKeyMutation, UpdateApiKeyMutationVariables>;
export const ApiScopesDocument = new TypedDocumentString(`
    query ApiScopes($id: ID!) {
  api(id: $id) {
    id
    name
    permissions {
      canUpdate
      canApprove
    }
    scopes(includeRetired: true) {
      ...ApiScope
    }
    pendingApprovals {
      requestedAt
      app {
        id
        name
        verified
        publisher
      }
      scope {
        name
        title
      }
    }
  }
}
    fragment ApiScope on Scope {
  id
  name
  title
  description
  sensitive
  grantableTo
  resourceType
  includes
  retiredAt
}`) as unknown as TypedDocumentString<ApiScopesQuery, ApiScopesQueryVariables>;
export const RetireScopeDocument = new TypedDocumentString(`
    mutation RetireScope($input: RetireScopeInput!) {
  retireScope(input: $input) {
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RetireScopeMutation, RetireScopeMutationVariables>;
export const ApiSettingsDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<ApiSettingsQuery, ApiSettingsQueryVariables>;
export const UpdateApiDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<UpdateApiMutation, UpdateApiMutationVariables>;
export const ApiFrameDocument = new TypedDocumentString(`
    query ApiFrame($id: ID!) {
  api(id: $id) {
    id
    name
    identifier
    role
  }
}
    `) as unknown as TypedDocumentString<ApiFrameQuery, ApiFrameQueryVariables>;
export const ApiVerifyDocument = new TypedDocumentString(`
    query ApiVerify($id: ID!) {
  api(id: $id) {
    id
    introspectionClients
    snippets {
      ...ClientSnippet
    }
  }
}
    fragment ClientSnippet on Snippet {
  language
  title
  code
}`) as unknown as TypedDocumentString<ApiVerifyQuery, ApiVerifyQueryVariables>;
export const ApisDocument = new TypedDocumentString(`
    query Apis($after: String) {
  viewer {
    apis(first: 25, after: $after) {
      nodes {
        id
        name
        identifier
        publisher
        scopes {
          name
        }
        pendingApprovals {
          requestedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApisQuery, ApisQueryVariables>;
export const CreateApiDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<CreateApiMutation, CreateApiMutationVariables>;
export const AppAuditDocument = new TypedDocumentString(`
    query AppAudit($id: ID!, $after: String, $filter: AuditEventFilter) {
  app(id: $id) {
    id
    auditEvents(first: 25, after: $after, filter: $filter) {
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
  device
  target
  targetName
  details
  actor {
    kind
    displayName
    clientId
  }
  app {
    id
    name
  }
}`) as unknown as TypedDocumentString<AppAuditQuery, AppAuditQueryVariables>;
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
fragment RedirectUrlRow on RedirectUrl {
  id
  url
  createdAt
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
  usesInLast30Days
}
fragment ClientSnippet on Snippet {
  language
  title
  code
}`) as unknown as TypedDocumentString<AppClientQuery, AppClientQueryVariables>;
export const SwitchClientDocument = new TypedDocumentString(`
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
    `) as unknown as TypedDocumentString<SwitchClientMutation, SwitchClientMutationVariables>;
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
    query AppOverview($id: ID!, $range: UsageRange!) {
  app(id: $id) {
    id
    description
    homepage
    policyUri
    tosUri
    createdAt
    updatedAt
    grantsCount
    usage(range: $range) {
      ...AppUsagePart
    }
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
}
fragment AppUsagePart on AppUsage {
  since
  bucketSeconds
  buckets {
    at
    figures {
      signIns
      activeUsers
      tokenCount
      errorCount
    }
  }
  total {
    signIns
    activeUsers
    tokenCount
    errorCount
    refreshFailures
    tokens {
      name
      count
    }
    errors {
      name
      count
    }
  }
}`) as unknown as TypedDocumentString<AppOverviewQuery, AppOverviewQueryVariables>;
export const AppRequestsDocument = new TypedDocumentString(`
    query AppRequests($id: ID!, $after: String, $filter: RequestLogFilter) {
  app(id: $id) {
    id
    clients {
      id
      clientId
      platform
    }
    requestLog(first: 20, after: $after, filter: $filter) {
      nodes {
        ...RequestEntry
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment RequestEntry on RequestLogEntry {
  id
  at
  endpoint
  clientId
  client {
    id
    platform
  }
  code
  message
  explanation
  fix
  parameter
  received
  expected
  difference
  parameters {
    name
    value
    length
  }
  errorId
  moreLikeThis
}`) as unknown as TypedDocumentString<AppRequestsQuery, AppRequestsQueryVariables>;
export const RequestLoggedDocument = new TypedDocumentString(`
    subscription RequestLogged($appId: ID!) {
  requestLogged(appId: $appId) {
    id
  }
}
    `) as unknown as TypedDocumentString<RequestLoggedSubscription, RequestLoggedSubscriptionVariables>;
export const AppScopesDocument = new TypedDocumentString(`
    query AppScopes($id: ID!) {
  app(id: $id) {
    id
    version
    name
    verifiedAt
    profile {
      publisher
    }
    permissions {
      canUpdate
    }
    clients {
      id
      platform
      redirectUrls {
        id
        url
      }
    }
    enabledScopes {
      optional
      approvedForApp
      scope {
        ...ScopeChoice
      }
    }
  }
}
    fragment ScopeChoice on Scope {
  name
  title
  description
  sensitive
  grantableTo
  resourceType
  api {
    id
    name
  }
}`) as unknown as TypedDocumentString<AppScopesQuery, AppScopesQueryVariables>;
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
    logoUri
    description
    homepage
    policyUri
    tosUri
    suspendedAt
    suspendedByAdministrator
    grantsCount
    clients {
      id
    }
    permissions {
      canUpdate
      canDelete
      canSuspend
      canTransfer
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
export const AppUsersDocument = new TypedDocumentString(`
    query AppUsers($id: ID!, $after: String) {
  app(id: $id) {
    id
    name
    permissions {
      canRevokeGrants
    }
    grants(first: 25, after: $after) {
      nodes {
        id
        subject
        name
        email
        createdAt
        lastUsedAt
        scopes {
          name
          title
        }
      }
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AppUsersQuery, AppUsersQueryVariables>;
export const RevokeAllGrantsDocument = new TypedDocumentString(`
    mutation RevokeAllGrants($input: RevokeAllGrantsInput!) {
  revokeAllGrants(input: $input) {
    revokedCount
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeAllGrantsMutation, RevokeAllGrantsMutationVariables>;
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
  owner {
    __typename
    ... on User {
      id
      displayName
    }
    ... on Organization {
      id
      name
    }
  }
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
export const ConnectedAppDocument = new TypedDocumentString(`
    query ConnectedApp($id: ID!) {
  node(id: $id) {
    __typename
    ... on Grant {
      ...GrantCard
      updatedAt
      revokedAt
      app {
        description
        policyUri
        tosUri
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
    apiName
    resourceType
    resources {
      name
      permission
    }
  }
}`) as unknown as TypedDocumentString<ConnectedAppQuery, ConnectedAppQueryVariables>;
export const ConnectedAppsDocument = new TypedDocumentString(`
    query ConnectedApps($after: String, $filter: GrantFilter) {
  viewer {
    grants(first: 25, after: $after, filter: $filter) {
      nodes {
        ...GrantCard
      }
      totalCount
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
    apiName
    resourceType
    resources {
      name
      permission
    }
  }
}`) as unknown as TypedDocumentString<ConnectedAppsQuery, ConnectedAppsQueryVariables>;
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
export const FindErrorDocument = new TypedDocumentString(`
    query FindError($errorId: String!) {
  requestLogEntry(errorId: $errorId) {
    ...RequestEntry
    app {
      id
      name
    }
  }
}
    fragment RequestEntry on RequestLogEntry {
  id
  at
  endpoint
  clientId
  client {
    id
    platform
  }
  code
  message
  explanation
  fix
  parameter
  received
  expected
  difference
  parameters {
    name
    value
    length
  }
  errorId
  moreLikeThis
}`) as unknown as TypedDocumentString<FindErrorQuery, FindErrorQueryVariables>;
export const TryItNowDocument = new TypedDocumentString(`
    query TryItNow($filter: AppFilter) {
  serviceInfo {
    issuer
  }
  viewer {
    canCreateApps
    apps(first: 20, filter: $filter, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes {
        id
        name
        clients {
          id
          clientId
          platform
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TryItNowQuery, TryItNowQueryVariables>;
export const ExplorerDocument = new TypedDocumentString(`
    query Explorer {
  serviceInfo {
    explorer
  }
}
    `) as unknown as TypedDocumentString<ExplorerQuery, ExplorerQueryVariables>;
export const InvitationDocument = new TypedDocumentString(`
    query Invitation($token: String!) {
  invitation(token: $token) {
    ...InvitationPart
  }
}
    fragment InvitationPart on ReceivedInvitation {
  id
  organizationName
  organizationSlug
  role
  forYou
  invitedBy
  expiresAt
}`) as unknown as TypedDocumentString<InvitationQuery, InvitationQueryVariables>;
export const OrganizationDocument = new TypedDocumentString(`
    query Organization($slug: String!) {
  organization(slug: $slug) {
    id
    slug
    name
    role
    secondFactorRequired
    permissions {
      canUpdate
      canManageMembers
      canManageOwners
    }
    invitations {
      id
      email
      role
      expiresAt
      revokedAt
    }
    members {
      userId
      displayName
      email
      role
      createdAt
    }
    apps(first: 50, orderBy: {field: NAME}) {
      nodes {
        id
        name
      }
    }
    apis(first: 50) {
      nodes {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OrganizationQuery, OrganizationQueryVariables>;
export const OrganizationsDocument = new TypedDocumentString(`
    query Organizations {
  viewer {
    invitations {
      ...InvitationPart
    }
    organizations {
      id
      slug
      name
      role
      createdAt
    }
  }
}
    fragment InvitationPart on ReceivedInvitation {
  id
  organizationName
  organizationSlug
  role
  forYou
  invitedBy
  expiresAt
}`) as unknown as TypedDocumentString<OrganizationsQuery, OrganizationsQueryVariables>;
export const CreateOrganizationDocument = new TypedDocumentString(`
    mutation CreateOrganization($input: CreateOrganizationInput!) {
  createOrganization(input: $input) {
    organization {
      id
      slug
      name
    }
    userErrors {
      message
      field
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CreateOrganizationMutation, CreateOrganizationMutationVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview {
  viewer {
    user {
      id
      emailVerifiedAt
      hasPassword
      passwordChangedAt
      createdAt
    }
    securityOverview {
      secondFactorSince
      secondFactorRequired
      passkeysAvailable
      passkeys {
        id
      }
      recoveryCodesLeft
    }
    grants(first: 100) {
      totalCount
      nodes {
        id
        createdAt
        lastUsedAt
      }
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
  device
  target
  targetName
  details
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
        ...ProfileFields
        picture
      }
    }
  }
}
    fragment EmailAddress on User {
  email
  emailVerifiedAt
  pendingEmail
}
fragment ProfileFields on Profile {
  name
  givenName
  middleName
  familyName
  nickname
  preferredUsername
  profile
  website
  gender
  birthdate
  zoneinfo
  locale
  phoneNumber
  address {
    formatted
    streetAddress
    locality
    region
    postalCode
    country
  }
}`) as unknown as TypedDocumentString<ProfileQuery, ProfileQueryVariables>;
export const SecurityDocument = new TypedDocumentString(`
    query Security {
  viewer {
    securityOverview {
      passwordChangedAt
      secondFactorSince
      secondFactorRequired
      recoveryCodesLeft
      ...ApiPassword
      ...Totp
      ...Passkeys
    }
    ...LinkedProviders
  }
}
    fragment ApiPassword on Security {
  passwordForApi
  secondFactorSince
}
fragment LinkedProviders on Viewer {
  linkedIdentities {
    id
    providerId
    email
    lastUsedAt
    createdAt
    provider {
      title
    }
  }
  availableProviders {
    id
    title
    linkUrl
  }
}
fragment Passkeys on Security {
  passkeysAvailable
  passkeys {
    id
    name
    synced
    flaggedAt
    createdAt
    lastUsedAt
  }
}
fragment Totp on Security {
  totp {
    createdAt
    lastUsedAt
  }
}`) as unknown as TypedDocumentString<SecurityQuery, SecurityQueryVariables>;
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
  sameNetwork
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