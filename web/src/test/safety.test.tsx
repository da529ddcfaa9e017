/* What is asked before it is done, and what a form says of input that can't be right. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { relative } from "../lib/dates";
import { t, tn } from "../lib/i18n";
import { appFrame, appRow, client, connection, grant, openid, session, viewer } from "./data";
import { type Answers, openPage } from "./render";

const administrator: Answers = {
  Viewer: {
    data: {
      viewer: { ...viewer, isAdministrator: true },
      serviceInfo: { name: "Latchkey", explorer: true },
    },
  },
};
const eve = {
  id: "user_eve",
  email: "eve@example.com",
  emailVerifiedAt: null,
  displayName: "Eve",
  role: "USER",
  secondFactorSince: "2026-01-02T08:00:00Z",
  hasPassword: true,
  passwordChangedAt: null,
  suspendedAt: null,
  createdAt: "2026-01-02T08:00:00Z",
  updatedAt: "2026-01-02T08:00:00Z",
};
const fine = (field: string) => ({ data: { [field]: { userErrors: [] } } });
const click = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
const dialog = async () => within(await screen.findByRole("dialog"));
const inputs = (page: ReturnType<typeof openPage>, operation: string) =>
  page.calls.filter((call) => call.operation === operation).map((call) => call.variables.input);

function openUser(user: object, answers: Answers) {
  return openPage("/admin/users/user_eve", {
    ...administrator,
    AdminUser: { data: { admin: { user, auditEvents: connection() } } },
    ...answers,
  });
}

describe("a user, for administrators", () => {
  it.each([
    ["USER", "ADMIN", "admin.user.giveRole", "admin.user.giveRoleTitle"],
    ["ADMIN", "USER", "admin.user.takeRole", "admin.user.takeRoleTitle"],
  ] as const)("of role %s becomes %s only when that is confirmed by name", async (...row) => {
    const [before, after, button, title] = row;
    const page = openUser(
      { ...eve, role: before },
      { AdminChangeUserRole: fine("adminChangeUserRole") },
    );
    await click(t(button));
    const asked = await dialog();
    expect(asked.getByRole("heading", { name: t(title, { name: "Eve" }) })).toBeVisible();
    expect(inputs(page, "AdminChangeUserRole")).toEqual([]);
    await userEvent.click(asked.getByRole("button", { name: t(button) }));
    await screen.findByText(t("admin.user.roleChanged", { name: "Eve" }));
    expect(inputs(page, "AdminChangeUserRole")).toEqual([{ userId: "user_eve", role: after }]);
  });

  it("who lost a phone gets a password link, or in without second factors", async () => {
    const page = openUser(eve, {
      AdminSendPasswordReset: fine("adminSendPasswordReset"),
      AdminResetUserCredentials: fine("adminResetUserCredentials"),
    });
    await click(t("admin.user.sendReset"));
    await userEvent.click(
      (await dialog()).getByRole("button", { name: t("admin.user.sendReset") }),
    );
    await screen.findByText(t("admin.user.resetSent", { email: "eve@example.com" }));
    await click(t("admin.user.factors"));
    const asked = await dialog();
    expect(
      asked.getByText(t("admin.user.factorsText", { email: "eve@example.com" })),
    ).toBeVisible();
    await userEvent.click(asked.getByRole("button", { name: t("admin.user.factors") }));
    await screen.findByText(t("admin.user.factorsGone", { name: "Eve" }));
    expect(inputs(page, "AdminResetUserCredentials")).toEqual([
      { userId: "user_eve", removeSecondFactors: true },
    ]);
  });
});

const permissions = { canUpdate: true, canManageCredentials: true };
const clientPage: Answers = {
  AppFrame: { data: { app: appFrame } },
  AppClient: { data: { app: { id: "app_demo", permissions, client } } },
};
const clientPath = "/apps/app_demo/clients/lk_demo_web";

describe("a client", () => {
  it("is switched off only when that is confirmed", async () => {
    const page = openPage(clientPath, {
      ...clientPage,
      SwitchClient: {
        data: { updateClient: { client: { id: "client_web" }, userErrors: [] } },
      },
    });
    await click(t("client.disable"));
    const asked = await dialog();
    expect(asked.getByText("lk_demo_web")).toBeVisible();
    expect(inputs(page, "SwitchClient")).toEqual([]);
    await userEvent.click(asked.getByRole("button", { name: t("client.disable") }));
    await screen.findByText(t("client.disabled"));
    expect(inputs(page, "SwitchClient")).toEqual([{ clientId: "client_web", disabled: true }]);
  });

  it.each(["1.5", "99999999999", "soon"])("takes whole seconds only, not %s", async (typed) => {
    const page = openPage(clientPath, clientPage);
    const field = await screen.findByRole("textbox", { name: new RegExp(t("client.maxAge")) });
    await userEvent.type(field, typed);
    await click(t("action.save"));
    expect(field).toHaveValue(typed);
    expect(field).toBeInvalid();
    expect(inputs(page, "UpdateClient")).toEqual([]);
  });
});

describe("a form", () => {
  it.each(["", "nonsense"])("asks for an address before it sends “%s”", async (typed) => {
    const page = openPage("/admin/invitations", {
      ...administrator,
      AdminInvitations: { data: { admin: { invitations: [] } } },
    });
    await click(t("invitations.invite"));
    const asked = await dialog();
    const field = asked.getByRole("textbox", { name: t("invitations.email") });
    if (typed) await userEvent.type(field, typed);
    await userEvent.click(asked.getByRole("button", { name: t("invitations.invite") }));
    expect(field).toBeInvalid();
    expect(inputs(page, "CreateInvitation")).toEqual([]);
  });

  it("asks for all that a new user needs", async () => {
    const page = openPage("/admin/users", {
      ...administrator,
      AdminUsers: { data: { admin: { users: connection() } } },
    });
    await click(t("admin.users.create"));
    const asked = await dialog();
    await userEvent.click(asked.getByRole("button", { name: t("admin.users.create") }));
    const summary = within(asked.getByRole("alert"));
    expect(summary.getByText(t("check.emailMissing"))).toBeVisible();
    expect(summary.getByText(t("check.passwordMissing"))).toBeVisible();
    expect(inputs(page, "AdminCreateUser")).toEqual([]);
  });

  it("says what the API could not read, not that the server broke", async () => {
    openPage("/admin/invitations", {
      ...administrator,
      AdminInvitations: { data: { admin: { invitations: [] } } },
      CreateInvitation: {
        data: null,
        errors: [
          {
            message:
              'Failed to parse "EmailAddress": This is not an e-mail address. (occurred while parsing "AdminCreateInvitationInput")',
            extensions: { code: "BAD_USER_INPUT" },
          },
        ],
      },
    });
    await click(t("invitations.invite"));
    const asked = await dialog();
    await userEvent.type(
      asked.getByRole("textbox", { name: t("invitations.email") }),
      "cleo@example.com",
    );
    await userEvent.click(asked.getByRole("button", { name: t("invitations.invite") }));
    expect((await asked.findByRole("alert")).textContent).toBe("This is not an e-mail address.");
    expect(screen.queryByText(t("failure.broken"))).toBeNull();
  });

  it("does not offer a new app what no server can do yet", async () => {
    openPage("/apps/new", { Scopes: { data: { scopes: connection(openid) } } });
    expect(await screen.findByRole("checkbox", { name: t("platform.WEB") })).toBeVisible();
    expect(screen.queryByRole("checkbox", { name: t("platform.DEVICE") })).toBeNull();
  });
});

describe("a scope", () => {
  it.each([
    ["", "check.scopeMissing"],
    ["Orders Read!", "check.scope"],
  ] as const)("is not named “%s”", async (typed, says) => {
    const api = {
      id: "api_shop",
      name: "Shop API",
      identifier: "https://shop.example",
      permissions: { canManageScopes: true, canUpdate: true, canDelete: true },
      scopes: [],
      pendingApprovals: [],
      archivedAt: null,
    };
    const page = openPage("/apis/api_shop", {
      ApiFrame: { data: { api } },
      ApiScopes: { data: { api } },
    });
    await userEvent.click(
      (await screen.findAllByRole("button", { name: t("apiScopes.add") }))[0] as HTMLElement,
    );
    const asked = await dialog();
    const field = asked.getByRole("textbox", { name: t("apiScopes.name") });
    if (typed) await userEvent.type(field, typed);
    await userEvent.click(asked.getByRole("button", { name: t("apiScopes.add") }));
    await waitFor(() => expect(field).toBeInvalid());
    expect(within(asked.getByRole("alert")).getByText(t(says))).toBeVisible();
    expect(inputs(page, "CreateScope")).toEqual([]);
  });
});

describe("a time", () => {
  it.each([
    [7 * 86_400_000 - 5000, "in 7 days"],
    [6.4 * 86_400_000, "in 6 days"],
    [-59_700, "1 minute ago"],
    [23.7 * 3_600_000, "in 1 day"],
    [-90 * 86_400_000, "3 months ago"],
  ])("%d ms away is %s", (away, words) => {
    expect(relative(new Date(1_800_000_000_000 + away).toISOString(), 1_800_000_000_000)).toBe(
      words,
    );
  });
});

describe("the overview", () => {
  const security = {
    secondFactorSince: null,
    secondFactorRequired: false,
    passkeysAvailable: true,
    passkeys: [],
    recoveryCodesLeft: 0,
  };
  const overview = (parts: object, grants: object = connection()) => ({
    Overview: {
      data: {
        viewer: {
          user: eve,
          securityOverview: { ...security, ...parts },
          grants,
          sessions: [session],
          apps: connection(appRow),
          activity: connection(),
        },
      },
    },
  });

  it("says what protects the account, and leads to what does not yet", async () => {
    openPage("/", overview({}));
    expect(
      await screen.findByRole("link", { name: t("overview.emailUnconfirmed") }),
    ).toHaveAttribute("href", "/profile");
    for (const key of ["overview.twoStepOff", "overview.noPasskeys"] as const) {
      expect(screen.getByRole("link", { name: t(key) })).toHaveAttribute("href", "/security");
    }
    expect(screen.getByText(t("overview.noApps"))).toBeVisible();
    expect(screen.queryByText(t("overview.noCodes"))).toBeNull();
  });

  it("counts passkeys and recovery codes", async () => {
    openPage(
      "/",
      overview({
        secondFactorSince: "2026-01-02T08:00:00Z",
        passkeys: [{ id: "passkey_a" }],
        recoveryCodesLeft: 2,
      }),
    );
    expect(await screen.findByText(t("overview.twoStepOn"))).toBeVisible();
    expect(screen.getByText(tn("overview.passkeys", 1))).toBeVisible();
    expect(screen.getByText(tn("overview.codes", 2))).toBeVisible();
  });

  it("does not speak for apps that it has not looked at", async () => {
    const used = { ...grant, lastUsedAt: new Date().toISOString() };
    openPage("/", overview({}, { ...connection(used), totalCount: 140 }));
    expect(await screen.findByText(t("overview.manyApps", { count: "140" }))).toBeVisible();
  });
});

describe("taking a part of an app's access away", () => {
  it("says until when servers of its own may go on", async () => {
    openPage("/connected-apps", {
      ConnectedApps: { data: { viewer: { grants: connection(grant) } } },
    });
    await userEvent.click(
      (await screen.findAllByRole("button", { name: /^Take away: / }))[0] as HTMLElement,
    );
    expect((await dialog()).getByText(/may take until .*2999.* to notice/)).toBeVisible();
  });
});

describe("the focus", () => {
  it("begins in a dialog at its first field", async () => {
    openPage("/admin/invitations", {
      ...administrator,
      AdminInvitations: { data: { admin: { invitations: [] } } },
    });
    await click(t("invitations.invite"));
    expect((await dialog()).getByRole("textbox", { name: t("invitations.email") })).toHaveFocus();
  });

  it("goes on in the content when what had it is gone", async () => {
    openPage("/admin/invitations", {
      ...administrator,
      AdminInvitations: { data: { admin: { invitations: [] } } },
    });
    await screen.findByRole("button", { name: t("invitations.invite") });
    const passing = document.createElement("button");
    document.getElementById("content")?.append(passing);
    passing.focus();
    passing.remove();
    await waitFor(() => expect(document.getElementById("content")).toHaveFocus());
  });
});
