import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { press, typeInto } from "./support/keyboard";
import { fillAccount, grace, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("the flow pages by themselves", () => {
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

  it("asks to sign in", async () => {
    await person.page.goto(`${server.url}/sign-in?return_to=%2Fconnected-apps`);
    await inspect(person, "sign-in");
  });

  it("keeps the wanted page across a registration", async () => {
    const { page } = person;
    await page.getByRole("link", { name: "Create one" }).click();
    await page.locator("#register").waitFor();
    await inspect(person, "register");
    await fillAccount(page, { ...grace, password: "grace@example.com" });
    await page.locator("#register").click();
    await page.locator("#error-summary").waitFor();
    await inspect(person, "register-refused");
    await page.locator("#password").fill(grace.email);
    await page
      .locator("#password-strength[data-score='0'], #password-strength[data-score='1']")
      .waitFor();
    await page.locator("#password").fill(grace.password);
    expect(await words(page, "#password-count")).toBe("Long enough");
    await page.locator("#password-strength[data-score='4']").waitFor();
    await inspect(person, "register-strong");
    await page.getByRole("button", { name: "Show password" }).click();
    expect(await page.locator("#password").getAttribute("type")).toBe("text");
    await page.locator("#register").click();
    await page.waitForURL(`${server.url}/connected-apps`);
  });

  it("asks before it signs out, and says that it did", async () => {
    const { page } = person;
    await page.goto(`${server.url}/sign-out`);
    await inspect(person, "sign-out");
    await page.locator("#sign-out").click();
    await page.getByRole("heading", { name: "You're signed out" }).waitFor();
    await inspect(person, "signed-out");
  });

  it("tells no more than that address and password don't match", async () => {
    const { page } = person;
    await page.getByRole("link", { name: "Sign in again" }).click();
    await signIn(page, { ...grace, password: "not this one" });
    const known = await words(page, "#sign-in-error");
    await inspect(person, "sign-in-refused");
    await signIn(page, { ...grace, email: "nobody@example.com" });
    expect(await words(page, "#sign-in-error")).toBe(known);
  });

  it("can be used by keyboard alone", async () => {
    const { page } = person;
    await page.goto(`${server.url}/sign-in?return_to=/sessions`);
    await typeInto(page, "#email", grace.email);
    await typeInto(page, "#password", grace.password);
    await press(page, "#sign-in");
    await page.waitForURL(`${server.url}/sessions`);
    await page.goto(`${server.url}/sign-out`);
    await press(page, "#sign-out");
    await page.getByRole("heading", { name: "You're signed out" }).waitFor();
  });

  it("works without scripts", async () => {
    const plain = await newPerson(browser, server.url, { scripts: false });
    await plain.page.goto(`${server.url}/sign-in?return_to=/sign-out`);
    await signIn(plain.page, grace);
    await plain.page.waitForURL(`${server.url}/sign-out`);
    await plain.page.locator("#sign-out").click();
    expect(await words(plain.page, "h1")).toBe("You're signed out");
    await plain.context.close();
  });

  it("speaks German to who prefers it", async () => {
    const german = await newPerson(browser, server.url, { locale: "de-DE" });
    await german.page.goto(`${server.url}/sign-in`);
    expect(await words(german.page, "h1")).toBe("Anmelden");
    await inspect(german, "sign-in-german");
    await german.page.goto(`${server.url}/register`);
    await inspect(german, "register-german");
    await german.context.close();
  });
});
