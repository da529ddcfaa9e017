/* What is chosen in a list is in the address: a reload, a link and the way back keep it. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { parseChoices, writeChoices } from "../lib/address";
import { t } from "../lib/i18n";
import { connection, event, viewer } from "./data";
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
  id: "usr_eve",
  email: "eve@example.com",
  displayName: "Eve",
  role: "USER",
  suspendedAt: null,
  createdAt: "2026-01-02T08:00:00Z",
};
const users = (next: string | null) => ({
  data: {
    admin: {
      users: { nodes: [eve], pageInfo: { hasNextPage: next !== null, endCursor: next } },
    },
  },
});
const asked = (page: ReturnType<typeof openPage>, operation: string) =>
  page.calls.filter((call) => call.operation === operation).at(-1)?.variables;

describe("a list", () => {
  it("begins with what the address says", async () => {
    const page = openPage("/admin/users?q=12345&which=ADMIN&after=c1", {
      ...administrator,
      AdminUsers: users(null),
    });
    await screen.findByText("eve@example.com");
    expect(asked(page, "AdminUsers")).toEqual({
      after: "c1",
      filter: { search: "12345", role: "ADMIN" },
    });
    expect(screen.getByRole("searchbox", { name: t("admin.users.search") })).toHaveValue("12345");
    // Opened in the middle: only its start is known.
    await userEvent.click(screen.getByRole("button", { name: t("pager.previous") }));
    await waitFor(() =>
      expect(page.router.state.location.search).toEqual({ q: "12345", which: "ADMIN" }),
    );
  });

  it("puts its pages, its search and its filter there, and begins anew with another filter", async () => {
    const page = openPage("/admin/users", { ...administrator, AdminUsers: users("c1") });
    await userEvent.click(await screen.findByRole("button", { name: t("pager.next") }));
    await waitFor(() => expect(page.router.state.location.search).toEqual({ after: "c1" }));
    await waitFor(() => expect(asked(page, "AdminUsers")).toEqual({ after: "c1", filter: null }));
    await waitFor(() => expect(document.getElementById("content")).toHaveFocus());

    await userEvent.selectOptions(
      screen.getByRole("combobox", { name: t("admin.users.which") }),
      "SUSPENDED",
    );
    await waitFor(() => expect(page.router.state.location.search).toEqual({ which: "SUSPENDED" }));
    await userEvent.type(screen.getByRole("searchbox", { name: t("admin.users.search") }), "eve");
    await waitFor(() =>
      expect(page.router.state.location.search).toEqual({ which: "SUSPENDED", q: "eve" }),
    );
    expect(asked(page, "AdminUsers")).toEqual({
      after: null,
      filter: { search: "eve", suspended: true },
    });
    page.router.history.back();
    await waitFor(() => expect(page.router.state.location.search).toEqual({}));
  });

  it("writes its choices as plain text", () => {
    expect(writeChoices({ q: "a b", after: "", id: "123" })).toBe("?q=a+b&id=123");
    expect(parseChoices("?q=a+b&id=123")).toEqual({ q: "a b", id: "123" });
    expect(writeChoices({})).toBe("");
  });
});

describe("the log of the service", () => {
  const log = (...events: object[]) => ({
    data: { admin: { auditEvents: connection(...events) } },
  });

  it("says what each event was done to", async () => {
    openPage("/admin/audit", {
      ...administrator,
      AdminAudit: log({ ...event, target: "usr_eve", targetName: "eve@example.com" }),
    });
    const link = await screen.findByRole("link", { name: "eve@example.com" });
    expect(link).toHaveAttribute("href", "/admin/users/usr_eve");
    expect(within(screen.getByRole("table")).getByText(t("events.thing.usr"))).toBeVisible();
  });

  it("can be that of one account, found by its address", async () => {
    const page = openPage("/admin/audit?about=factor", {
      ...administrator,
      AdminAudit: log(event),
      AccountOfAddress: ({ email }) => ({
        data: { admin: { user: String(email) === "eve@example.com" ? { id: "usr_eve" } : null } },
      }),
    });
    const field = await screen.findByRole("textbox", { name: t("events.user") });
    await userEvent.type(field, "nobody@example.com");
    await userEvent.click(screen.getByRole("button", { name: t("events.apply") }));
    expect(await screen.findByText(t("events.noSuchUser"))).toBeVisible();
    await userEvent.clear(field);
    await userEvent.type(field, "eve@example.com");
    await userEvent.click(screen.getByRole("button", { name: t("events.apply") }));
    await waitFor(() =>
      expect(asked(page, "AdminAudit")).toEqual({
        after: null,
        filter: { kinds: ["factor"], userId: "usr_eve" },
      }),
    );
    await userEvent.click(await screen.findByRole("button", { name: t("events.ofAll") }));
    await waitFor(() =>
      expect(asked(page, "AdminAudit")).toEqual({ after: null, filter: { kinds: ["factor"] } }),
    );
  });

  it("offers everybody the apps that got access, and second factors", async () => {
    const page = openPage("/activity", {
      Activity: { data: { viewer: { activity: connection(event) } } },
    });
    await userEvent.selectOptions(
      await screen.findByRole("combobox", { name: t("events.about") }),
      t("events.noun.grant"),
    );
    await waitFor(() =>
      expect(asked(page, "Activity")).toEqual({
        after: null,
        filter: { kinds: ["grant", "family"] },
      }),
    );
  });
});
