/*
 * From nothing to a signed-in person and back: an app is registered, an independent OAuth library uses what
 * the dashboard gave it, the person sees the app, removes it, and the token is dead.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, startApp } from "./support/app";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { press, tabTo, typeInto } from "./support/keyboard";
import { ada, grace, register, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("an app, from registration to removal", () => {
  let server: Server;
  let browser: Browser;
  let shop: App;
  let developer: Person;
  let user: Person;

  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
    shop = await startApp("openid profile email offline_access");
    developer = await newPerson(browser, server.url);
    user = await newPerson(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
    await server?.stop();
  });

  it("is registered by keyboard alone", async () => {
    const { page } = developer;
    await register(page, server.url, grace, "/apps");
    await inspect(developer, "apps-empty");
    await press(page, "main a[href='/apps/new']");
    await page.getByRole("heading", { name: "New app" }).waitFor();
    await inspect(developer, "new-app");
    // What is missing is said, and the focus is on it.
    await page.getByRole("button", { name: "Create app" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    await inspect(developer, "new-app-refused");
    await typeInto(page, "input[autocomplete=off]", "Demo Shop");
    await typeInto(page, "textarea", shop.callback);
    for (const scope of ["offline_access"]) {
      await page.getByRole("searchbox").first().focus();
      await page.keyboard.type(scope);
      await tabTo(page, "input[type=checkbox]");
      await page.keyboard.press("Space");
      await page.getByRole("searchbox").first().fill("");
    }
    await page.getByRole("button", { name: "Create app" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Demo Shop is registered" }).waitFor();
  });

  it("gets its credentials once", async () => {
    const { page } = developer;
    const clientId = await words(page, ".facts .copy-text code");
    const clientSecret = await words(page, ".copy-once-secret code");
    expect(clientSecret.length).toBeGreaterThan(32);
    await inspect(developer, "app-created");
    await shop.use(server.url, { clientId, clientSecret });
    await page.getByRole("link", { name: "Go to Demo Shop" }).click();
    await page.getByText("Nothing has arrived yet.").waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "New app" }).waitFor();
    expect(await page.content()).not.toContain(clientSecret);
    // Watched from here on: the first sign-in arrives while the page is open.
    await page.goForward();
    await page.getByText("Live", { exact: true }).waitFor();
  });

  it("signs a person in through the pages", async () => {
    const { page } = user;
    await page.goto(shop.url);
    await page.locator("#start").click();
    await inspect(user, "sign-in-for-app");
    await page.getByRole("link", { name: "Create one" }).click();
    await register(page, null, ada);
    await page.locator("#allow").waitFor();
    await inspect(user, "consent");
    await page.locator("#allow").click();
    await page.locator("#outcome").waitFor();
    await developer.page.getByText("An app got access").waitFor();
    await inspect(developer, "app-first-sign-in");
    expect(await words(page, "#outcome")).toBe("signed in");
    expect(await words(page, "#email")).toBe(ada.email);
    expect((await shop.userinfo()).status).toBe(200);
    await shop.refresh();
    expect((await shop.userinfo()).status).toBe(200);
  });

  it("is not asked about twice", async () => {
    const { page } = user;
    await page.goto(`${shop.url}/sign-in`);
    await page.locator("#outcome").waitFor();
    expect(await words(page, "#outcome")).toBe("signed in");
  });

  it("hears it when the person says no", async () => {
    const other = await newPerson(browser, server.url);
    await other.page.goto(`${shop.url}/sign-in`);
    await signIn(other.page, grace);
    await other.page.locator("#deny").click();
    await other.page.locator("#outcome").waitFor();
    expect(await words(other.page, "#outcome")).toBe("access_denied");
    await other.context.close();
  });

  it("shows its developer who uses it, and no more of them than was allowed", async () => {
    const { page } = developer;
    await page.goto(`${server.url}/apps`);
    await page.getByRole("link", { name: "Demo Shop" }).click();
    await page.getByRole("link", { name: "Users" }).click();
    await page.getByText(ada.email).waitFor();
    await inspect(developer, "app-users");
  });

  it("is removed by keyboard alone, and its tokens are dead", async () => {
    const { page } = user;
    await page.goto(`${server.url}/connected-apps`);
    await page.getByRole("heading", { name: "Demo Shop" }).waitFor();
    await inspect(user, "connected-apps");
    await press(page, "main a[href^='/connected-apps/']");
    await page.getByRole("button", { name: "Remove access" }).waitFor();
    await inspect(user, "connected-app");
    await press(page, ".button-danger");
    await page.getByRole("dialog").waitFor();
    expect(await words(page, "dialog")).toContain("It stops working with your account at once.");
    await inspect(user, "connected-app-remove");
    await press(page, "dialog .button-danger");
    await page.getByText("Demo Shop no longer has access.").waitFor();
    await page.getByRole("heading", { name: "No app has access" }).waitFor();
    await inspect(user, "connected-apps-empty");
    expect((await shop.userinfo()).status).toBe(401);
    await expect(shop.refresh()).rejects.toMatchObject({ error: "invalid_grant" });
  });

  it("asks again after that", async () => {
    const { page } = user;
    await page.goto(`${shop.url}/sign-in`);
    await page.locator("#allow").waitFor();
  });
});
