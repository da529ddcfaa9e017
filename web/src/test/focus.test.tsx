/* Where the focus is after what had it is gone, and what is read aloud. */
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Notices, notify } from "../components/ui/Notices";
import { t, tn } from "../lib/i18n";
import { appRow, connection, event } from "./data";
import { openPage } from "./render";

const done = { userErrors: [] };
const content = () => document.getElementById("content");
const member = (userId: string, displayName: string) => ({
  userId,
  displayName,
  email: `${userId}@example.com`,
  role: "DEVELOPER",
  createdAt: "2026-01-02T08:00:00Z",
});
const organization = (members: object[]) => ({
  data: {
    organization: {
      id: "org_shop",
      slug: "shop",
      name: "Shop",
      role: "OWNER",
      secondFactorRequired: false,
      permissions: { canUpdate: true, canManageMembers: true, canManageOwners: true },
      invitations: [],
      members,
      apps: connection(),
      apis: connection(),
    },
  },
});
const ada = member("ada", "Ada");
const eve = member("eve", "Eve");

async function choose(item: string) {
  const dots = await screen.findByRole("button", { name: t("action.menuOf", { name: "Eve" }) });
  await userEvent.click(dots);
  await userEvent.click(await screen.findByRole("menuitem", { name: item }));
  return within(await screen.findByRole("dialog"));
}

describe("the focus", () => {
  it("is back on the button of the menu that led to a dialog", async () => {
    openPage("/organizations/shop", { Organization: organization([ada, eve]) });
    const dialog = await choose(t("members.changeRole"));
    await userEvent.click(dialog.getByRole("button", { name: t("action.cancel") }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const dots = screen.getByRole("button", { name: t("action.menuOf", { name: "Eve" }) });
    await waitFor(() => expect(dots).toHaveFocus());
  });

  it("is on the content after the row is gone", async () => {
    const page = openPage("/organizations/shop", {
      Organization: organization([ada, eve]),
      RemoveMember: { data: { removeMember: done } },
    });
    const dialog = await choose(t("members.remove"));
    page.answers.Organization = organization([ada]);
    await userEvent.click(dialog.getByRole("button", { name: t("members.remove") }));
    await waitFor(() => expect(screen.queryByText("Eve")).toBeNull());
    await waitFor(() => expect(content()).toHaveFocus());
    expect(screen.getByText(t("members.removed", { name: "Eve" }))).toBeVisible();
  });

  it("is on the content once a second try has brought it", async () => {
    const page = openPage("/activity", { Activity: "offline" });
    const retry = await screen.findByRole("button", { name: t("action.retry") });
    page.answers.Activity = { data: { viewer: { activity: connection(event) } } };
    await userEvent.click(retry);
    await screen.findByText("Signed in");
    await waitFor(() => expect(content()).toHaveFocus());
  });

  it("is on the content of the list's next page", async () => {
    const first = { ...connection(event), pageInfo: { hasNextPage: true, endCursor: "c1" } };
    openPage("/activity", {
      Activity: (variables) => ({
        data: { viewer: { activity: variables.after ? connection(event) : first } },
      }),
    });
    await userEvent.click(await screen.findByRole("button", { name: t("pager.next") }));
    await screen.findByRole("button", { name: t("pager.previous") });
    await waitFor(() => expect(content()).toHaveFocus());
  });

  it("is on the first action of a menu that was opened from the keyboard", async () => {
    openPage("/organizations/shop", { Organization: organization([ada, eve]) });
    const dots = await screen.findByRole("button", { name: t("action.menuOf", { name: "Eve" }) });
    act(() => dots.focus());
    await userEvent.keyboard("{Enter}");
    const first = await screen.findByRole("menuitem", { name: t("members.changeRole") });
    await waitFor(() => expect(first).toHaveFocus());
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    const again = screen.getByRole("button", { name: t("action.menuOf", { name: "Eve" }) });
    await waitFor(() => expect(again).toHaveFocus());
  });

  it("stays in a search that found nothing and was cleared", async () => {
    openPage("/apps", {
      Apps: ({ filter }) => ({
        data: { viewer: { apps: { ...connection(appRow), totalCount: filter ? 0 : 12 } } },
      }),
    });
    const field = await screen.findByRole("searchbox", { name: t("apps.search") });
    await userEvent.type(field, "zzz");
    expect(await screen.findByText(tn("search.found", 1))).toBeInTheDocument();
    await userEvent.clear(field);
    await waitFor(() => expect(screen.queryByText(tn("search.found", 1))).toBeNull());
    await screen.findByText(appRow.name);
    expect(field).toHaveFocus();
  });

  it("stays nowhere for somebody who left a field by a press beside it", async () => {
    openPage("/activity", { Activity: { data: { viewer: { activity: connection(event) } } } });
    await screen.findByText("Signed in");
    const field = screen.getAllByRole("combobox")[0];
    act(() => field?.focus());
    act(() => field?.blur());
    await new Promise((resolve) => setTimeout(resolve, 10));
    act(() => field?.remove());
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(document.body).toHaveFocus();
  });
});

describe("a notice", () => {
  it("is said again when the same happens again", () => {
    render(<Notices />);
    act(() => notify("Copied."));
    const first = screen.getByText("Copied.");
    act(() => notify("Copied."));
    expect(screen.getByText("Copied.")).not.toBe(first);
    expect(screen.getByRole("status")).toHaveTextContent("Copied.");
  });
});
