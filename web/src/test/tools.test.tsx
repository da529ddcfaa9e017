/* Forms that are more than a field and a button: a profile, a password's strength, a logo, invitations, the explorer. */
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { t } from "../lib/i18n";
import { line } from "../lib/live";
import { appFrame, bareProfile, client, security, usage, viewer } from "./data";
import { type Answers, openPage } from "./render";

const done = { userErrors: [] };
const fine = (name: string, more = {}) => ({ data: { [name]: { ...done, ...more } } });
const user = {
  id: "user_ada",
  email: "ada@example.com",
  emailVerifiedAt: null,
  pendingEmail: null,
  createdAt: "2026-01-02T08:00:00Z",
  profile: {
    ...bareProfile,
    name: "Ada",
    address: {
      formatted: "Old\n1 Town",
      streetAddress: "Old",
      postalCode: "1",
      locality: "Town",
      region: null,
      country: null,
    },
  },
};
const administrator: Answers = {
  Viewer: {
    data: {
      viewer: { ...viewer, isAdministrator: true },
      serviceInfo: { name: "Latchkey", explorer: true },
    },
  },
};

const overviewed = {
  id: "app_demo",
  description: null,
  homepage: null,
  policyUri: null,
  tosUri: null,
  createdAt: "2026-01-02T08:00:00Z",
  updatedAt: "2026-01-02T08:00:00Z",
  grantsCount: 0,
  usage,
  owner: { __typename: "User", displayName: "Ada Lovelace" },
  clients: [client],
};

afterEach(() => vi.restoreAllMocks());

describe("a profile", () => {
  it("sends what was changed, and an address whole", async () => {
    const { calls } = openPage("/profile", {
      Profile: { data: { viewer: { user } } },
      UpdateProfile: fine("updateProfile", { user: { id: "user_ada", displayName: "Ada" } }),
    });
    const field = (key: Parameters<typeof t>[0]) =>
      screen.findByRole("textbox", { name: new RegExp(`^${t(key as "profile.name")}`) });
    await userEvent.type(await field("profile.birthdate"), "1815-12-10");
    await userEvent.type(await field("profile.phoneNumber"), "+44 20 7946 0000");
    const street = await field("profile.streetAddress");
    await userEvent.clear(street);
    await userEvent.type(street, "12 St James's Square");
    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: t("profile.zoneinfo") }),
      "Europe/London",
    );
    await userEvent.click(screen.getByRole("button", { name: t("action.save") }));
    await screen.findByText(t("profile.saved"));
    const sent = calls.find((call) => call.operation === "UpdateProfile");
    expect(sent?.variables).toEqual({
      input: {
        birthdate: "1815-12-10",
        phoneNumber: "+44 20 7946 0000",
        zoneinfo: "Europe/London",
        address: {
          formatted: "12 St James's Square\n1 Town",
          streetAddress: "12 St James's Square",
          postalCode: "1",
          locality: "Town",
          region: null,
          country: null,
        },
      },
    });
  });
});

describe("a new password", () => {
  it("is judged as it is typed, with the person's own words", async () => {
    openPage("/security", { Security: { data: { viewer: { securityOverview: security } } } });
    const field = await screen.findByLabelText(t("security.newPassword"));
    await userEvent.type(field, "ada@example.com");
    await screen.findByText(new RegExp(`${t("strength.0")}|${t("strength.1")}`));
    await userEvent.clear(field);
    expect(screen.queryByText(t("strength.0"))).toBeNull();
    await userEvent.type(field, "engine weaves algebraic patterns");
    expect(await screen.findByText(t("strength.4"))).toBeVisible();
  });
});

describe("the password for programs", () => {
  it("is allowed after a warning, and forbidden with one press", async () => {
    const page = openPage("/security", {
      Security: { data: { viewer: { securityOverview: security } } },
      SetPasswordForApi: fine("setPasswordForApi", { allowed: true }),
    });
    await userEvent.click(await screen.findByRole("button", { name: t("apiPassword.allow") }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(t("apiPassword.allowText"))).toBeVisible();
    page.answers.Security = {
      data: { viewer: { securityOverview: { ...security, passwordForApi: true } } },
    };
    await userEvent.click(dialog.getByRole("button", { name: t("apiPassword.allow") }));
    await userEvent.click(await screen.findByRole("button", { name: t("apiPassword.forbid") }));
    await screen.findByText(t("apiPassword.forbidden"));
    const sent = page.calls.filter((call) => call.operation === "SetPasswordForApi");
    expect(sent.map(({ variables }) => variables)).toEqual([
      { input: { allowed: true } },
      { input: { allowed: false } },
    ]);
  });

  it("is not spoken of where the service has no such routes", async () => {
    openPage("/security", {
      Security: { data: { viewer: { securityOverview: { ...security, passwordForApi: null } } } },
    });
    await screen.findByText("Laptop");
    expect(screen.queryByText(t("apiPassword.title"))).toBeNull();
  });
});

describe("an app's logo", () => {
  it("goes to the address that the API gives", async () => {
    const uploadUrl = "http://localhost:8080/uploads?token=x";
    const app = {
      id: "app_demo",
      version: 7,
      name: "Demo Shop",
      logoUri: null,
      description: null,
      homepage: null,
      policyUri: null,
      tosUri: null,
      suspendedAt: null,
      suspendedByAdministrator: false,
      grantsCount: 0,
      clients: [],
      permissions: { canUpdate: true, canDelete: true, canSuspend: true, canTransfer: true },
    };
    const { calls } = openPage("/apps/app_demo/settings", {
      AppFrame: { data: { app: appFrame } },
      AppSettings: { data: { app } },
      UploadAppLogo: fine("uploadAppLogo", { uploadUrl }),
    });
    const put = vi
      .spyOn(globalThis, "fetch")
      .mockResolvedValue(new Response("{}", { status: 201 }));
    const file = new File(["a picture"], "logo.png", { type: "image/png" });
    await userEvent.upload(await screen.findByLabelText(t("logo.choose")), file);
    await screen.findByText(t("logo.saved"));
    expect(put).toHaveBeenCalledWith(uploadUrl, { method: "PUT", body: file });
    const sent = calls.find((call) => call.operation === "UploadAppLogo");
    expect(sent?.variables).toEqual({ input: { appId: "app_demo" } });
  });

  it("of the service are sent the same way, and give way to the built-in mark", async () => {
    const uploadUrl = "https://id.example/uploads?token=once";
    const branding = {
      serviceName: "Our Service",
      accentColor: null,
      privacyUrl: null,
      termsUrl: null,
      supportUrl: null,
      logoPath: "/pictures/pic_1",
    };
    const { calls } = openPage("/admin/settings", {
      ...administrator,
      AdminSettings: { data: { admin: { branding } } },
      UploadServiceLogo: fine("adminUploadServiceLogo", { uploadUrl }),
      RemoveServiceLogo: fine("adminUpdateSettings", { branding: { logoPath: null } }),
    });
    const put = vi
      .spyOn(globalThis, "fetch")
      .mockResolvedValue(new Response("{}", { status: 201 }));
    const file = new File(["a picture"], "logo.png", { type: "image/png" });
    await userEvent.upload(await screen.findByLabelText(t("logo.choose")), file);
    await screen.findByText(t("branding.logoSaved"));
    expect(put).toHaveBeenCalledWith(uploadUrl, { method: "PUT", body: file });
    await userEvent.click(screen.getByRole("button", { name: t("branding.logoRemove") }));
    await waitFor(() =>
      expect(calls.find((call) => call.operation === "RemoveServiceLogo")?.variables).toEqual({
        input: { removeLogo: true },
      }),
    );
  });
});

describe("invitations", () => {
  const invitation = {
    id: "inv_eve",
    email: "eve@example.com",
    createdAt: "2026-01-02T08:00:00Z",
    expiresAt: "2999-01-02T08:00:00Z",
  };

  it("are sent to an address, and say what is wrong with it", async () => {
    const page = openPage("/admin/invitations", {
      ...administrator,
      AdminInvitations: { data: { admin: { invitations: [] } } },
      CreateInvitation: {
        data: {
          adminCreateInvitation: {
            userErrors: [{ code: "CONFLICT", message: "They are here already.", field: ["email"] }],
          },
        },
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: t("invitations.invite") }));
    const dialog = within(await screen.findByRole("dialog"));
    const send = dialog.getByRole("button", { name: t("invitations.invite") });
    await userEvent.click(send);
    const field = dialog.getByRole("textbox", { name: t("invitations.email") });
    expect(field).toHaveAccessibleDescription(t("check.emailMissing"));
    await userEvent.type(field, "eve@example.com");
    await userEvent.click(send);
    await waitFor(() => expect(field).toHaveAccessibleDescription("They are here already."));
    page.answers.CreateInvitation = fine("adminCreateInvitation");
    await userEvent.click(send);
    await screen.findByText(t("invitations.sent", { email: "eve@example.com" }));
  });

  it("are taken back", async () => {
    const { calls } = openPage("/admin/invitations", {
      ...administrator,
      AdminInvitations: { data: { admin: { invitations: [invitation] } } },
      RevokeAccountInvitation: fine("adminRevokeInvitation"),
    });
    const name = `${t("invitations.revoke")}: eve@example.com`;
    await userEvent.click(await screen.findByRole("button", { name }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: t("invitations.revoke") }));
    await screen.findByText(t("invitations.revoked", { email: "eve@example.com" }));
    const sent = calls.find((call) => call.operation === "RevokeAccountInvitation");
    expect(sent?.variables).toEqual({ input: { invitationId: "inv_eve" } });
  });
});

describe("the explorer", () => {
  const string = { kind: "SCALAR", name: "String" };
  const id = { kind: "NON_NULL", name: null, ofType: { kind: "SCALAR", name: "ID" } };
  const types: Record<string, object> = {
    Query: {
      kind: "OBJECT",
      name: "Query",
      description: "What can be asked.",
      fields: [
        {
          name: "app",
          description: "An app.",
          deprecationReason: null,
          type: { kind: "OBJECT", name: "App" },
          args: [{ name: "id", description: "Its id.", defaultValue: null, type: id }],
        },
      ],
      inputFields: null,
      enumValues: null,
      possibleTypes: null,
    },
    App: {
      kind: "OBJECT",
      name: "App",
      description: "What a developer registers.",
      fields: [
        { name: "name", description: null, deprecationReason: null, type: string, args: [] },
      ],
      inputFields: null,
      enumValues: null,
      possibleTypes: null,
    },
  };

  function serve(answer: object) {
    return vi.spyOn(globalThis, "fetch").mockImplementation(async (_url, init) => {
      const { query, variables } = JSON.parse(String(init?.body));
      const body = query.includes("__type") ? { data: { __type: types[variables.name] } } : answer;
      return new Response(JSON.stringify(body));
    });
  }

  it("runs an operation that the schema began, and shows what it cost", async () => {
    const asked = serve({
      data: { app: { name: "Demo" } },
      extensions: { cost: { cost: 3, limit: 1000, left: 997 } },
    });
    openPage("/graphiql", { Explorer: { data: { serviceInfo: { explorer: true } } } });
    const use = await screen.findByRole("button", { name: t("explorer.insert", { name: "app" }) });
    await userEvent.click(use);
    const query = await screen.findByDisplayValue(/query \(\$id: ID!\)/);
    expect(query).toHaveValue("query ($id: ID!) {\n  app(id: $id) {\n    name\n  }\n}");
    await userEvent.click(screen.getByRole("button", { name: t("explorer.run") }));
    expect(await screen.findByText(/"name": "Demo"/)).toBeVisible();
    expect(screen.getByText(/cost 3 of 1,000/)).toBeVisible();
    const [, sent] = asked.mock.calls.at(-1) ?? [];
    expect(new Headers(sent?.headers).get("x-latchkey-csrf")).toBe("1");
  });

  it("sends nothing where the variables are no object", async () => {
    const asked = serve({});
    openPage("/graphiql", { Explorer: { data: { serviceInfo: { explorer: true } } } });
    await screen.findByText("What can be asked.");
    const before = asked.mock.calls.length;
    const field = screen.getByRole("textbox", { name: /^Variables/ });
    await userEvent.type(field, "[[1]");
    await userEvent.click(screen.getByRole("button", { name: t("explorer.run") }));
    await waitFor(() => expect(field).toHaveAccessibleDescription(t("explorer.notJson")));
    expect(asked.mock.calls.length).toBe(before);
  });

  it("goes from a type to the next, and back", async () => {
    serve({});
    openPage("/graphiql", { Explorer: { data: { serviceInfo: { explorer: true } } } });
    await userEvent.click(await screen.findByRole("button", { name: "App" }));
    await screen.findByText("What a developer registers.");
    await userEvent.click(
      screen.getByRole("button", { name: t("explorer.back", { name: "Query" }) }),
    );
    await screen.findByText("What can be asked.");
  });
});

describe("the first sign-ins of an app", () => {
  type Sink = { next: (event: { data: unknown }) => void };

  it("appear as they come, and so does what was refused", async () => {
    const sinks = new Map<string, Sink>();
    vi.spyOn(line, "open").mockResolvedValue({
      on: (event: string, tell: () => void) => event === "connected" && tell(),
      subscribe: ({ query }: { query: string }, sink: Sink) => {
        sinks.set(query.includes("requestLogged") ? "refusal" : "event", sink);
        return () => {};
      },
      dispose: () => {},
    } as unknown as Awaited<ReturnType<typeof line.open>>);
    openPage("/apps/app_demo", {
      AppFrame: { data: { app: appFrame } },
      AppOverview: { data: { app: overviewed } },
    });
    await screen.findByText(t("arriving.waiting"));
    await waitFor(() => expect(sinks.size).toBe(2));
    const at = new Date().toISOString();
    const event = (id: string, kind: string) => ({
      data: { auditEventAdded: { id, at, kind, title: kind } },
    });
    act(() => sinks.get("event")?.next(event("e1", "app.updated")));
    expect(screen.getByText(t("arriving.waiting"))).toBeVisible();
    act(() => {
      sinks.get("refusal")?.next({
        data: { requestLogged: { id: "r1", at, message: "The code has expired." } },
      });
      sinks.get("event")?.next(event("e2", "grant.allowed"));
    });
    expect(screen.getByText(t("event.grant.allowed"))).toBeVisible();
    expect(screen.getByRole("link", { name: "The code has expired." })).toHaveAttribute(
      "href",
      "/apps/app_demo/requests",
    );
  });
});

describe("the usage chart", () => {
  const answers: Answers = {
    AppFrame: { data: { app: appFrame } },
    AppOverview: { data: { app: { ...overviewed } } },
  };
  const summary = t("usage.summary", { measure: t("usage.signIns"), total: "4" });

  it("tells the latest bar, and the others by the arrow keys", async () => {
    openPage("/apps/app_demo", answers);
    const chart = await screen.findByRole("slider", { name: summary });
    const latest = t("usage.soFar", { when: "Fri, Jan 2, 2026" });
    expect(chart).toHaveAttribute("aria-valuetext", `${latest}: 3`);
    act(() => chart.focus());
    await userEvent.keyboard("{ArrowLeft}");
    expect(chart).toHaveAttribute("aria-valuetext", "Thu, Jan 1, 2026: 1");
    expect(chart).toHaveAttribute("aria-valuenow", "1");
    // There is nothing before the first.
    await userEvent.keyboard("{ArrowLeft}");
    expect(chart).toHaveAttribute("aria-valuenow", "1");
    await userEvent.keyboard("{End}");
    expect(chart).toHaveAttribute("aria-valuetext", `${latest}: 3`);
  });

  it("has its figures in a table", async () => {
    openPage("/apps/app_demo", answers);
    await userEvent.click(await screen.findByRole("button", { name: t("usage.showTable") }));
    const table = screen.getByRole("table", { name: t("usage.title") });
    expect(within(table).getByText("Thu, Jan 1, 2026")).toBeVisible();
  });
});

describe("snippets by language", () => {
  it("are one stop of Tab, with the arrow keys between them", async () => {
    const snippet = (language: string, code: string) => ({ language, title: "Sign in", code });
    openPage("/apis/api_shop/verify", {
      ApiFrame: { data: { api: { id: "api_shop", name: "Shop API", role: "OWNER" } } },
      ApiVerify: {
        data: {
          api: {
            id: "api_shop",
            name: "Shop API",
            identifier: "https://api.shop.example",
            introspectionClients: [],
            snippets: [snippet("CURL", "curl it"), snippet("GO", "go get it")],
          },
        },
      },
    });
    const curl = await screen.findByRole("tab", { name: "curl" });
    expect(screen.getByRole("tabpanel", { name: "curl" })).toHaveTextContent("curl it");
    act(() => curl.focus());
    await userEvent.keyboard("{ArrowRight}");
    const go = screen.getByRole("tab", { name: "Go", selected: true });
    expect(go).toHaveFocus();
    expect(curl).toHaveAttribute("tabindex", "-1");
    expect(screen.getByRole("tabpanel", { name: "Go" })).toHaveTextContent("go get it");
    await userEvent.keyboard("{ArrowRight}");
    expect(curl).toHaveFocus();
  });
});

describe("try it now", () => {
  const issuer = "https://id.example";
  const here = `${issuer}/developer/try`;
  const shop = {
    id: "app_shop",
    name: "Demo Shop",
    clients: [{ id: "cli_shop", clientId: "shop", platform: "SINGLE_PAGE" }],
  };
  const test = {
    id: "app_try",
    name: "Try it now",
    clients: [
      {
        id: "cli_try",
        clientId: "lk_try",
        platform: "SINGLE_PAGE",
      },
    ],
  };
  const listed = (hasNextPage: boolean, ...nodes: object[]) => ({
    data: {
      serviceInfo: { issuer },
      viewer: { canCreateApps: true, apps: { nodes, pageInfo: { hasNextPage } } },
    },
  });
  const trialApp = (redirectUrls: object[]) => ({
    data: {
      app: {
        id: "app_shop",
        permissions: { canUpdate: true },
        client: { id: "cli_shop", redirectUrls },
        enabledScopes: [],
      },
    },
  });

  it("offers a test client to whoever has only clients of real apps", async () => {
    openPage("/developer/try", { TryItNow: listed(false, shop), TrialApp: trialApp([]) });
    expect(await screen.findByRole("button", { name: t("try.makeClient") })).toBeVisible();
    expect(await screen.findByText(t("try.notAllowed"))).toBeVisible();
    expect(screen.queryByRole("searchbox", { name: t("try.find") })).toBeNull();
  });

  it("begins with a client that can come back, and finds apps that are not listed", async () => {
    const page = openPage("/developer/try", {
      TryItNow: listed(true, shop, test),
      TrialApp: trialApp([{ id: "url_try", url: here }]),
    });
    expect(await screen.findByRole("combobox", { name: t("try.client") })).toHaveValue("lk_try");
    expect(screen.queryByRole("button", { name: t("try.makeClient") })).toBeNull();
    await userEvent.type(screen.getByRole("searchbox", { name: t("try.find") }), "shop");
    await waitFor(() =>
      expect(page.calls.some(({ variables }) => "filter" in variables && variables.filter)).toBe(
        true,
      ),
    );
  });

  it("shows the request for a code first, with all that was in it", async () => {
    sessionStorage.setItem(
      "latchkey.trial",
      JSON.stringify({
        clientId: "lk_try",
        scope: "openid",
        state: "st",
        nonce: "no",
        verifier: "ve",
      }),
    );
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
    openPage("/developer/try?code=co&state=st", { TryItNow: listed(false, test) });
    const first = t("try.step", { step: 1, title: t("try.title.authorize") });
    expect(await screen.findByRole("heading", { name: first })).toBeVisible();
    expect(screen.getByText("code_challenge")).toBeVisible();
    const second = t("try.step", { step: 2, title: t("try.title.return") });
    expect(screen.getByRole("heading", { name: second })).toBeVisible();
  });
});
