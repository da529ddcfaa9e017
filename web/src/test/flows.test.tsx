/* The things people come to do, from the first press to what the server is asked and what is shown. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { t, tn } from "../lib/i18n";
import { scopeDetail } from "../lib/scopes";
import {
  apiKey,
  appFrame,
  client,
  connection,
  grant,
  openid,
  orders,
  secret,
  session,
} from "./data";
import { type Answers, openPage } from "./render";

const done = { userErrors: [] };
const permissions = {
  canUpdate: true,
  canManageCredentials: true,
  canDelete: true,
  canSuspend: true,
  canTransfer: true,
};
const clientPage: Answers = {
  AppFrame: { data: { app: appFrame } },
  AppClient: { data: { app: { id: "app_demo", permissions, client } } },
};
const clientPath = "/apps/app_demo/clients/lk_demo_web";
const click = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole("button", { name }));
const dialog = async () => within(await screen.findByRole("dialog"));

function inputs(page: ReturnType<typeof openPage>, operation: string): unknown[] {
  return page.calls
    .filter((call) => call.operation === operation)
    .map((call) => call.variables.input);
}

describe("registering an app", () => {
  const scopes: Answers = { Scopes: { data: { scopes: connection(openid, orders) } } };

  it("asks for what is missing before it asks the server", async () => {
    const page = openPage("/apps/new", scopes);
    await click(t("newApp.create"));
    const summary = await screen.findByRole("alert");
    expect(summary).toHaveFocus();
    expect(within(summary).getByText(t("newApp.nameMissing"))).toBeVisible();
    expect(screen.getByRole("textbox", { name: t("newApp.name") })).toBeInvalid();
    expect(inputs(page, "CreateApp")).toEqual([]);
  });

  it("shows the credentials once", async () => {
    const page = openPage("/apps/new", {
      ...scopes,
      CreateApp: {
        data: {
          createApp: {
            app: { id: "app_demo", name: "Demo Shop" },
            credentials: [
              { client: { ...client, confidential: true }, secret: "lks_shown_once" },
              {
                client: {
                  ...client,
                  id: "client_native",
                  clientId: "lk_demo_native",
                  platform: "NATIVE",
                  confidential: false,
                },
                secret: null,
              },
            ],
            ...done,
          },
        },
      },
    });
    await userEvent.type(
      await screen.findByRole("textbox", { name: t("newApp.name") }),
      "Demo Shop",
    );
    await userEvent.click(screen.getByRole("checkbox", { name: t("platform.NATIVE") }));
    const [web, native] = screen.getAllByRole("textbox", { name: /Redirect URLs/ });
    await userEvent.type(web as HTMLElement, "https://shop.example/callback");
    await userEvent.type(native as HTMLElement, "http://127.0.0.1/callback");
    await click(t("newApp.create"));

    expect(await screen.findByText("lks_shown_once")).toBeVisible();
    await waitFor(() => expect(screen.getByRole("main")).toHaveFocus());
    expect(screen.getByText(t("copyOnce.warning"))).toBeVisible();
    expect(screen.getByText("lk_demo_native")).toBeVisible();
    expect(screen.getByText(t("newApp.noSecret"))).toBeVisible();
    expect(inputs(page, "CreateApp")).toEqual([
      {
        name: "Demo Shop",
        clients: [
          { platform: "WEB", redirectUrls: ["https://shop.example/callback"] },
          { platform: "NATIVE", redirectUrls: ["http://127.0.0.1/callback"] },
        ],
        scopes: ["openid"],
        idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
    // Away from them otherwise than onward: asked first.
    page.router.history.push("/data");
    const question = await dialog();
    expect(question.getByText(t("newApp.leaving"))).toBeVisible();
    await userEvent.click(question.getByRole("button", { name: t("keep.stay") }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByText("lks_shown_once")).toBeVisible();
  });

  it("leaves the clients to a preset, and says what is unsafe about it", async () => {
    const page = openPage("/apps/new", {
      ...scopes,
      CreateApp: {
        data: {
          createApp: { app: { id: "app_blog", name: "Blog" }, credentials: [], ...done },
        },
      },
    });
    await userEvent.type(await screen.findByRole("textbox", { name: t("newApp.name") }), "Blog");
    const preset = screen.getByRole("combobox", { name: t("newApp.preset") });
    await userEvent.selectOptions(preset, "MONEYBUTTON");
    expect(preset).toHaveAccessibleDescription(t("preset.MONEYBUTTON.detail"));
    expect(screen.queryByRole("checkbox", { name: t("platform.WEB") })).toBeNull();
    await click(t("newApp.create"));
    const urls = screen.getByRole("textbox", { name: t("newApp.redirectUrls") });
    expect(urls).toBeInvalid();
    expect(inputs(page, "CreateApp")).toEqual([]);
    await userEvent.type(urls, "https://blog.example/back");
    await click(t("newApp.create"));
    await waitFor(() =>
      expect(inputs(page, "CreateApp")).toEqual([
        {
          name: "Blog",
          preset: "MONEYBUTTON",
          redirectUrls: ["https://blog.example/back"],
          scopes: ["openid"],
          idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ]),
    );
  });

  it("puts what the server refuses at its field", async () => {
    openPage("/apps/new", {
      ...scopes,
      CreateApp: {
        data: {
          createApp: {
            app: null,
            credentials: [],
            userErrors: [
              {
                message: "A redirect URL has no fragment. Remove the part from # on.",
                field: ["clients", "0", "redirectUrls", "0"],
                code: "BAD_USER_INPUT",
              },
            ],
          },
        },
      },
    });
    await userEvent.type(await screen.findByRole("textbox", { name: t("newApp.name") }), "Demo");
    const urls = screen.getByRole("textbox", { name: /Redirect URLs/ });
    await userEvent.type(urls, "https://shop.example/#x");
    await click(t("newApp.create"));
    await waitFor(() => expect(urls).toBeInvalid());
    expect(urls).toHaveAccessibleDescription(/no fragment/);
  });
});

describe("a client's secrets", () => {
  it("are added and shown once", async () => {
    const page = openPage(clientPath, {
      ...clientPage,
      CreateClientSecret: { data: { createClientSecret: { secret: "lks_fresh", ...done } } },
    });
    await click(t("secrets.add"));
    const add = await dialog();
    await userEvent.type(add.getByRole("textbox"), "Staging");
    await userEvent.click(add.getByRole("button", { name: t("secrets.add") }));
    expect(await screen.findByText("lks_fresh")).toBeInTheDocument();
    await click(t("keep.kept"));
    expect(screen.queryByText("lks_fresh")).toBeNull();
    expect(inputs(page, "CreateClientSecret")).toEqual([
      expect.objectContaining({ clientId: "client_web", label: "Staging", expiresAt: null }),
    ]);
  });

  it("are rotated with the overlap that was chosen", async () => {
    const page = openPage(clientPath, {
      ...clientPage,
      RotateClientSecret: {
        data: {
          rotateClientSecret: {
            secret: "lks_rotated",
            clientSecret: { id: "secret_second" },
            client: {
              id: "client_web",
              secrets: [
                { id: "secret_second", expiresAt: null },
                { id: "secret_first", expiresAt: "2999-01-02T08:00:00Z" },
              ],
            },
            ...done,
          },
        },
      },
    });
    await click(t("secrets.rotate"));
    const rotate = await dialog();
    await userEvent.selectOptions(rotate.getByRole("combobox"), "3600");
    await userEvent.click(rotate.getByRole("button", { name: t("secrets.rotateConfirm") }));
    expect(await screen.findByText("lks_rotated")).toBeInTheDocument();
    expect(screen.getByText(/The old secrets work until/)).toBeInTheDocument();
    expect(inputs(page, "RotateClientSecret")).toEqual([
      expect.objectContaining({ clientId: "client_web", overlap: 3600 }),
    ]);
  });

  it("warn before the last working one goes", async () => {
    const page = openPage(clientPath, {
      ...clientPage,
      RevokeClientSecret: { data: { revokeClientSecret: done } },
    });
    await click(`${t("secrets.revoke")}: Production`);
    const revoke = await dialog();
    expect(revoke.getByText(t("secrets.revokeLast"))).toBeInTheDocument();
    await userEvent.click(revoke.getByRole("button", { name: t("secrets.revoke") }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputs(page, "RevokeClientSecret")).toEqual([{ secretId: secret.id, evenIfLast: true }]);
  });

  it("offer to confirm who it is when the server wants to be sure", async () => {
    openPage(clientPath, {
      ...clientPage,
      RevokeClientSecret: {
        data: {
          revokeClientSecret: {
            userErrors: [{ message: "Confirm it is you.", field: null, code: "STEP_UP_REQUIRED" }],
          },
        },
      },
    });
    await click(`${t("secrets.revoke")}: Production`);
    await userEvent.click((await dialog()).getByRole("button", { name: t("secrets.revoke") }));
    const link = await screen.findByRole("link", { name: t("stepUp.confirm") });
    expect(link.getAttribute("href")).toMatch(/^\/reauthenticate\?return_to=%2F/);
  });

  it("can only be looked at without the right to manage them", async () => {
    const readOnly = { canUpdate: false, canManageCredentials: false, canDelete: false };
    openPage(clientPath, {
      ...clientPage,
      AppClient: { data: { app: { id: "app_demo", permissions: readOnly, client } } },
    });
    expect(await screen.findByText("…x7Qa")).toBeVisible();
    for (const name of [t("secrets.add"), t("secrets.rotate"), t("redirects.add")]) {
      expect(screen.queryByRole("button", { name })).toBeNull();
    }
    expect(screen.queryByRole("button", { name: t("clients.delete") })).toBeNull();
  });
});

describe("redirect URLs", () => {
  it("are added and removed", async () => {
    const page = openPage(clientPath, {
      ...clientPage,
      AddRedirectUrl: { data: { addRedirectUrl: { hint: "Prefer 127.0.0.1.", ...done } } },
      RemoveRedirectUrl: { data: { removeRedirectUrl: done } },
    });
    await userEvent.type(
      await screen.findByRole("textbox", { name: t("redirects.label") }),
      "http://localhost/callback",
    );
    await click(t("redirects.add"));
    expect(await screen.findByText("Prefer 127.0.0.1.")).toBeVisible();
    await click(t("redirects.remove", { url: "https://shop.example/callback" }));
    await userEvent.click((await dialog()).getByRole("button", { name: t("action.remove") }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputs(page, "AddRedirectUrl")).toEqual([
      { clientId: "client_web", kind: "LOGIN", url: "http://localhost/callback" },
    ]);
    expect(inputs(page, "RemoveRedirectUrl")).toEqual([{ redirectUrlId: "redirect_first" }]);
  });
});

describe("an app's settings", () => {
  const app = {
    id: "app_demo",
    version: 7,
    name: "Demo Shop",
    description: "Things",
    homepage: null,
    policyUri: null,
    tosUri: null,
    suspendedAt: null,
    suspendedByAdministrator: false,
    grantsCount: 3,
    clients: [{ id: "client_web" }],
    permissions,
  };
  const page: Answers = {
    AppFrame: { data: { app: appFrame } },
    AppSettings: { data: { app } },
  };

  it("send only what was changed", async () => {
    const opened = openPage("/apps/app_demo/settings", {
      ...page,
      UpdateApp: { data: { updateApp: { app, ...done } } },
    });
    const name = await screen.findByRole("textbox", { name: t("newApp.name") });
    expect(screen.getByRole("button", { name: t("action.save") })).toBeDisabled();
    await userEvent.clear(name);
    await userEvent.type(name, "Demo Store");
    await userEvent.clear(screen.getByRole("textbox", { name: /Description/ }));
    await click(t("action.save"));
    expect(await screen.findByText(t("settings.saved"))).toBeVisible();
    expect(inputs(opened, "UpdateApp")).toEqual([
      { appId: "app_demo", expectedVersion: 7, name: "Demo Store", description: null },
    ]);
  });

  it("delete only after the name was typed", async () => {
    const opened = openPage("/apps/app_demo/settings", {
      ...page,
      DeleteApp: { data: { deleteApp: done } },
      Apps: { data: { viewer: { apps: connection() } } },
    });
    await click(t("settings.delete"));
    const confirm = await dialog();
    const press = () =>
      userEvent.click(confirm.getByRole("button", { name: t("settings.delete") }));
    await press();
    expect(confirm.getByRole("textbox")).toBeInvalid();
    expect(inputs(opened, "DeleteApp")).toEqual([]);
    await userEvent.type(confirm.getByRole("textbox"), "Demo Shop");
    await press();
    expect(await screen.findByText(t("settings.deleted", { name: "Demo Shop" }))).toBeVisible();
    expect(opened.router.state.location.pathname).toBe("/apps");
    expect(inputs(opened, "DeleteApp")).toEqual([{ appId: "app_demo", expectedVersion: 7 }]);
  });
});

describe("taking access back", () => {
  it("says what stops and when, then removes it", async () => {
    const page = openPage("/connected-apps", {
      ConnectedApps: { data: { viewer: { grants: connection(grant) } } },
      RevokeGrant: { data: { revokeGrant: done } },
    });
    await click(/Remove access: Demo Shop/);
    const confirm = await dialog();
    expect(confirm.getByText(/It stops working with your account at once/)).toHaveTextContent(
      /may take until/,
    );
    page.answers.ConnectedApps = { data: { viewer: { grants: connection() } } };
    await userEvent.click(confirm.getByRole("button", { name: t("connected.remove") }));
    expect(await screen.findByText(t("connected.emptyText"))).toBeVisible();
    await waitFor(() => expect(screen.getByRole("main")).toHaveFocus());
    expect(inputs(page, "RevokeGrant")).toEqual([{ grantId: "grant_demo" }]);
  });

  it("takes away one scope, or one resource of it", async () => {
    const stores = {
      ...orders,
      resourceType: "store",
      resources: [
        { name: "Corner Shop", permission: "orders:read:s-1" },
        { name: "Market Stall", permission: "orders:read:s-2" },
      ],
    };
    const all = { ...orders, name: "invoices:read", resourceType: "store", resources: null };
    const shown = { ...grant, scopes: [{ ...openid, resources: null }, stores, all] };
    const page = openPage("/connected-apps", {
      ConnectedApps: { data: { viewer: { grants: connection(shown) } } },
      RevokeGrantScopes: { data: { revokeGrantScopes: done } },
    });
    // Whether it is about all of them or about some is said in words.
    expect(await screen.findByText(t("connected.allOfThem"))).toBeVisible();
    expect(screen.getByText(t("connected.only"))).toBeVisible();
    await click(/Take away: .*, Market Stall/);
    const confirm = await dialog();
    expect(confirm.getByText(/Market Stall/)).toBeVisible();
    await userEvent.click(confirm.getByRole("button", { name: t("connected.take") }));
    await click(new RegExp(`^Take away: ${openid.title}$`));
    await userEvent.click((await dialog()).getByRole("button", { name: t("connected.take") }));
    await waitFor(() =>
      expect(inputs(page, "RevokeGrantScopes")).toEqual([
        { grantId: "grant_demo", permissions: ["orders:read:s-2"] },
        { grantId: "grant_demo", scopes: [openid.name] },
      ]),
    );
  });

  it("stays a list to look through where there are many", async () => {
    const many = [1, 2, 3, 4].map((at) => ({ ...grant, id: `grant_${at}` }));
    openPage("/connected-apps", {
      ConnectedApps: { data: { viewer: { grants: connection(...many) } } },
    });
    const [may] = await screen.findAllByText(t("connected.may"));
    const take = screen.getAllByText(t("connected.take"))[0] as HTMLElement;
    expect(take).not.toBeVisible();
    await userEvent.click(may as HTMLElement);
    expect(take).toBeVisible();
  });

  it("keeps the question open and says why when the server can't be reached", async () => {
    openPage("/connected-apps", {
      ConnectedApps: { data: { viewer: { grants: connection(grant) } } },
      RevokeGrant: "offline",
    });
    await click(/Remove access: Demo Shop/);
    await userEvent.click((await dialog()).getByRole("button", { name: t("connected.remove") }));
    expect(await screen.findByText(t("failure.offline"))).toBeInTheDocument();
  });
});

describe("sessions", () => {
  it("end one by one or all others, never this one by accident", async () => {
    const mine = { ...session, id: "session_mine", current: true, device: "Chrome on macOS" };
    const page = openPage("/sessions", {
      Sessions: { data: { viewer: { sessions: [mine, session] } } },
      EndSession: { data: { endSession: done } },
      EndOtherSessions: { data: { endOtherSessions: done } },
    });
    const ends = await screen.findAllByRole("button", { name: /^End session/ });
    expect(ends).toHaveLength(1);
    await userEvent.click(ends[0] as HTMLElement);
    await userEvent.click((await dialog()).getByRole("button", { name: t("sessions.end") }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await click(t("sessions.endOthers"));
    await userEvent.click((await dialog()).getByRole("button", { name: t("sessions.endOthers") }));
    expect(await screen.findByText(t("sessions.endedOthers"))).toBeVisible();
    expect(inputs(page, "EndSession")).toEqual([{ sessionId: "session_other" }]);
    expect(inputs(page, "EndOtherSessions")).toEqual([{ confirm: true }]);
  });
});

describe("scopes", () => {
  it("are saved whole, after showing what changes", async () => {
    const app = {
      id: "app_demo",
      version: 2,
      name: "Demo Shop",
      verifiedAt: null,
      profile: { publisher: null },
      clients: [],
      permissions,
      enabledScopes: [{ optional: true, approvedForApp: null, scope: openid }],
    };
    const page = openPage("/apps/app_demo/scopes", {
      AppFrame: { data: { app: appFrame } },
      AppScopes: { data: { app } },
      Scopes: (variables) => ({
        data: {
          scopes: variables.after
            ? connection(orders)
            : { ...connection(openid), pageInfo: { hasNextPage: true, endCursor: "one" } },
        },
      }),
      SetAppScopes: { data: { setAppScopes: done } },
    });
    await userEvent.click(await screen.findByRole("checkbox", { name: /Place orders for you/ }));
    expect(screen.getByText(t("scopes.added", { names: "shop.orders:write" }))).toBeVisible();
    // Beside it is what people will be asked: with the API's name, the warning, and details on demand.
    const preview = within(screen.getByRole("figure"));
    expect(preview.getByText("Shop")).toBeVisible();
    expect(preview.getByText(t("preview.sensitiveNote", { name: appFrame.name }))).toBeVisible();
    expect(preview.getByText(scopeDetail(openid) as string)).toBeVisible();
    await click(t("scopes.save"));
    expect(await screen.findByText(t("scopes.saved"))).toBeVisible();
    expect(inputs(page, "SetAppScopes")).toEqual([
      {
        appId: "app_demo",
        expectedVersion: 2,
        scopes: [
          { name: "openid", optional: true },
          { name: "shop.orders:write", optional: false },
        ],
      },
    ]);
  });
});

describe("API keys", () => {
  const keyPage: Answers = { ApiKeys: { data: { viewer: { apiKeys: connection(apiKey) } } } };
  const choices: Answers = {
    KeyPermissions: {
      data: {
        viewer: {
          keyPermissions: [
            {
              scope: "shop:read",
              title: "See invoices",
              description: null,
              sensitive: false,
              apiName: "Shop API",
              resourceType: "store",
              resources: [
                { key: "s1", name: "First store" },
                { key: "s2", name: "Second store" },
              ],
            },
            {
              scope: "profile:read",
              title: "See your account",
              description: "Your profile and settings.",
              sensitive: false,
              apiName: null,
              resourceType: null,
              resources: [],
            },
            {
              scope: "fleet:read",
              title: "See your boats",
              description: null,
              sensitive: false,
              apiName: "Harbour API",
              resourceType: "boat",
              resources: [],
            },
          ],
        },
      },
    },
  };

  it("makes one for one store and shows it once", async () => {
    const page = openPage("/api-keys", {
      ...keyPage,
      ...choices,
      CreateApiKey: { data: { createApiKey: { secret: "lkk_shown_once", ...done } } },
    });
    await click(t("keys.add"));
    const box = await dialog();
    await userEvent.type(box.getByRole("textbox", { name: t("keys.label") }), "Till");
    const shop = within(await box.findByRole("group", { name: "Shop API" }));
    await userEvent.click(shop.getByRole("checkbox", { name: /See invoices/ }));
    await userEvent.click(box.getByRole("checkbox", { name: "First store" }));
    await userEvent.type(box.getByRole("textbox", { name: /addresses/ }), "192.0.2.0/24");
    await userEvent.click(box.getByRole("button", { name: t("keys.add") }));
    expect(await screen.findByText("lkk_shown_once")).toBeVisible();
    expect(inputs(page, "CreateApiKey")).toMatchObject([
      {
        label: "Till",
        permissions: ["shop:read:s1"],
        networks: ["192.0.2.0/24"],
        expiresAt: expect.any(String),
      },
    ]);
    await click(t("keep.kept"));
    expect(screen.queryByText("lkk_shown_once")).toBeNull();
  });

  it("makes none from an empty form; a key that may do nothing is asked for", async () => {
    const page = openPage("/api-keys", {
      ...keyPage,
      ...choices,
      CreateApiKey: { data: { createApiKey: { secret: "lkk_shown_once", ...done } } },
    });
    await click(t("keys.add"));
    const box = await dialog();
    const proves = await box.findByRole("checkbox", { name: t("keys.identityOnly") });
    const make = box.getByRole("button", { name: t("keys.add") });
    await userEvent.click(make);
    const label = box.getByRole("textbox", { name: t("keys.label") });
    expect(label).toHaveAccessibleDescription(t("keys.labelMissing"));
    expect(
      box.getByRole("group", {
        name: t("keys.permissions"),
        description: t("keys.permissionsMissing"),
      }),
    ).toBeVisible();
    expect(inputs(page, "CreateApiKey")).toEqual([]);
    await userEvent.type(label, "Till");
    await userEvent.click(box.getByRole("checkbox", { name: /See your account/ }));
    await userEvent.click(proves);
    await userEvent.click(make);
    expect(await screen.findByText("lkk_shown_once")).toBeVisible();
    expect(inputs(page, "CreateApiKey")).toMatchObject([{ label: "Till", permissions: [] }]);
  });

  it("folds away what is about things that one has none of, until it is searched for", async () => {
    openPage("/api-keys", { ...keyPage, ...choices });
    await click(t("keys.add"));
    const box = await dialog();
    const boats = await box.findByText("See your boats");
    expect(boats).not.toBeVisible();
    expect(box.getByText(tn("keys.idle", 1))).toBeVisible();
    await userEvent.type(box.getByRole("searchbox", { name: t("keys.search") }), "harbour");
    expect(box.getByText("See your boats")).toBeVisible();
  });

  it("names the permission that is wrong", async () => {
    const message = "The account does not have the permission shop:read.";
    const error = { code: "BAD_USER_INPUT", message, field: ["permissions", "0"] };
    openPage("/api-keys", {
      ...keyPage,
      ...choices,
      CreateApiKey: { data: { createApiKey: { secret: null, userErrors: [error] } } },
    });
    await click(t("keys.add"));
    const box = await dialog();
    await userEvent.type(box.getByRole("textbox", { name: t("keys.label") }), "Till");
    await userEvent.click(await box.findByRole("checkbox", { name: /See invoices/ }));
    await userEvent.click(box.getByRole("button", { name: t("keys.add") }));
    expect(within(await box.findByRole("alert")).getByText(message)).toBeVisible();
  });

  it("rotates with an overlap", async () => {
    const page = openPage("/api-keys", {
      ...keyPage,
      RotateApiKey: { data: { rotateApiKey: { secret: "lkk_another", ...done } } },
    });
    await click(`${t("keys.rotate")}: Till`);
    const box = await dialog();
    await userEvent.selectOptions(box.getByRole("combobox", { name: t("keys.overlap") }), "3600");
    await userEvent.click(box.getByRole("button", { name: t("keys.rotate") }));
    expect(await screen.findByText("lkk_another")).toBeVisible();
    expect(inputs(page, "RotateApiKey")).toMatchObject([{ apiKeyId: "akid_first", overlap: 3600 }]);
  });

  it("revokes after asking", async () => {
    const page = openPage("/api-keys", {
      ...keyPage,
      RevokeApiKey: { data: { revokeApiKey: done } },
    });
    await click(`${t("keys.revoke")}: Till`);
    const box = await dialog();
    expect(box.getByText(t("keys.revokeText", { hint: "k3Yz" }))).toBeVisible();
    await userEvent.click(box.getByRole("button", { name: t("keys.revoke") }));
    await waitFor(() => expect(inputs(page, "RevokeApiKey")).toEqual([{ apiKeyId: "akid_first" }]));
    expect(await screen.findByText(t("keys.revoked", { label: "Till" }))).toBeVisible();
  });
});
