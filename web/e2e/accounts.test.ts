import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person } from "./support/browser";
import { inspect } from "./support/inspect";
import { ada, grace, register, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("several accounts in one browser", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
    person = await newPerson(browser, server.url);
    await register(person.page, server.url, ada, "/profile");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const inUse = async (who: string) => {
    const { page } = person;
    await page.goto(`${server.url}/profile`);
    await page
      .getByRole("button", { name: new RegExp(who) })
      .first()
      .waitFor();
  };

  it("keeps the first account when another one is made", async () => {
    const { page } = person;
    await page
      .getByRole("button", { name: /Ada Lovelace/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "Switch account" }).click();
    await page.locator("#switch").click();
    await page.locator("#email").waitFor();
    expect(await page.locator("#remember").isChecked()).toBe(false);
    await inspect(person, "sign-in-other");
    await register(page, server.url, grace, "/profile");
    await inUse("Grace Hopper");
  });

  it("switches from the menu, without a password", async () => {
    const { page } = person;
    await page
      .getByRole("button", { name: /Grace Hopper/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "Switch account" }).click();
    await page.locator("#account-2").waitFor();
    await inspect(person, "select-account");
    await page.locator("#account-2").click();
    await page.waitForURL(`${server.url}/`);
    await inUse("Ada Lovelace");
  });

  it("leaves nothing to do in a tab that still shows the other account", async () => {
    const { page, context } = person;
    await page.goto(`${server.url}/data`);
    await page
      .getByRole("button", { name: /Ada Lovelace/ })
      .first()
      .waitFor();
    const other = await context.newPage();
    await other.goto(`${server.url}/select-account`);
    await other.locator("#account-2").click();
    await other.waitForURL(`${server.url}/`);
    await page.getByRole("dialog", { name: /signed in as somebody else/ }).waitFor();
    await inspect(person, "account-changed");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Load again" }).click();
    await page
      .getByRole("button", { name: /Grace Hopper/ })
      .first()
      .waitFor();
    await other.goto(`${server.url}/select-account`);
    await other.locator("#account-2").click();
    await other.waitForURL(`${server.url}/`);
    await other.close();
  });

  it("keeps a form when the session ended in another tab, and goes on after signing in", async () => {
    const { page, context } = person;
    await page.goto(`${server.url}/apis/new`);
    await page.getByRole("textbox", { name: "Name" }).fill("Catalogue");
    const kept = await context.cookies();
    await context.clearCookies();
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.getByRole("dialog", { name: "You were signed out" }).waitFor();
    await inspect(person, "signed-out-under-a-form");
    await context.addCookies(kept);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Catalogue");
    // Leaving it asks first.
    await page.locator("#pages").getByRole("link", { name: "Apps" }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
    await inspect(person, "leave-unsaved");
    await page.getByRole("button", { name: "Leave and lose it" }).click();
    await page.waitForURL(`${server.url}/apps`);
  });

  it("signs out of one account, or of all", async () => {
    const { page } = person;
    await page.goto(`${server.url}/sign-out`);
    await page.getByText("Also signed in in this browser: grace@example.com").waitFor();
    await inspect(person, "sign-out-several");
    await page.locator("#sign-out").click();
    await page.locator("#others a").click();
    await page.locator("#account-1").click();
    await page.waitForURL(`${server.url}/`);
    await inUse("Grace Hopper");
    await page.goto(`${server.url}/sign-in?account=other`);
    await page.locator("#remember").check();
    await signIn(page, ada);
    await page.waitForURL(`${server.url}/`);
    const kept = (await person.context.cookies()).find(({ name }) => name === "latchkey-session");
    expect(kept?.expires).toBeGreaterThan(Date.now() / 1000 + 86_400);
    await page.goto(`${server.url}/sign-out`);
    await page.locator("#sign-out-all").click();
    await page.goto(`${server.url}/select-account`);
    await page.locator("#password").waitFor();
    expect(person.complaints()).toEqual([]);
  });
});
