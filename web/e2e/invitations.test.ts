/* A service that one is invited to: the administrator writes an address, the guest follows the letter. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { type MailServer, startMailServer } from "./support/mail";
import { ada, grace, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("an invitation to the service", () => {
  let mail: MailServer;
  let server: Server;
  let browser: Browser;
  let administrator: Person;
  let guest: Person;
  let link: string;

  beforeAll(async () => {
    mail = await startMailServer();
    server = await startServer({ ...mail.settings, LATCHKEY_REGISTRATION: "invitation" });
    server.apply(`
users:
  - { email: ${ada.email}, password: "${ada.password}", role: admin, email_verified: true, profile: { name: "${ada.name}" } }
`);
    browser = await launch();
    administrator = await newPerson(browser, server.url);
    guest = await newPerson(browser, server.url);
    await administrator.page.goto(`${server.url}/sign-in?return_to=/admin/invitations`);
    await signIn(administrator.page, ada);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await mail?.stop();
  });

  const invite = async (email: string) => {
    const { page } = administrator;
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByRole("textbox", { name: "Email address" }).fill(email);
    await page.locator("dialog button[type=submit]").click();
    await page.getByRole("row").filter({ hasText: email }).waitFor();
    return (await mail.letter(email, "You are invited")).link;
  };

  it("is written in the administration", async () => {
    const { page } = administrator;
    await page.getByRole("heading", { name: "Nobody is invited" }).waitFor();
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByRole("textbox", { name: "Email address" }).waitFor();
    await inspect(administrator, "admin-invite");
    await page.getByRole("button", { name: "Cancel" }).click();
    link = await invite(grace.email);
    await inspect(administrator, "admin-invitations-open");
  });

  it("lets the guest make an account with the address that was invited", async () => {
    const { page } = guest;
    await page.goto(`${server.url}/register`);
    expect(await page.locator("#register").count()).toBe(0);
    await page.goto(link);
    await page.locator("#register").waitFor();
    expect(await page.locator("#email").inputValue()).toBe(grace.email);
    await inspect(guest, "register-invited");
    await page.locator("#name").fill(grace.name);
    await page.locator("#password").fill(grace.password);
    await page.locator("#register").click();
    await page.getByRole("button", { name: `Account menu of ${grace.name}` }).waitFor();
  });

  it("is used up then", async () => {
    const { page } = administrator;
    await page.reload();
    await page.getByRole("heading", { name: "Nobody is invited" }).waitFor();
    await guest.page.goto(link);
    expect(await guest.page.locator("#register").count()).toBe(0);
  });

  it("ends when it is taken back", async () => {
    const { page } = administrator;
    const dead = await invite("heidi@example.com");
    await page.getByRole("button", { name: /^Take back/ }).click();
    await page.locator("dialog .button-danger").click();
    await page.getByRole("heading", { name: "Nobody is invited" }).waitFor();
    const heidi = await newPerson(browser, server.url);
    await heidi.page.goto(dead);
    expect(await heidi.page.locator("#register").count()).toBe(0);
    expect(await words(heidi.page, "h1")).not.toBe("");
    await heidi.context.close();
  });
});
