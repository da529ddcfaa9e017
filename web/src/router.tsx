/*
 * The table of pages. Every page is a chunk of its own, loaded when it is opened or pointed at.
 * The server answers index.html for exactly these paths; the paths of its own pages never appear here.
 */
import {
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
} from "@tanstack/react-router";
import { lazyPage } from "./components/lazyPage";
import { NotFound } from "./components/NotFound";
import { PageBroken } from "./components/PageBroken";
import { Shell } from "./components/Shell";
import { parseChoices, writeChoices } from "./lib/address";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const at = { getParentRoute: () => root };

// Account
const overview = createRoute({
  ...at,
  path: "/",
  component: lazyPage(() => import("./routes/overview"), "Overview"),
});
const connectedApps = createRoute({
  ...at,
  path: "/connected-apps",
  component: lazyPage(() => import("./routes/connected-apps"), "ConnectedApps"),
});
const connectedApp = createRoute({
  ...at,
  path: "/connected-apps/$grantId",
  component: lazyPage(() => import("./routes/connected-app"), "ConnectedApp"),
});
const apiKeys = createRoute({
  ...at,
  path: "/api-keys",
  component: lazyPage(() => import("./routes/api-keys"), "ApiKeys"),
});
const sessions = createRoute({
  ...at,
  path: "/sessions",
  component: lazyPage(() => import("./routes/sessions"), "Sessions"),
});
const profile = createRoute({
  ...at,
  path: "/profile",
  component: lazyPage(() => import("./routes/profile"), "Profile"),
});
const security = createRoute({
  ...at,
  path: "/security",
  component: lazyPage(() => import("./routes/security"), "Security"),
});
const data = createRoute({
  ...at,
  path: "/data",
  component: lazyPage(() => import("./routes/data"), "Data"),
});
const activity = createRoute({
  ...at,
  path: "/activity",
  component: lazyPage(() => import("./routes/activity"), "Activity"),
});

// Developer
const apps = createRoute({
  ...at,
  path: "/apps",
  component: lazyPage(() => import("./routes/apps.index"), "Apps"),
});
const newApp = createRoute({
  ...at,
  path: "/apps/new",
  component: lazyPage(() => import("./routes/apps.new"), "NewApp"),
});
const app = createRoute({
  ...at,
  path: "/apps/$appId",
  component: lazyPage(() => import("./routes/app"), "AppFrame"),
});
const appAt = { getParentRoute: () => app };
const appOverview = createRoute({
  ...appAt,
  path: "/",
  component: lazyPage(() => import("./routes/app.overview"), "AppOverview"),
});
const appClients = createRoute({
  ...appAt,
  path: "/clients",
  component: lazyPage(() => import("./routes/app.clients"), "AppClients"),
});
const appClient = createRoute({
  ...appAt,
  path: "/clients/$clientId",
  component: lazyPage(() => import("./routes/app.client"), "AppClient"),
});
const appScopes = createRoute({
  ...appAt,
  path: "/scopes",
  component: lazyPage(() => import("./routes/app.scopes"), "AppScopes"),
});
const appUsers = createRoute({
  ...appAt,
  path: "/users",
  component: lazyPage(() => import("./routes/app.users"), "AppUsers"),
});
const appRequests = createRoute({
  ...appAt,
  path: "/requests",
  component: lazyPage(() => import("./routes/app.requests"), "AppRequests"),
});
const appAudit = createRoute({
  ...appAt,
  path: "/audit",
  component: lazyPage(() => import("./routes/app.audit"), "AppAudit"),
});
const appSettings = createRoute({
  ...appAt,
  path: "/settings",
  component: lazyPage(() => import("./routes/app.settings"), "AppSettings"),
});

const apis = createRoute({
  ...at,
  path: "/apis",
  component: lazyPage(() => import("./routes/apis.index"), "Apis"),
});
const newApi = createRoute({
  ...at,
  path: "/apis/new",
  component: lazyPage(() => import("./routes/apis.new"), "NewApi"),
});
const api = createRoute({
  ...at,
  path: "/apis/$apiId",
  component: lazyPage(() => import("./routes/api"), "ApiFrame"),
});
const apiAt = { getParentRoute: () => api };
const apiScopes = createRoute({
  ...apiAt,
  path: "/",
  component: lazyPage(() => import("./routes/api.scopes"), "ApiScopes"),
});
const apiVerify = createRoute({
  ...apiAt,
  path: "/verify",
  component: lazyPage(() => import("./routes/api.verify"), "ApiVerify"),
});
const apiSettings = createRoute({
  ...apiAt,
  path: "/settings",
  component: lazyPage(() => import("./routes/api.settings"), "ApiSettings"),
});
const tryItNow = createRoute({
  ...at,
  path: "/developer/try",
  component: lazyPage(() => import("./routes/developer.try"), "TryItNow"),
});

const findError = createRoute({
  ...at,
  path: "/developer/error",
  validateSearch: (search: Record<string, unknown>): { id?: string } =>
    typeof search.id === "string" ? { id: search.id } : {},
  component: lazyPage(() => import("./routes/developer.error"), "FindError"),
});

const explorer = createRoute({
  ...at,
  path: "/graphiql",
  component: lazyPage(() => import("./routes/explorer"), "Explorer"),
});

// Organizations
const organizations = createRoute({
  ...at,
  path: "/organizations",
  component: lazyPage(() => import("./routes/organizations.index"), "Organizations"),
});
const organization = createRoute({
  ...at,
  path: "/organizations/$slug",
  component: lazyPage(() => import("./routes/organization"), "Organization"),
});

const invitation = createRoute({
  ...at,
  path: "/invitation",
  component: lazyPage(() => import("./routes/invitation"), "Invitation"),
});

// Administration
const adminUsers = createRoute({
  ...at,
  path: "/admin/users",
  component: lazyPage(() => import("./routes/admin.users"), "AdminUsers"),
});
const adminUser = createRoute({
  ...at,
  path: "/admin/users/$userId",
  component: lazyPage(() => import("./routes/admin.user"), "AdminUser"),
});
const adminInvitations = createRoute({
  ...at,
  path: "/admin/invitations",
  component: lazyPage(() => import("./routes/admin.invitations"), "AdminInvitations"),
});
const adminApps = createRoute({
  ...at,
  path: "/admin/apps",
  component: lazyPage(() => import("./routes/admin.apps"), "AdminApps"),
});
const adminSettings = createRoute({
  ...at,
  path: "/admin/settings",
  component: lazyPage(() => import("./routes/admin.settings"), "AdminSettings"),
});
const adminHealth = createRoute({
  ...at,
  path: "/admin/health",
  component: lazyPage(() => import("./routes/admin.health"), "AdminHealth"),
});
const adminApis = createRoute({
  ...at,
  path: "/admin/apis",
  component: lazyPage(() => import("./routes/admin.apis"), "AdminApis"),
});
const adminKeys = createRoute({
  ...at,
  path: "/admin/signing-keys",
  component: lazyPage(() => import("./routes/admin.signing-keys"), "AdminSigningKeys"),
});
const adminAudit = createRoute({
  ...at,
  path: "/admin/audit",
  component: lazyPage(() => import("./routes/admin.audit"), "AdminAudit"),
});

const tree = root.addChildren([
  overview,
  connectedApps,
  connectedApp,
  apiKeys,
  sessions,
  profile,
  security,
  activity,
  data,
  apps,
  newApp,
  app.addChildren([
    appOverview,
    appClients,
    appClient,
    appScopes,
    appUsers,
    appRequests,
    appAudit,
    appSettings,
  ]),
  apis,
  newApi,
  api.addChildren([apiScopes, apiVerify, apiSettings]),
  tryItNow,
  findError,
  explorer,
  organizations,
  organization,
  invitation,
  adminUsers,
  adminUser,
  adminInvitations,
  adminApps,
  adminHealth,
  adminSettings,
  adminApis,
  adminKeys,
  adminAudit,
]);

export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    history,
    defaultPreload: "intent",
    parseSearch: parseChoices,
    stringifySearch: writeChoices,
    defaultErrorComponent: PageBroken,
    defaultNotFoundComponent: NotFound,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
