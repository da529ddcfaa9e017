/* Every page that reads something, in the states every page goes through. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { preferredLanguages, t } from "../lib/i18n";
import { navigation } from "../lib/server";
import { makeRouter } from "../router";
import {
  apiKey,
  appFrame,
  appRow,
  bareProfile,
  client,
  connection,
  event,
  grant,
  openid,
  refused,
  security,
  session,
  usage,
  viewer,
} from "./data";
import { type Answers, openPage, refusal } from "./render";

const frame: Answers = { AppFrame: { data: { app: appFrame } } };
const administrator: Answers = {
  Viewer: {
    data: {
      viewer: { ...viewer, isAdministrator: true },
      serviceInfo: { name: "Latchkey", explorer: true },
    },
  },
};
const app = {
  id: "app_demo",
  name: "Demo Shop",
  version: 1,
  description: null,
  homepage: null,
  policyUri: null,
  tosUri: null,
  createdAt: "2026-01-02T08:00:00Z",
  updatedAt: "2026-01-02T08:00:00Z",
  grantsCount: 3,
  usage,
  requestLog: connection(refused),
  owner: { __typename: "User", displayName: "Ada Lovelace" },
  suspendedAt: null,
  suspendedByAdministrator: false,
  verifiedAt: null,
  profile: { publisher: null },
  permissions: {
    canUpdate: true,
    canManageCredentials: true,
    canDelete: true,
    canSuspend: true,
    canTransfer: true,
    canRevokeGrants: true,
  },
  grants: connection({
    id: "grant_demo",
    subject: "user_eve",
    name: "Eve",
    email: null,
    createdAt: "2026-01-02T08:00:00Z",
    lastUsedAt: null,
    scopes: [openid],
  }),
  auditEvents: connection(event),
  clients: [client],
  client,
  enabledScopes: [{ optional: false, approvedForApp: null, scope: openid }],
};
const api = {
  id: "api_shop",
  name: "Shop API",
  identifier: "https://api.shop.example",
  publisher: null,
  role: "OWNER",
  updatedAt: "2026-01-02T08:00:00Z",
  accessTokenTtl: null,
  requireNonce: false,
  introspectionClients: ["shop-api"],
  permissions: { canUpdate: true, canApprove: true },
  snippets: [{ language: "CURL", title: "Check a token", code: "curl https://id.example" }],
  pendingApprovals: [
    {
      requestedAt: "2026-01-02T08:00:00Z",
      app: { id: "app_demo", name: "Demo Shop", verified: false, publisher: null },
      scope: { name: "stock:count", title: "Count the stock" },
    },
  ],
  scopes: [{ ...openid, id: "scope_first", resourceType: null, includes: [], retiredAt: null }],
};
const apiFrame: Answers = { ApiFrame: { data: { api } } };
const invitation = {
  id: "inv_first",
  organizationName: "Demo Shop Ltd",
  organizationSlug: "shop",
  role: "DEVELOPER",
  forYou: true,
  invitedBy: "Ada Lovelace",
  expiresAt: "2999-01-02T08:00:00Z",
};
const organization = {
  id: "org_shop",
  slug: "shop",
  name: "Demo Shop Ltd",
  role: "OWNER",
  createdAt: "2026-01-02T08:00:00Z",
  permissions: { canUpdate: true, canManageMembers: true, canManageOwners: true },
  invitations: [
    {
      id: "inv_first",
      email: "eve@example.com",
      role: "VIEWER",
      expiresAt: "2999-01-02T08:00:00Z",
      revokedAt: null,
    },
  ],
  members: [
    {
      userId: "user_ada",
      displayName: "Ada Lovelace",
      email: "ada@example.com",
      role: "OWNER",
      createdAt: "2026-01-02T08:00:00Z",
    },
  ],
  apps: connection({ id: "app_demo", name: "Demo Shop" }),
  apis: connection(),
};
const person = {
  id: "user_eve",
  displayName: "Eve",
  email: "eve@example.com",
  emailVerifiedAt: null,
  role: "USER",
  hasPassword: true,
  passwordChangedAt: null,
  createdAt: "2026-01-02T08:00:00Z",
  updatedAt: "2026-01-02T08:00:00Z",
  suspendedAt: null,
};
const glance = {
  secondFactorSince: null,
  secondFactorRequired: false,
  passkeysAvailable: true,
  passkeys: [],
  recoveryCodesLeft: 0,
};
const noClients = { ...app, clients: [] };

const trial = {
  serviceInfo: { issuer: "https://id.example" },
  viewer: {
    canCreateApps: true,
    apps: connection({
      id: "app_try",
      name: "Try it now",
      clients: [
        {
          id: "client_try",
          clientId: "lk_try",
          platform: "SINGLE_PAGE",
        },
      ],
    }),
  },
};
const trialApp = {
  id: "app_try",
  permissions: { canUpdate: true },
  client: {
    id: "client_try",
    redirectUrls: [{ id: "redirect_try", url: "https://id.example/developer/try" }],
  },
  enabledScopes: [{ scope: openid }],
};

interface PageCase {
  path: string;
  operation: string;
  /** Answered beside the operation in question. */
  others?: Answers;
  full: unknown;
  shows: string;
  /** Absent where there is always something: a form. */
  empty?: unknown;
  teaches?: string;
}

const pages: PageCase[] = [
  {
    path: "/",
    operation: "Overview",
    full: {
      viewer: {
        user: person,
        securityOverview: glance,
        grants: connection(grant),
        sessions: [session, { ...session, id: "session_second" }],
        apps: connection(appRow),
        activity: connection(event),
      },
    },
    shows: "Signed in",
    empty: {
      viewer: {
        user: person,
        securityOverview: glance,
        grants: connection(),
        sessions: [session],
        apps: connection(),
        activity: connection(),
      },
    },
    teaches: t("activity.emptyText"),
  },
  {
    path: "/connected-apps",
    operation: "ConnectedApps",
    full: { viewer: { grants: connection(grant) } },
    shows: "Place orders for you",
    empty: { viewer: { grants: connection() } },
    teaches: t("connected.emptyText"),
  },
  {
    path: "/connected-apps/grant_demo",
    operation: "ConnectedApp",
    full: {
      node: {
        __typename: "Grant",
        ...grant,
        updatedAt: "2026-01-02T08:00:00Z",
        revokedAt: null,
        app: { ...grant.app, description: null, policyUri: null, tosUri: null },
      },
    },
    shows: "Place orders for you",
    empty: { node: null },
    teaches: t("failure.missing"),
  },
  {
    path: "/api-keys",
    operation: "ApiKeys",
    full: { viewer: { apiKeys: connection(apiKey) } },
    shows: "See invoices",
    empty: { viewer: { apiKeys: connection() } },
    teaches: t("keys.emptyText"),
  },
  {
    path: "/sessions",
    operation: "Sessions",
    full: { viewer: { sessions: [session] } },
    shows: "Firefox on Linux",
    empty: { viewer: { sessions: [] } },
    teaches: t("sessions.emptyText"),
  },
  {
    path: "/profile",
    operation: "Profile",
    full: {
      viewer: {
        user: {
          id: "user_ada",
          email: "ada@example.com",
          emailVerifiedAt: null,
          pendingEmail: null,
          createdAt: "2026-01-02T08:00:00Z",
          profile: { ...bareProfile, name: "Ada" },
        },
      },
    },
    shows: t("profile.emailUnverified"),
  },
  {
    path: "/security",
    operation: "Security",
    full: { viewer: { securityOverview: security } },
    shows: "Laptop",
    empty: { viewer: { securityOverview: { ...security, passkeys: [], totp: null } } },
    teaches: t("security.totpOff"),
  },
  {
    path: "/data",
    operation: "YourData",
    full: {
      viewer: {
        user: { id: "user_ada", email: "ada@example.com" },
        dataExport: null,
        organizations: [],
        apps: { totalCount: 0 },
      },
    },
    shows: t("data.export"),
  },
  {
    path: "/activity",
    operation: "Activity",
    full: { viewer: { activity: connection(event) } },
    shows: "Signed in",
    empty: { viewer: { activity: connection() } },
    teaches: t("activity.emptyText"),
  },
  {
    path: "/apps",
    operation: "Apps",
    full: { viewer: { apps: connection(appRow) } },
    shows: "Things worth having",
    empty: { viewer: { apps: connection() } },
    teaches: t("apps.emptyText"),
  },
  {
    path: "/apps/new",
    operation: "Scopes",
    full: { scopes: connection(openid) },
    shows: "Know who you are",
    empty: { scopes: connection() },
    teaches: t("scopes.emptyText"),
  },
  {
    path: "/apps/app_demo",
    operation: "AppOverview",
    others: frame,
    full: { app },
    shows: "lk_demo_web",
    empty: { app: noClients },
    teaches: t("clients.emptyText"),
  },
  {
    path: "/apps/app_demo/clients",
    operation: "AppClients",
    others: frame,
    full: { app },
    shows: "lk_demo_web",
    empty: { app: noClients },
    teaches: t("clients.emptyText"),
  },
  {
    path: "/apps/app_demo/clients/lk_demo_web",
    operation: "AppClient",
    others: frame,
    full: { app },
    shows: "https://shop.example/callback",
    empty: { app: { ...app, client: { ...client, secrets: [], redirectUrls: [] } } },
    teaches: t("secrets.emptyText"),
  },
  {
    path: "/apps/app_demo/scopes",
    operation: "AppScopes",
    others: { ...frame, Scopes: { data: { scopes: connection(openid) } } },
    full: { app },
    shows: "Know who you are",
    empty: {
      app: { ...app, permissions: { ...app.permissions, canUpdate: false }, enabledScopes: [] },
    },
    teaches: t("scopes.none"),
  },
  {
    path: "/apps/app_demo/users",
    operation: "AppUsers",
    others: frame,
    full: { app },
    shows: "Eve",
    empty: { app: { ...app, grants: connection() } },
    teaches: t("appUsers.emptyText"),
  },
  {
    path: "/apps/app_demo/requests",
    operation: "AppRequests",
    others: frame,
    full: { app },
    shows: refused.fix,
    empty: { app: { ...app, requestLog: connection() } },
    teaches: t("requests.emptyText"),
  },
  {
    path: "/developer/error?id=abc",
    operation: "FindError",
    full: { requestLogEntry: { ...refused, app: { id: "app_demo", name: "Demo Shop" } } },
    shows: refused.fix,
    empty: { requestLogEntry: null },
    teaches: t("findError.noneText"),
  },
  {
    path: "/invitation",
    operation: "Invitation",
    full: { invitation },
    shows: t("invitation.accept"),
    empty: { invitation: null },
    teaches: t("invitation.overText"),
  },
  {
    path: "/admin/settings",
    operation: "AdminSettings",
    others: administrator,
    full: {
      admin: {
        branding: {
          serviceName: "Our Service",
          accentColor: null,
          privacyUrl: null,
          termsUrl: null,
          supportUrl: null,
          logoPath: null,
        },
      },
    },
    shows: t("branding.peopleNote"),
    empty: { admin: null },
    teaches: t("failure.forbidden"),
  },
  {
    path: "/apps/app_demo/audit",
    operation: "AppAudit",
    others: frame,
    full: { app },
    shows: "Signed in",
    empty: { app: { ...app, auditEvents: connection() } },
    teaches: t("appAudit.emptyText"),
  },
  {
    path: "/apis",
    operation: "Apis",
    full: { viewer: { apis: connection(api) } },
    shows: "https://api.shop.example",
    empty: { viewer: { apis: connection() } },
    teaches: t("apis.emptyText"),
  },
  {
    path: "/apis/api_shop",
    operation: "ApiScopes",
    others: apiFrame,
    full: { api },
    shows: "stock:count",
    empty: { api: { ...api, scopes: [], pendingApprovals: [] } },
    teaches: t("apiScopes.emptyText"),
  },
  {
    path: "/apis/api_shop",
    operation: "ApiFrame",
    others: { ApiScopes: { data: { api } } },
    full: { api },
    shows: "Shop API",
    empty: { api: null },
    teaches: t("failure.missing"),
  },
  {
    path: "/apis/api_shop/verify",
    operation: "ApiVerify",
    others: apiFrame,
    full: { api },
    shows: "curl https://id.example",
    empty: { api: null },
    teaches: t("failure.missing"),
  },
  {
    path: "/apis/api_shop/settings",
    operation: "ApiSettings",
    others: apiFrame,
    full: { api, serviceInfo: { accessTokenTtl: 3600 } },
    shows: t("apiSettings.clients"),
    empty: { api: null, serviceInfo: { accessTokenTtl: 3600 } },
    teaches: t("failure.missing"),
  },
  {
    path: "/developer/try",
    operation: "TryItNow",
    others: { TrialApp: { data: { app: trialApp } } },
    full: trial,
    shows: "Know who you are",
    empty: {
      serviceInfo: { issuer: "https://id.example" },
      viewer: { canCreateApps: true, apps: connection() },
    },
    teaches: t("try.noClientText"),
  },
  {
    path: "/developer/try",
    operation: "TrialApp",
    others: { TryItNow: { data: trial } },
    full: { app: trialApp },
    shows: "Know who you are",
    empty: { app: null },
    teaches: t("failure.missing"),
  },
  {
    path: "/organizations",
    operation: "Organizations",
    full: { viewer: { invitations: [invitation], organizations: [organization] } },
    shows: "Demo Shop Ltd",
    empty: { viewer: { invitations: [], organizations: [] } },
    teaches: t("organizations.emptyText"),
  },
  {
    path: "/organizations/shop",
    operation: "Organization",
    full: { organization },
    shows: "ada@example.com",
    empty: { organization: { ...organization, apps: connection() } },
    teaches: t("organization.noApps"),
  },
  {
    path: "/apps/app_demo/settings",
    operation: "AppSettings",
    others: frame,
    full: { app },
    shows: t("settings.suspendNote"),
    empty: { app: null },
    teaches: t("failure.missing"),
  },
  {
    path: "/apps/app_demo",
    operation: "AppFrame",
    others: { AppOverview: { data: { app } } },
    full: { app: appFrame },
    shows: "Demo Shop",
    empty: { app: null },
    teaches: t("failure.missing"),
  },
  {
    path: "/admin/users",
    operation: "AdminUsers",
    others: administrator,
    full: {
      admin: {
        users: connection({
          id: "user_eve",
          displayName: "Eve",
          email: "eve@example.com",
          role: "ADMIN",
          createdAt: "2026-01-02T08:00:00Z",
          suspendedAt: null,
        }),
      },
    },
    shows: "eve@example.com",
    empty: { admin: { users: connection() } },
    teaches: t("admin.users.emptyText"),
  },
  {
    path: "/admin/invitations",
    operation: "AdminInvitations",
    others: administrator,
    full: {
      admin: {
        invitations: [
          {
            id: "inv_eve",
            email: "eve@example.com",
            createdAt: "2026-01-02T08:00:00Z",
            expiresAt: "2999-01-02T08:00:00Z",
          },
        ],
      },
    },
    shows: "eve@example.com",
    empty: { admin: { invitations: [] } },
    teaches: t("invitations.emptyText"),
  },
  {
    path: "/graphiql",
    operation: "Explorer",
    full: { serviceInfo: { explorer: true } },
    shows: t("explorer.run"),
    empty: { serviceInfo: { explorer: false } },
    teaches: t("explorer.offText"),
  },
  {
    path: "/admin/users/user_eve",
    operation: "AdminUser",
    others: administrator,
    full: { admin: { user: person, auditEvents: connection(event) } },
    shows: "eve@example.com",
    empty: { admin: { user: person, auditEvents: connection() } },
    teaches: t("admin.user.noEvents"),
  },
  {
    path: "/admin/apps",
    operation: "AdminApps",
    others: administrator,
    full: {
      admin: {
        apps: connection({
          ...appRow,
          owner: { __typename: "Organization", id: "org_shop", name: "Demo Shop Ltd" },
        }),
      },
    },
    shows: "Demo Shop Ltd",
    empty: { admin: { apps: connection() } },
    teaches: t("admin.apps.emptyText"),
  },
  {
    path: "/admin/health",
    operation: "AdminHealth",
    others: administrator,
    full: {
      serviceInfo: { version: "0.1.0", issuer: "https://id.example", development: false },
      admin: {
        health: {
          status: "OK",
          database: "SQLITE",
          databaseLatencyMs: 1,
          signingKeysOk: true,
          users: 2,
          apps: 1,
          liveGrants: 1,
          liveSessions: 3,
          unsealedAuditEvents: 4,
          oldestSigningKeyAgeDays: 12,
          nodes: [
            {
              name: "node-1",
              version: "0.1.0",
              startedAt: "2026-01-02T08:00:00Z",
              lastSeenAt: "2026-01-02T08:00:00Z",
              alive: true,
              answering: true,
            },
          ],
          queues: [{ name: "writes", length: 0, capacity: 100 }],
        },
        settings: [{ name: "public_url", value: "https://id.example" }],
      },
    },
    shows: "public_url",
    empty: { admin: null },
    teaches: t("failure.forbidden"),
  },
  {
    path: "/admin/apis",
    operation: "AdminApis",
    others: administrator,
    full: {
      admin: {
        apis: connection({
          id: "api_shop",
          name: "Shop API",
          identifier: "https://api.shop.example",
          scopes: [{ ...openid, grantableTo: "USER" }],
        }),
      },
    },
    shows: "https://api.shop.example",
    empty: { admin: { apis: connection() } },
    teaches: t("admin.apis.emptyText"),
  },
  {
    path: "/admin/signing-keys",
    operation: "AdminSigningKeys",
    others: administrator,
    full: {
      admin: {
        signingKeys: [
          {
            kid: "key_first",
            algorithm: "ES256",
            status: "ACTIVE",
            activeAt: "2026-01-02T08:00:00Z",
            expiresAt: null,
          },
        ],
      },
    },
    shows: "key_first",
    empty: { admin: { signingKeys: [] } },
    teaches: t("admin.keys.emptyText"),
  },
  {
    path: "/admin/audit",
    operation: "AdminAudit",
    others: administrator,
    full: { admin: { auditEvents: connection(event) } },
    shows: "Signed in",
    empty: { admin: { auditEvents: connection() } },
    teaches: t("admin.audit.emptyText"),
  },
];

const covered = new Set(pages.map(({ path }) => path.split("?")[0]));

it.each(Object.keys(makeRouter().routesByPath))("%s is among them", (route) => {
  // What only asks, and reads nothing first, has its own test below.
  const readsNothing = ["/apis/new"];
  const pattern = new RegExp(`^${route.replace(/\$\w+/g, "[^/]+").replace(/(.)\/$/, "$1")}$`);
  const found = [...covered, ...readsNothing].some((path) => path && pattern.test(path));
  expect(found, route).toBe(true);
});
const nobody = { data: { viewer: null, serviceInfo: { name: "Latchkey", explorer: true } } };

const leave = vi.spyOn(navigation, "leave").mockImplementation(() => {});
beforeEach(() => leave.mockClear());

describe.each(pages)("$operation at $path", ({ path, operation, others, full, shows, ...rest }) => {
  it("shows a skeleton while the answer is under way", async () => {
    openPage(path, { ...others, [operation]: "never" });
    expect((await screen.findAllByText(t("state.loading"))).length).toBeGreaterThan(0);
  });

  it("shows what was answered", async () => {
    openPage(path, { ...others, [operation]: { data: full } });
    expect((await screen.findAllByText(shows)).length).toBeGreaterThan(0);
  });

  if (rest.empty) {
    it("teaches when there is nothing", async () => {
      openPage(path, { ...others, [operation]: { data: rest.empty } });
      expect(await screen.findByText(rest.teaches ?? "")).toBeVisible();
    });
  }

  it("says when the server can't be reached, and tries again", async () => {
    const { answers } = openPage(path, { ...others, [operation]: "offline" });
    expect(await screen.findByText(t("failure.offline"))).toBeVisible();
    answers[operation] = { data: full };
    await userEvent.click(screen.getByRole("button", { name: t("action.retry") }));
    expect((await screen.findAllByText(shows)).length).toBeGreaterThan(0);
  });

  it("says when it may not be seen, and offers no second try", async () => {
    openPage(path, { ...others, [operation]: refusal("FORBIDDEN") });
    expect(await screen.findByText(t("failure.forbidden"))).toBeVisible();
    expect(screen.queryByRole("button", { name: t("action.retry") })).toBeNull();
  });

  it("goes to the sign-in page when nobody is signed in", async () => {
    openPage(path, { ...others, Viewer: nobody, [operation]: refusal("UNAUTHENTICATED") });
    await vi.waitFor(() =>
      expect(leave).toHaveBeenCalledWith(expect.stringMatching(/^\/sign-in\?return_to=/)),
    );
  });
});

describe("who will own something new", () => {
  const others = { Scopes: { data: { scopes: connection(openid) } } };
  const organizations = [
    { id: "org_shop", name: "Shop", permissions: { canCreateApps: true, canCreateApis: true } },
    { id: "org_zoo", name: "Zoo", permissions: { canCreateApps: false, canCreateApis: false } },
  ];

  it.each(["/apps/new", "/apis/new"])("is asked at %s of those who have a choice", async (path) => {
    openPage(path, { ...others, Owners: { data: { viewer: { organizations } } } });
    const field = await screen.findByLabelText(t("owner.label"));
    expect(
      within(field)
        .getAllByRole("option")
        .map((each) => each.textContent),
    ).toEqual([t("owner.me"), "Shop"]);
  });

  it.each(["/apps/new", "/apis/new"])("is not asked at %s of anybody else", async (path) => {
    openPage(path, others);
    expect((await screen.findAllByRole("textbox")).length).toBeGreaterThan(0);
    expect(screen.queryByLabelText(t("owner.label"))).toBeNull();
  });

  it.each([
    ["offline", t("failure.offline"), true],
    [refusal("FORBIDDEN"), t("failure.forbidden"), false],
  ] as const)("is not guessed where it could not be read: %s", async (answer, said, again) => {
    const page = openPage("/apis/new", { Owners: answer });
    expect(await screen.findByText(said)).toBeVisible();
    const retry = screen.queryByRole("button", { name: t("action.retry") });
    expect(retry !== null).toBe(again);
    page.answers.Owners = { data: { viewer: { organizations } } };
    if (!retry) return;
    await userEvent.click(retry);
    expect(await screen.findByLabelText(t("owner.label"))).toBeVisible();
  });
});

describe("the permissions of a new API key", () => {
  const open = async (answer: Answers[string]) => {
    const page = openPage("/api-keys", {
      ApiKeys: { data: { viewer: { apiKeys: connection() } } },
      KeyPermissions: answer,
    });
    await userEvent.click(await screen.findByRole("button", { name: t("keys.add") }));
    return { ...page, dialog: within(await screen.findByRole("dialog")) };
  };

  it("are waited for", async () => {
    const { dialog } = await open("never");
    expect(dialog.getByText(t("state.loading"))).toBeInTheDocument();
  });

  it("may be none", async () => {
    const { dialog } = await open({ data: { viewer: { keyPermissions: [] } } });
    expect(await dialog.findByText(t("keys.noMatch"))).toBeVisible();
  });

  it("are asked for again where they could not be read", async () => {
    const { dialog, answers } = await open("offline");
    expect(await dialog.findByText(t("failure.offline"))).toBeVisible();
    answers.KeyPermissions = { data: { viewer: { keyPermissions: [] } } };
    await userEvent.click(dialog.getByRole("button", { name: t("action.retry") }));
    expect(await dialog.findByText(t("keys.noMatch"))).toBeVisible();
  });

  it("may be denied", async () => {
    const { dialog } = await open(refusal("FORBIDDEN"));
    expect(await dialog.findByText(t("failure.forbidden"))).toBeVisible();
  });
});

describe("the quick search", () => {
  const search = async (answer: Answers[string]) => {
    openPage("/", { Overview: "never", QuickSearch: answer });
    await userEvent.click(await screen.findByRole("button", { name: t("palette.title") }));
    await userEvent.type(await screen.findByRole("combobox"), "zzz");
  };

  it("says that nothing fits once it was asked", async () => {
    await search({ data: { viewer: { apps: connection() } } });
    expect(await screen.findByText(t("palette.none"))).toBeVisible();
  });

  it("says nothing of what it does not know yet", async () => {
    await search("never");
    expect(screen.queryByText(t("palette.none"))).toBeNull();
  });

  it("says why it could not ask", async () => {
    await search("offline");
    expect(await screen.findByText(t("failure.offline"))).toBeVisible();
  });

  it("finds an app", async () => {
    await search({ data: { viewer: { apps: connection({ id: "app_zzz", name: "Zzz" }) } } });
    expect(await screen.findByRole("option", { name: /Zzz/ })).toBeVisible();
  });
});

describe("the frame", () => {
  it("shows Administration to administrators only", async () => {
    const overview = { Overview: "never" } satisfies Answers;
    const { unmount } = openPage("/", overview);
    await screen.findByRole("button", { name: /Ada Lovelace/ });
    expect(screen.queryByRole("link", { name: t("area.administration") })).toBeNull();
    unmount();

    openPage("/", { ...overview, ...administrator });
    expect(await screen.findByRole("link", { name: t("area.administration") })).toBeVisible();
  });

  it("denies administration to everyone else", async () => {
    openPage("/admin/users", { AdminUsers: { data: { admin: null } } });
    expect(await screen.findByText(t("failure.forbidden"))).toBeVisible();
    await screen.findByRole("button", { name: /Ada Lovelace/ });
    // Neither the area's pages nor the tools of this one.
    expect(screen.queryByRole("link", { name: t("admin.audit.title") })).toBeNull();
    expect(screen.queryByRole("button", { name: t("admin.users.create") })).toBeNull();
  });

  it("offers to switch to another account, and to sign out", async () => {
    openPage("/", { Overview: "never" });
    await userEvent.click(await screen.findByRole("button", { name: /Ada Lovelace/ }));
    expect(screen.getByRole("menuitem", { name: t("shell.switchAccount") })).toHaveAttribute(
      "href",
      "/select-account",
    );
    expect(await screen.findByRole("menuitem", { name: t("shell.signOut") })).toHaveAttribute(
      "href",
      "/sign-out",
    );
  });

  it("offers the other language, for the pages of the server too", async () => {
    const reload = vi.spyOn(navigation, "reload").mockReturnValue();
    const asked = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response());
    openPage("/", { Overview: "never" });
    await userEvent.click(await screen.findByRole("button", { name: /Ada Lovelace/ }));
    const german = await screen.findByRole("menuitem", { name: "Deutsch" });
    expect(german).toHaveAttribute("lang", "de");
    await userEvent.click(german);
    await waitFor(() => expect(reload).toHaveBeenCalledOnce());
    expect(asked).toHaveBeenCalledWith("/select-account?ui_locales=de", { redirect: "manual" });
    expect(preferredLanguages()[0]).toBe("de");
    localStorage.clear();
    expect(preferredLanguages()).toBe(navigator.languages);
    vi.restoreAllMocks();
  });

  it("has words for an address without a page", async () => {
    openPage("/nowhere", {});
    expect(await screen.findByText(t("notFound.text"))).toBeVisible();
  });

  it("says that an app is not there", async () => {
    openPage("/apps/app_gone", { AppFrame: { data: { app: null } } });
    expect(await screen.findByText(t("failure.missing"))).toBeVisible();
  });

  it("sends the header that proves the request is ours", async () => {
    const { calls } = openPage("/", { Overview: "never" });
    await screen.findByRole("button", { name: /Ada Lovelace/ });
    expect(calls.every((call) => call.headers.get("x-latchkey-csrf") === "1")).toBe(true);
  });
});
