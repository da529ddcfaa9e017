/* The moneybutton dialect as its documents tell it: an app made with the preset, and a person who presses the button. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { ada, fillAccount, grace, signIn } from "./support/people";
import { freePort, type Server, startServer } from "./support/server";

describe("a blog with a button", () => {
  let server: Server;
  let browser: Browser;
  let developer: Person;
  let reader: Person;
  let callback: string;
  let oauthIdentifier: string;
  let tokens: { access_token: string; refresh_token: string; token_type: string };
  const blog = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>Blog</title><link rel="icon" href="data:,">`);
  });

  const button = (more: Record<string, string> = {}) =>
    `${server.url}/oauth/v1/authorize?${new URLSearchParams({
      response_type: "code",
      client_id: oauthIdentifier,
      redirect_uri: callback,
      scope: "auth.user_identity:read users.profiles:read",
      state: "press",
      ...more,
    })}`;
  const came = async ({ page }: Person) => {
    await page.waitForURL(`${callback}*`);
    return new URL(page.url()).searchParams;
  };
  const token = (fields: Record<string, string>) =>
    fetch(`${server.url}/oauth/v1/token`, {
      method: "POST",
      body: new URLSearchParams({ client_id: oauthIdentifier, ...fields }),
    });
  const identity = () =>
    fetch(`${server.url}/api/v1/auth/user_identity`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });

  beforeAll(async () => {
    const port = await freePort();
    callback = `http://127.0.0.1:${port}/oauth-response-web`;
    await once(blog.listen(port, "127.0.0.1"), "listening");
    server = await startServer();
    server.apply(`
users:
  - { email: ${ada.email}, password: "${ada.password}", email_verified: true, profile: { name: "${ada.name}" } }
`);
    browser = await launch();
    developer = await newPerson(browser, server.url);
    reader = await newPerson(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    blog.close();
  });

  it("is made with the preset, and says what is unsafe about it", async () => {
    const { page } = developer;
    await page.goto(`${server.url}/sign-in?return_to=/apps/new`);
    await signIn(page, ada);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Blog with a Button");
    await page.getByRole("combobox", { name: "Made like" }).selectOption("MONEYBUTTON");
    await page.getByRole("textbox", { name: /Redirect URLs/ }).fill(callback);
    await inspect(developer, "new-app-preset");
    await page.getByRole("button", { name: "Create app" }).click();
    await page.getByRole("heading", { name: "Blog with a Button is registered" }).waitFor();
    await page.getByRole("link", { name: "Go to Blog with a Button" }).click();
    const row = page.getByRole("row").filter({ hasText: "None (public client, PKCE)" });
    oauthIdentifier = (await row.locator("code").first().innerText()).trim();
    await row.getByRole("link").first().click();
    await page.getByText("A stolen", { exact: false }).first().waitFor();
    await inspect(developer, "client-preset");
  });

  it("asks a newcomer to register first, and then for consent", async () => {
    const { page } = reader;
    await page.goto(button({ landing: "register" }));
    await page.locator("#register").waitFor();
    await fillAccount(page, grace);
    await page.locator("#register").click();
    await page.locator("#allow").waitFor();
    expect(await words(page, "h1")).toContain("Blog with a Button");
    await inspect(reader, "consent-moneybutton");
  });

  it("hears a no, with its state", async () => {
    await reader.page.locator("#deny").click();
    const answer = await came(reader);
    expect([answer.get("error"), answer.get("state")]).toEqual(["access_denied", "press"]);
  });

  it("gets tokens for a yes, without a secret, and knows who it is", async () => {
    const { page } = reader;
    await page.goto(button());
    await page.locator("#allow").click();
    const answer = await came(reader);
    const exchanged = await token({
      grant_type: "authorization_code",
      code: answer.get("code") ?? "",
      redirect_uri: callback,
    });
    expect(exchanged.status).toBe(200);
    tokens = await exchanged.json();
    expect(tokens.token_type).toBe("Bearer");
    const { data } = await (await identity()).json();
    expect(data.attributes.name).toBe(grace.name);
  });

  it("stays signed in with the same refresh token, until the reader takes it back", async () => {
    const again = { grant_type: "refresh_token", refresh_token: tokens.refresh_token };
    const renewed = await token(again);
    expect(renewed.status).toBe(200);
    const { access_token, refresh_token } = await renewed.json();
    expect(refresh_token).toBeUndefined();
    tokens = { ...tokens, access_token };
    expect((await identity()).status).toBe(200);
    const { page } = reader;
    await page.goto(`${server.url}/connected-apps`);
    await page.getByRole("button", { name: "Remove access" }).click();
    await page.locator("dialog .button-danger").click();
    await page.getByRole("heading", { name: "No app has access" }).waitFor();
    expect((await identity()).status).toBe(401);
    expect((await token(again)).status).toBe(400);
  });
});
