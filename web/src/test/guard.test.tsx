/* One browser, several tabs: a page that is not that of whoever is signed in now. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { lazyPage } from "../components/lazyPage";
import { t } from "../lib/i18n";
import { navigation } from "../lib/server";
import { viewer } from "./data";
import { type Answers, openPage, refusal } from "./render";

const leave = vi.spyOn(navigation, "leave").mockImplementation(() => {});
beforeEach(() => leave.mockClear());

const sessions: Answers = {
  Data: { data: { viewer: { user: { id: "user_ada", email: "ada@example.com" } } } },
};
const serviceInfo = { name: "Latchkey", explorer: true };
const ben = { ...viewer, user: { ...viewer.user, id: "user_ben", displayName: "Ben Moss" } };
const administrator = { ...viewer, isAdministrator: true };
const ada = { data: { viewer: administrator, serviceInfo } };
const signedIn = () => screen.findByRole("button", { name: /Ada Lovelace/ });
const front = () => document.dispatchEvent(new Event("visibilitychange"));
const invite = {
  admin: { invitations: [] },
};

async function inviteSomebody() {
  await signedIn();
  const [button] = await screen.findAllByRole("button", { name: t("invitations.invite") });
  await userEvent.click(button as HTMLElement);
  await userEvent.type(
    await screen.findByRole("textbox", { name: t("invitations.email") }),
    "cleo@example.com",
  );
  await userEvent.click(
    screen.getAllByRole("button", { name: t("invitations.invite") }).at(-1) as HTMLElement,
  );
}

describe("the account of a page", () => {
  it("is named with every request once it is known", async () => {
    const page = openPage("/admin/invitations", {
      Viewer: ada,
      AdminInvitations: { data: invite },
      CreateInvitation: { data: { adminCreateInvitation: { invitation: null, userErrors: [] } } },
    });
    await inviteSomebody();
    await waitFor(() =>
      expect(
        page.calls
          .find(({ operation }) => operation === "CreateInvitation")
          ?.headers.get("x-latchkey-account"),
      ).toBe("user_ada"),
    );
    expect(page.calls[0]?.headers.get("x-latchkey-account")).toBeNull();
  });

  it("was changed in another tab: the change is not made, and only a reload is left", async () => {
    openPage("/admin/invitations", {
      Viewer: ada,
      AdminInvitations: { data: invite },
      CreateInvitation: {
        status: 401,
        errors: [
          {
            message: "Another account is signed in.",
            extensions: { code: "UNAUTHENTICATED", reason: "ACCOUNT_CHANGED" },
          },
        ],
      },
    });
    await inviteSomebody();
    expect(await screen.findByRole("dialog", { name: t("guard.changed") })).toBeVisible();
    expect(leave).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: t("guard.reload") }));
    expect(leave).toHaveBeenCalledWith("/");
  });

  it("is looked at again when the tab comes to the front", async () => {
    const { answers } = openPage("/data", { ...sessions });
    await signedIn();
    answers.Viewer = { data: { viewer: ben, serviceInfo } };
    front();
    expect(await screen.findByRole("dialog", { name: t("guard.changed") })).toBeVisible();
    // Not even the first account makes a page good again that may hold another's data.
    answers.Viewer = ada;
    front();
    await new Promise((done) => setTimeout(done, 20));
    expect(screen.getByRole("dialog", { name: t("guard.changed") })).toBeVisible();
  });
});

describe("a session that ended under a form", () => {
  it("says so, keeps what was typed, and goes on after signing in beside it", async () => {
    const { answers } = openPage("/admin/invitations", {
      Viewer: ada,
      AdminInvitations: { data: invite },
      CreateInvitation: { status: 401, ...refusal("UNAUTHENTICATED") },
    });
    await inviteSomebody();
    expect(await screen.findByRole("dialog", { name: t("guard.signedOut") })).toBeVisible();
    expect(leave).not.toHaveBeenCalled();
    const link = screen.getByRole("link", { name: t("guard.signIn") });
    expect(link).toHaveAttribute("target", "_blank");
    expect(link.getAttribute("href")).toMatch(/^\/sign-in\?return_to=/);

    answers.Viewer = ada;
    front();
    await waitFor(() =>
      expect(screen.queryByRole("dialog", { name: t("guard.signedOut") })).toBeNull(),
    );
    expect(screen.getByRole("textbox", { name: t("invitations.email") })).toHaveValue(
      "cleo@example.com",
    );
  });

  it("is noticed when the tab comes to the front", async () => {
    const { answers } = openPage("/data", { ...sessions });
    await signedIn();
    answers.Viewer = { data: { viewer: null, serviceInfo } };
    front();
    expect(await screen.findByRole("dialog", { name: t("guard.signedOut") })).toBeVisible();
  });
});

describe("the name of the service", () => {
  it("is in the top bar and in the window's title", async () => {
    openPage("/admin/invitations", {
      AdminInvitations: { data: invite },
      Viewer: {
        data: { viewer: administrator, serviceInfo: { ...serviceInfo, name: "Harbour ID" } },
      },
    });
    expect(await screen.findByText("Harbour ID")).toBeVisible();
    await waitFor(() => expect(document.title).toBe(`${t("invitations.title")} · Harbour ID`));
  });
});

describe("leaving a form in which something was typed", () => {
  async function typeName() {
    const page = openPage("/apis/new", { Apis: "never", Owners: "never" });
    await userEvent.type(await screen.findByRole("textbox", { name: t("newApp.name") }), "Shop");
    await userEvent.click(screen.getByRole("link", { name: t("apis.title") }));
    return page;
  }

  it("asks first, and stays with what was typed", async () => {
    const { router } = await typeName();
    expect(await screen.findByRole("dialog", { name: t("leave.title") })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: t("leave.stay") }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(router.state.location.pathname).toBe("/apis/new");
    expect(screen.getByRole("textbox", { name: t("newApp.name") })).toHaveValue("Shop");
  });

  it("goes where that is wanted", async () => {
    const { router } = await typeName();
    await userEvent.click(await screen.findByRole("button", { name: t("leave.leave") }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/apis"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("a page whose chunk does not arrive", () => {
  it("says so and tries again, without a reload", async () => {
    let reachable = false;
    const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
    const Far = lazyPage(async () => {
      if (!reachable) throw new TypeError("Failed to fetch dynamically imported module: /far.js");
      return { Far: () => <p>Here it is</p> };
    }, "Far");
    const { router } = openPage("/admin/invitations", { Viewer: ada, AdminInvitations: "never" });
    await signedIn();
    router.routesById["/profile"].update({ component: Far } as never);
    await router.navigate({ to: "/profile" });
    expect(await screen.findByText(t("failure.offline"))).toBeVisible();
    expect(screen.getByRole("button", { name: /Ada Lovelace/ })).toBeVisible();

    fetched.mockResolvedValue(new Response(null));
    await userEvent.click(screen.getByRole("button", { name: t("action.retry") }));
    expect(await screen.findByText(t("failure.page"))).toBeVisible();

    reachable = true;
    fetched.mockRestore();
  });

  it("is shown once it does", async () => {
    let reachable = false;
    const Far = lazyPage(async () => {
      if (!reachable) throw new TypeError("Failed to fetch dynamically imported module: /far.js");
      return { Far: () => <p>Here it is</p> };
    }, "Far");
    const { router } = openPage("/admin/invitations", { Viewer: ada, AdminInvitations: "never" });
    await signedIn();
    router.routesById["/profile"].update({ component: Far } as never);
    await router.navigate({ to: "/profile" });
    reachable = true;
    await userEvent.click(await screen.findByRole("button", { name: t("action.retry") }));
    expect(await screen.findByText("Here it is")).toBeVisible();
  });
});
