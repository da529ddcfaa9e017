/* An organization's life: made, joined by a link, owning an app, left and deleted. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { ada, grace, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("an organization", () => {
  let server: Server;
  let browser: Browser;
  let owner: Person;
  let member: Person;
  let link: string;

  beforeAll(async () => {
    server = await startServer();
    await server.apply(`
users:
  - { email: ${ada.email}, password: "${ada.password}", email_verified: true, profile: { name: "${ada.name}" } }
  - { email: ${grace.email}, password: "${grace.password}", email_verified: true, profile: { name: "${grace.name}" } }
`);
    browser = await launch();
    owner = await newPerson(browser, server.url);
    member = await newPerson(browser, server.url);
    await owner.page.goto(`${server.url}/sign-in?return_to=/organizations`);
    await signIn(owner.page, ada);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("is made", async () => {
    const { page } = owner;
    await page.getByRole("heading", { name: "Work together" }).waitFor();
    await inspect(owner, "organizations-empty");
    await page.getByRole("button", { name: "New organization" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Tide & Timber");
    expect(await page.getByRole("textbox", { name: "Short name" }).inputValue()).toBe(
      "tide-timber",
    );
    await page.getByRole("button", { name: "Create organization" }).click();
    await page.getByRole("heading", { name: /^(T )?Tide & Timber/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/organizations/tide-timber");
  });

  it("demands a second factor only of others who has one", async () => {
    const { page } = owner;
    await page.getByRole("button", { name: "Require a second factor" }).click();
    await inspect(owner, "organization-factor");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Require a second factor" }).click();
    await dialog.getByText("Set up a second factor for your own account first.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("A second factor is every member's own choice.").waitFor();
  });

  it("invites somebody by a link that is shown once", async () => {
    const { page } = owner;
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByRole("textbox", { name: "Email address" }).fill(grace.email);
    await inspect(owner, "organization-invite");
    await page.locator("dialog button[type=submit]").click();
    await page.locator(".copy-once-secret code").waitFor();
    link = await words(page, ".copy-once-secret code");
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("heading", { name: "Open invitations" }).waitFor();
    await inspect(owner, "organization-members");
  });

  it("is joined through the link, also when one has to sign in on the way", async () => {
    const { page } = member;
    await page.goto(link);
    await page.locator("#sign-in").waitFor();
    await signIn(page, grace);
    await page.getByRole("heading", { name: "Join Tide & Timber?" }).waitFor();
    await inspect(member, "invitation");
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("heading", { name: /^(T )?Tide & Timber/ }).waitFor();
  });

  it("works once", async () => {
    const { page } = member;
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("heading", { name: "This invitation is over" }).waitFor();
  });

  it("owns an app that its members see", async () => {
    const { page } = owner;
    await page.goto(`${server.url}/apps/new`);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Tide Tables");
    await page.getByRole("combobox", { name: "Owner" }).selectOption({ label: "Tide & Timber" });
    await page
      .getByRole("textbox", { name: /Redirect URLs/ })
      .fill("https://tides.example/callback");
    await page.getByRole("button", { name: "Create app" }).click();
    await page.getByRole("heading", { name: "Tide Tables is registered" }).waitFor();
    await member.page.goto(`${server.url}/apps`);
    await member.page.getByRole("link", { name: "Tide Tables" }).waitFor();
  });

  it("changes a member's role, and lets them go", async () => {
    const { page } = owner;
    await page.goto(`${server.url}/organizations/tide-timber`);
    const row = page.getByRole("row").filter({ hasText: grace.email });
    await row.getByRole("button", { name: /^More for/ }).click();
    await page.getByRole("menuitem", { name: "Change role" }).click();
    await page.getByRole("combobox", { name: "Role" }).selectOption({ label: "Viewer" });
    await page.getByRole("dialog").getByRole("button", { name: "Save changes" }).click();
    await row.getByText("Viewer").waitFor();
    await row.getByRole("button", { name: /^More for/ }).click();
    await page.getByRole("menuitem", { name: "Remove from the organization" }).click();
    await page.locator("dialog .button-danger").click();
    await row.waitFor({ state: "detached" });
    await member.page.goto(`${server.url}/apps`);
    await member.page.getByRole("heading", { name: "Register your first app" }).waitFor();
  });
});
