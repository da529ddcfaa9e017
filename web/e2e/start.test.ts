import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { ada, fillAccount } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("start", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
    person = await newPerson(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("shows the form of the first administrator to whoever has the printed link", async () => {
    await person.page.goto(server.setupLink);
    await inspect(person, "setup");
  });

  it("says what is wrong with the form, and keeps what was right", async () => {
    const { page } = person;
    await fillAccount(page, { ...ada, password: "passwordpassword" });
    await page.locator("#confirm").click();
    await page.locator("#error-summary").waitFor();
    expect(await page.locator("#error-summary").evaluate((e) => e === document.activeElement)).toBe(
      true,
    );
    expect(await page.locator("#email").inputValue()).toBe(ada.email);
    await inspect(person, "setup-refused");
  });

  it("makes the administrator and opens the dashboard", async () => {
    const { page } = person;
    await page.locator("#password").fill(ada.password);
    await page.locator("#confirm").click();
    await page.waitForURL(`${server.url}/`);
    await page.getByRole("button", { name: `Account menu of ${ada.name}` }).waitFor();
    expect(await words(page, "h1")).toBe("Overview");
    await page.getByRole("link", { name: "Administration" }).waitFor();
    await inspect(person, "overview-first");
  });

  it("works once", async () => {
    const other = await newPerson(browser, server.url);
    await other.page.goto(server.setupLink);
    expect(await words(other.page, "h1")).toBe("There is no page here");
    await inspect(other, "not-found");
    await other.context.close();
  });
});
