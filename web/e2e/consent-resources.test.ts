/* Consent to permissions about single things, and taking them back. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person } from "./support/browser";
import { inspect } from "./support/inspect";
import { press } from "./support/keyboard";
import { ada, signIn } from "./support/people";
import { freePort, type Server, startServer } from "./support/server";

const file = (callback: string) => `
users:
  - { email: ${ada.email}, password: "${ada.password}", email_verified: true, profile: { name: ${ada.name} } }
apis:
  - identifier: https://api.shop.example
    name: Shop API
    owner: ${ada.email}
    scopes:
      - { name: "invoices:read", title: See your invoices, description: Not change them., resource_type: store }
      - { name: "invoices:write", title: Change your invoices, resource_type: store, sensitive: true, includes: ["invoices:read"] }
    resources:
      - { type: store, id: s-1, name: Corner Shop, owner: ${ada.email} }
      - { type: store, id: s-2, name: Market Stall, owner: ${ada.email} }
      - { type: store, id: s-3, name: "The shop with the very long name that needs more than one line", owner: ${ada.email} }
apps:
  - key: tills
    name: Tills and More
    owner: ${ada.email}
    verified: true
    scopes: [openid, email, "invoices:read", "invoices:write"]
    optional_scopes: [email]
    clients:
      - client_id: tills
        platform: web
        client_secrets: ["change-me-to-32-random-characters-or-more"]
        redirect_uris: ["${callback}"]
        grant_types: [authorization_code, refresh_token]
`;

describe("consent to single things", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;
  let callback: string;
  /** Where the app would be. */
  const app = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>Tills</title><link rel="icon" href="data:,">`);
  });

  const ask = (scope: string, more: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: "tills",
      redirect_uri: callback,
      scope,
      state: "s",
      ...more,
    });
    return `${server.url}/oauth/authorize?${query}`;
  };
  const visitor = (options: Parameters<typeof newPerson>[2] = {}) =>
    newPerson(browser, server.url, options);
  const came = async ({ page }: Person) => {
    await page.waitForURL(`${callback}*`);
    return new URL(page.url()).searchParams;
  };

  beforeAll(async () => {
    const port = await freePort();
    callback = `http://127.0.0.1:${port}/callback`;
    await once(app.listen(port, "127.0.0.1"), "listening");
    server = await startServer();
    await server.apply(file(callback));
    browser = await launch();
    person = await visitor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    app.close();
  });

  it("offers all of them, or some by name", async () => {
    const { page } = person;
    await page.goto(ask("openid email invoices:read invoices:write"));
    await signIn(page, ada);
    await page.locator("#allow").waitFor();
    expect(await page.locator("#store-all").isChecked()).toBe(true);
    expect(await page.locator("#store-1").isVisible()).toBe(false);
    const names = page.locator(".resources-names");
    for (const name of ["Corner Shop", "Market Stall"]) {
      expect(await names.innerText()).toContain(name);
    }
    await inspect(person, "consent-resources");
    await page.locator("#store-some").check();
    expect(await page.locator("#store-1").isVisible()).toBe(true);
    expect(await names.isVisible()).toBe(false);
    await page.locator("#store-2").check();
    await inspect(person, "consent-resources-some");
  });

  it("says so where nothing is chosen", async () => {
    const { page } = person;
    await page.locator("#store-2").uncheck();
    await page.locator("#allow").click();
    await page.locator("#error-summary").waitFor();
    await inspect(person, "consent-resources-refused");
  });

  it("is answered by keyboard, and remembered", async () => {
    const { page } = person;
    await page.locator("#store-1").check();
    await page.locator("#store-3").check();
    await press(page, "#allow");
    expect((await came(person)).has("code")).toBe(true);
    await page.goto(ask("openid invoices:read"));
    expect((await came(person)).has("code")).toBe(true);
  });

  it("is shown and taken back, one by one", async () => {
    const { page } = person;
    await page.goto(`${server.url}/connected-apps`);
    const take = page.getByRole("button", { name: "Take away: See your invoices, Corner Shop" });
    await take.waitFor();
    await inspect(person, "connected-apps-resources");
    await take.click();
    await page.getByRole("dialog").waitFor();
    await inspect(person, "connected-apps-take-away");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Take away" }).click();
    // Who may change them may see them: the app would keep it.
    await dialog.getByText(/contains it: invoices:write:s-1/).waitFor();
    await inspect(person, "connected-apps-kept");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    const change = "Take away: Change your invoices, Corner Shop";
    await page.getByRole("button", { name: change }).click();
    await dialog.getByRole("button", { name: "Take away" }).click();
    await page.getByRole("button", { name: change }).waitFor({ state: "detached" });
    await take.click();
    await dialog.getByRole("button", { name: "Take away" }).click();
    await take.waitFor({ state: "detached" });
    expect(await page.getByText("Market Stall").count()).toBe(0);
    await page.goto(ask("openid invoices:read:s-2"));
    await page.locator("#allow").waitFor();
    await inspect(person, "consent-one-resource");
  });

  it("can be refused", async () => {
    await person.page.locator("#deny").click();
    expect((await came(person)).get("error")).toBe("access_denied");
  });

  it("speaks German to who prefers it", async () => {
    const german = await visitor({ locale: "de-DE" });
    await german.page.goto(ask("openid email invoices:read", { prompt: "consent" }));
    await signIn(german.page, ada);
    await german.page.locator("#store-some").check();
    await inspect(german, "consent-resources-german");
    await german.context.close();
  });

  it("works without scripts", async () => {
    const plain = await visitor({ scripts: false });
    const { page } = plain;
    await page.goto(ask("openid email invoices:read", { prompt: "consent" }));
    await signIn(page, ada);
    await page.locator("#store-some").check();
    await page.locator("#store-2").check();
    await page.locator("#allow").click();
    expect((await came(plain)).has("code")).toBe(true);
    await plain.context.close();
  });
});
