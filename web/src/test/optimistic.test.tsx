/* What is shown before the server has answered, and comes back where it refuses. */
import { act, renderHook, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { t } from "../lib/i18n";
import { useOptimistic } from "../lib/optimistic";
import {
  apiKey,
  appFrame,
  appRow,
  client,
  connection,
  openid,
  security,
  session,
  viewer,
} from "./data";
import { type Answers, openPage } from "./render";

const refused = (name: string, code = "NOT_ALLOWED") => ({
  data: { [name]: { userErrors: [{ code, message: "Not now.", field: null }] } },
});
const confirm = async (name: string) => {
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name }));
};

const pageOf = (shown: typeof client): Answers => ({
  AppFrame: { data: { app: appFrame } },
  AppClient: {
    data: {
      app: {
        id: "app_demo",
        name: "Demo Shop",
        permissions: { canUpdate: true, canManageCredentials: true },
        client: shown,
      },
    },
  },
});
const clientPage = pageOf(client);
const clientPageOff = pageOf({ ...client, disabledAt: "2026-01-02T08:00:00Z" });

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
const administrator: Answers = {
  Viewer: {
    data: { viewer: { ...viewer, isAdministrator: true }, serviceInfo: { explorer: true } },
  },
};
const orders = { ...openid, name: "orders:write", title: "Place orders for you" };
const later = "2999-01-02T08:00:00Z";
const added = t("scopes.added", { names: orders.name });

const cases: {
  what: string;
  path: string;
  answers: Answers;
  operation: string;
  field: string;
  /** What is gone as soon as it is asked for. */
  gone: string | { text: string; selector: string };
  ask: () => Promise<void>;
}[] = [
  {
    what: "a session that is ended",
    path: "/sessions",
    answers: {
      Sessions: {
        data: { viewer: { sessions: [{ ...session, id: "mine", current: true }, session] } },
      },
    },
    operation: "EndSession",
    field: "endSession",
    gone: t("sessions.end"),
    async ask() {
      const button = await screen.findByRole("button", {
        name: `${t("sessions.end")}: ${session.device}`,
      });
      await userEvent.click(button);
      await confirm(t("sessions.end"));
    },
  },
  {
    what: "a redirect URL that is removed",
    path: "/apps/app_demo/clients/lk_demo_web",
    answers: clientPage,
    operation: "RemoveRedirectUrl",
    field: "removeRedirectUrl",
    gone: "https://shop.example/callback",
    async ask() {
      const name = t("redirects.remove", { url: "https://shop.example/callback" });
      await userEvent.click(await screen.findByRole("button", { name }));
      await confirm(t("action.remove"));
    },
  },
  {
    what: "a passkey's name",
    path: "/security",
    answers: { Security: { data: { viewer: { securityOverview: security } } } },
    operation: "RenamePasskey",
    field: "renamePasskey",
    gone: "Laptop",
    async ask() {
      const name = `${t("security.passkeyRename")}: Laptop`;
      await userEvent.click(await screen.findByRole("button", { name }));
      const dialog = within(await screen.findByRole("dialog"));
      const field = dialog.getByRole("textbox", { name: t("security.passkeyName") });
      await userEvent.clear(field);
      await userEvent.type(field, "Blue key");
      await confirm(t("action.save"));
    },
  },
  {
    what: "an API key's label",
    path: "/api-keys",
    answers: { ApiKeys: { data: { viewer: { apiKeys: connection(apiKey) } } } },
    operation: "UpdateApiKey",
    field: "updateApiKey",
    gone: apiKey.label,
    async ask() {
      await press(`${t("keys.rename")}: ${apiKey.label}`);
      const dialog = within(await screen.findByRole("dialog"));
      const field = dialog.getByRole("textbox", { name: t("keys.label") });
      await userEvent.clear(field);
      await confirm(t("action.save"));
      expect(field).toHaveAccessibleDescription(t("keys.labelMissing"));
      await userEvent.type(field, "Counter");
      await confirm(t("action.save"));
    },
  },
  {
    what: "a client that is switched on again",
    path: "/apps/app_demo/clients/lk_demo_web",
    answers: clientPageOff,
    operation: "SwitchClient",
    field: "updateClient",
    gone: t("client.enable"),
    ask: () => press(t("client.enable")),
  },
  {
    what: "a password that programs may use no longer",
    path: "/security",
    answers: {
      Security: { data: { viewer: { securityOverview: { ...security, passwordForApi: true } } } },
    },
    operation: "SetPasswordForApi",
    field: "setPasswordForApi",
    gone: t("apiPassword.forbid"),
    ask: () => press(t("apiPassword.forbid")),
  },
  {
    what: "a scope that is switched on",
    path: "/apps/app_demo/scopes",
    answers: {
      AppFrame: { data: { app: appFrame } },
      AppScopes: {
        data: {
          app: {
            ...appFrame,
            version: 1,
            profile: { publisher: null },
            clients: [client],
            permissions: { canUpdate: true },
            enabledScopes: [{ optional: false, approvedForApp: null, scope: openid }],
          },
        },
      },
      Scopes: { data: { scopes: connection(openid, orders) } },
    },
    operation: "SetAppScopes",
    field: "setAppScopes",
    gone: added,
    async ask() {
      await userEvent.click(await screen.findByRole("checkbox", { name: /orders:write/ }));
      expect(screen.getByText(added)).toBeVisible();
      await press(t("scopes.save"));
    },
  },
  {
    what: "an app that waits for a scope",
    path: "/apis/api_shop",
    answers: {
      ApiFrame: { data: { api: { id: "api_shop", name: "Shop API", role: "OWNER" } } },
      ApiScopes: {
        data: {
          api: {
            id: "api_shop",
            name: "Shop API",
            permissions: { canUpdate: true, canApprove: true },
            scopes: [],
            pendingApprovals: [
              {
                requestedAt: "2026-01-02T08:00:00Z",
                app: { id: "app_demo", name: "Demo Shop", verified: false, publisher: null },
                scope: { name: "stock:count", title: "Count the stock" },
              },
            ],
          },
        },
      },
    },
    operation: "ApproveAppScope",
    field: "approveAppScope",
    gone: "stock:count",
    ask: () => press(t("approvals.approveWhat", { app: "Demo Shop", scope: "stock:count" })),
  },
  {
    what: "an invitation into an organization that is withdrawn",
    path: "/organizations/shop",
    answers: {
      Organization: {
        data: {
          organization: {
            id: "org_shop",
            slug: "shop",
            name: "Shop",
            role: "OWNER",
            secondFactorRequired: false,
            permissions: { canUpdate: true, canManageMembers: true, canManageOwners: true },
            invitations: [
              {
                id: "inv_1",
                email: "eve@x.example",
                role: "VIEWER",
                expiresAt: later,
                revokedAt: null,
              },
            ],
            members: [],
            apps: connection(),
            apis: connection(),
          },
        },
      },
    },
    operation: "RevokeInvitation",
    field: "revokeInvitation",
    gone: "eve@x.example",
    ask: () => press(`${t("members.withdraw")}: eve@x.example`),
  },
  {
    what: "an invitation to the service that is revoked",
    path: "/admin/invitations",
    answers: {
      ...administrator,
      AdminInvitations: {
        data: {
          admin: {
            invitations: [
              { id: "inv_1", email: "eve@x.example", createdAt: later, expiresAt: later },
            ],
          },
        },
      },
    },
    operation: "RevokeAccountInvitation",
    field: "adminRevokeInvitation",
    gone: "eve@x.example",
    async ask() {
      await press(`${t("invitations.revoke")}: eve@x.example`);
      await confirm(t("invitations.revoke"));
    },
  },
  {
    what: "an app's verification that is taken back",
    path: "/admin/apps",
    answers: {
      ...administrator,
      AdminApps: {
        data: {
          admin: {
            apps: connection({
              ...appRow,
              verifiedAt: later,
              owner: { __typename: "Organization", id: "org_shop", name: "Shop" },
            }),
          },
        },
      },
    },
    operation: "AdminVerifyApp",
    field: "adminVerifyApp",
    gone: { text: t("apps.verified"), selector: ".badge" },
    async ask() {
      await press(t("action.menuOf", { name: appRow.name }));
      const item = await screen.findByRole("menuitem", { name: t("admin.apps.unverify") });
      await userEvent.click(item);
    },
  },
];

describe.each(cases)("$what", ({ path, answers, operation, field, gone, ask }) => {
  const [text, only] = typeof gone === "string" ? [gone, {}] : [gone.text, gone];

  it("changes before the answer", async () => {
    openPage(path, { ...answers, [operation]: "never" });
    await ask();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(screen.queryByText(text, only)).toBeNull());
  });

  it("comes back, with the reason, where the server refuses", async () => {
    openPage(path, { ...answers, [operation]: refused(field) });
    await ask();
    expect(await screen.findByText("Not now.")).toBeVisible();
    expect(screen.getByText(text, only)).toBeVisible();
  });

  it("comes back where the server cannot be reached", async () => {
    openPage(path, { ...answers, [operation]: "offline" });
    await ask();
    expect(await screen.findByText(t("failure.offline"))).toBeVisible();
    expect(screen.getByText(text, only)).toBeVisible();
  });

  it("is as the server has it afterwards", async () => {
    const { calls } = openPage(path, {
      ...answers,
      [operation]: { data: { [field]: { userErrors: [] } } },
    });
    const before = calls.length;
    await ask();
    await waitFor(() => expect(calls.length).toBeGreaterThan(before + 1));
    // The table of answers has not changed: what it says counts, whatever was shown meanwhile.
    expect(await screen.findByText(text, only)).toBeVisible();
  });
});

describe("two changes of one row", () => {
  const rows = [{ id: "one", name: "first" }];

  it.each([{ ok: true }, { ok: false }])(
    "show the later one, however the earlier one ends: %o",
    async (earlier) => {
      const { result } = renderHook(() => useOptimistic(rows));
      let answer = (_: { ok: boolean }) => {};
      const first = new Promise<{ ok: boolean }>((resolve) => {
        answer = resolve;
      });
      const later = new Promise<{ ok: boolean }>(() => {});
      act(() => void result.current.attempt("one", { name: "second" }, () => first));
      act(() => void result.current.attempt("one", { name: "third" }, () => later));
      expect(result.current.rows[0]?.name).toBe("third");
      await act(async () => answer(earlier));
      expect(result.current.rows[0]?.name).toBe("third");
    },
  );
});
