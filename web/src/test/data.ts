/* What a small server would answer. */
import type {
  ApiKeyRowFragment,
  AppClientQuery,
  AppFrameQuery,
  AppRowFragment,
  AppUsagePartFragment,
  EventRowFragment,
  GrantCardFragment,
  ProfileFieldsFragment,
  RequestEntryFragment,
  ScopeChoiceFragment,
  SecretRowFragment,
  SecurityQuery,
  SessionRowFragment,
  ViewerQuery,
} from "../gql/graphql";

export const viewer: NonNullable<ViewerQuery["viewer"]> = {
  canCreateApps: true,
  isAdministrator: false,
  user: {
    id: "user_ada",
    email: "ada@example.com",
    displayName: "Ada Lovelace",
    profile: { picture: null },
  },
};

const pageInfo = { hasNextPage: false, endCursor: null };

/** A connection with all its things on one page. */
export function connection<Node>(...nodes: Node[]) {
  return { nodes, totalCount: nodes.length, pageInfo };
}

export const openid: ScopeChoiceFragment = {
  name: "openid",
  title: "Know who you are",
  description: "A lasting number for you, nothing else.",
  sensitive: false,
  grantableTo: "USER",
  resourceType: null,
  api: null,
};

export const orders: ScopeChoiceFragment = {
  name: "shop.orders:write",
  title: "Place orders for you",
  description: null,
  sensitive: true,
  grantableTo: "USER",
  resourceType: null,
  api: { id: "api_shop", name: "Shop" },
};

export const appFrame: NonNullable<AppFrameQuery["app"]> = {
  id: "app_demo",
  name: "Demo Shop",
  logoUri: null,
  verifiedAt: null,
  suspendedAt: null,
  suspendedByAdministrator: false,
};

export const appRow: AppRowFragment = {
  id: "app_demo",
  name: "Demo Shop",
  logoUri: null,
  description: "Things worth having",
  createdAt: "2026-01-02T08:00:00Z",
  suspendedAt: null,
  verifiedAt: null,
  grantsCount: 3,
  owner: { __typename: "User", id: "user_ada", displayName: "Ada Lovelace" },
  clients: [{ id: "client_web", platform: "WEB" }],
};

export const secret: SecretRowFragment = {
  id: "secret_first",
  label: "Production",
  lastFour: "x7Qa",
  status: "ACTIVE",
  createdAt: "2026-01-02T08:00:00Z",
  expiresAt: null,
  lastUsedAt: "2026-01-03T08:00:00Z",
  useCount: 12,
  usesInLast30Days: 7,
};

type App = NonNullable<AppClientQuery["app"]>;

export const client: NonNullable<App["client"]> = {
  id: "client_web",
  clientId: "lk_demo_web",
  platform: "WEB",
  tokenEndpointAuthMethod: "CLIENT_SECRET_BASIC",
  grantTypes: ["AUTHORIZATION_CODE", "REFRESH_TOKEN"],
  disabledAt: null,
  createdAt: "2026-01-02T08:00:00Z",
  lastUsedAt: null,
  settings: {
    responseTypes: ["CODE"],
    responseModes: ["QUERY", "FORM_POST"],
    defaultScopes: [],
    pinAuthMethod: false,
    requirePkce: true,
    rotateRefreshTokens: true,
    codeInFragment: false,
    idTokenSignedResponseAlg: "RS256",
    userinfoSignedResponseAlg: null,
    defaultMaxAge: null,
    jwks: null,
    jwksUri: null,
  },
  warnings: [],
  secrets: [secret],
  redirectUrls: [
    {
      id: "redirect_first",
      url: "https://shop.example/callback",
      createdAt: "2026-01-02T08:00:00Z",
    },
  ],
  postLogoutRedirectUrls: [],
  snippets: [{ language: "CURL", title: "Get a token", code: "curl https://id.example" }],
};

export const session: SessionRowFragment = {
  id: "session_other",
  current: false,
  device: "Firefox on Linux",
  ipAddress: "192.0.2.7",
  sameNetwork: true,
  authenticatedAt: "2026-01-02T08:00:00Z",
  lastSeenAt: "2026-01-02T09:00:00Z",
};

export const apiKey: ApiKeyRowFragment = {
  id: "akid_first",
  label: "Till",
  lastFour: "k3Yz",
  applicationName: null,
  redirectOrigin: null,
  replacedById: null,
  networks: [],
  createdAt: "2026-01-02T08:00:00Z",
  expiresAt: null,
  lastUsedAt: "2026-01-03T08:00:00Z",
  lastUsedFrom: "192.0.2.0/24",
  permissions: [
    {
      permission: "shop:read:s1",
      title: "See invoices",
      resourceKey: "s1",
      resourceName: "First store",
      effective: true,
      useCount: 2,
    },
  ],
};

export const grant: GrantCardFragment = {
  id: "grant_demo",
  createdAt: "2026-01-02T08:00:00Z",
  lastUsedAt: null,
  lastUsedFrom: null,
  accessTokensEndBy: "2999-01-02T14:05:00Z",
  app: {
    id: "app_demo",
    name: "Demo Shop",
    logoUri: null,
    publisher: null,
    homepage: "https://shop.example/",
    verified: false,
  },
  scopes: [
    { ...openid, apiName: null, resourceType: null, resources: null },
    { ...orders, apiName: "Shop", resourceType: null, resources: null },
  ],
};

const figures = { signIns: 4, activeUsers: 2, tokenCount: 9, errorCount: 1 };

export const usage: AppUsagePartFragment = {
  since: "2026-01-01T00:00:00Z",
  bucketSeconds: 86400,
  buckets: [
    { at: "2026-01-01T00:00:00Z", figures: { ...figures, signIns: 1 } },
    { at: "2026-01-02T00:00:00Z", figures: { ...figures, signIns: 3 } },
  ],
  total: {
    ...figures,
    refreshFailures: 0,
    tokens: [{ name: "authorization_code", count: 9 }],
    errors: [{ name: "invalid_grant", count: 1 }],
  },
};

export const refused: RequestEntryFragment = {
  id: "req_first",
  at: "2026-01-02T08:00:00Z",
  endpoint: "TOKEN",
  clientId: "lk_demo_web",
  client: { id: "client_web", platform: "WEB" },
  code: "invalid_grant",
  message: "The code has expired.",
  explanation: "The code has expired: it lives for a minute at most.",
  fix: "Redeem the code as soon as it arrives.",
  parameter: "code",
  received: null,
  expected: null,
  difference: null,
  parameters: [
    { name: "grant_type", value: "authorization_code", length: 18 },
    { name: "code", value: null, length: 43 },
  ],
  errorId: null,
  moreLikeThis: 2,
};

export const event: EventRowFragment = {
  id: "event_first",
  at: "2026-01-02T08:00:00Z",
  kind: "session.of_a_new_kind",
  title: "Signed in",
  outcome: "SUCCESS",
  ipAddress: "192.0.2.7",
  device: "Firefox on Linux",
  target: null,
  targetName: null,
  details: { method: "password" },
  actor: { kind: "USER", displayName: "Ada Lovelace", clientId: null },
  app: null,
};

/** Nothing said of oneself. */
export const bareProfile: ProfileFieldsFragment & { picture: null } = {
  name: null,
  picture: null,
  givenName: null,
  middleName: null,
  familyName: null,
  nickname: null,
  preferredUsername: null,
  profile: null,
  website: null,
  gender: null,
  birthdate: null,
  zoneinfo: null,
  locale: null,
  phoneNumber: null,
  address: null,
};

export const security: NonNullable<NonNullable<SecurityQuery["viewer"]>["securityOverview"]> = {
  passwordForApi: false,
  passwordChangedAt: "2026-01-02T08:00:00Z",
  secondFactorSince: "2026-02-03T08:00:00Z",
  secondFactorRequired: false,
  totp: { createdAt: "2026-02-03T08:00:00Z", lastUsedAt: null },
  passkeysAvailable: true,
  passkeys: [
    {
      id: "psk_laptop",
      name: "Laptop",
      synced: true,
      flaggedAt: null,
      createdAt: "2026-02-03T08:00:00Z",
      lastUsedAt: "2026-02-04T08:00:00Z",
    },
  ],
  recoveryCodesLeft: 8,
};
