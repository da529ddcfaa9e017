/* Why did it fail? A refused request is explained to the app's developers, live, and by the id on the error page. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { ada, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("a refused request", () => {
  let server: Server;
  let browser: Browser;
  let developer: Person;
  let errorId: string;

  beforeAll(async () => {
    server = await startServer();
    await server.apply(`
users:
  - { email: ${ada.email}, password: "${ada.password}", profile: { name: "${ada.name}" } }
apps:
  - key: shop
    name: Demo Shop
    owner: ${ada.email}
    scopes: [openid]
    clients:
      - { client_id: shop, platform: web, token_endpoint_auth_method: client_secret_basic,
          client_secrets: ["demo-shop-secret-0000000000000000000001"], redirect_uris: ["https://shop.example/callback"],
          grant_types: [authorization_code] }
`);
    browser = await launch();
    developer = await newPerson(browser, server.url);
    await developer.page.goto(`${server.url}/sign-in?return_to=/apps`);
    await signIn(developer.page, ada);
    await developer.page.getByRole("link", { name: "Demo Shop" }).click();
    await developer.page.getByRole("link", { name: "Request log" }).click();
    await developer.page.getByRole("heading", { name: "Nothing was refused" }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("is told strangers by a code and an id only", async () => {
    const stranger = await newPerson(browser, server.url);
    const query = new URLSearchParams({
      response_type: "code",
      client_id: "shop",
      redirect_uri: "https://shop.example/callback/",
      scope: "openid",
    });
    await developer.page.getByText("Live", { exact: true }).waitFor();
    await stranger.page.goto(`${server.url}/oauth/authorize?${query}`);
    errorId = await words(stranger.page, "#error-id");
    expect(await stranger.page.content()).not.toContain("https://shop.example/callback<");
    await inspect(stranger, "error");
    await stranger.context.close();
  });

  it("appears at its developers' without a reload, with what to change", async () => {
    const { page } = developer;
    await page.locator(".request").first().waitFor();
    const said = await words(page, ".request");
    expect(said).toContain("https://shop.example/callback/");
    expect(said).toContain("not registered");
    await inspect(developer, "app-requests");
  });

  it("keeps no secret", async () => {
    const secret = "a-wrong-secret-that-somebody-typed-0001";
    await fetch(`${server.url}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`shop:${secret}`)}` },
      body: new URLSearchParams({ grant_type: "authorization_code", code: "not-a-code" }),
    });
    const { page } = developer;
    await page.getByRole("heading", { name: /client secret/ }).waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  it("is found by the id on the error page", async () => {
    const { page } = developer;
    await page.goto(`${server.url}/developer/error`);
    await page.getByRole("textbox", { name: "Reference" }).fill(errorId);
    await page.getByRole("button", { name: "Find" }).click();
    await page.locator(".request").waitFor();
    expect(new URL(page.url()).searchParams.get("id")).toBe(errorId);
    await inspect(developer, "find-error");
  });

  it("counts in the app's figures", async () => {
    const { page } = developer;
    await page.goto(`${server.url}/apps`);
    await page.getByRole("link", { name: "Demo Shop" }).click();
    await page.locator(".chart").waitFor();
    await inspect(developer, "app-usage");
    await page.getByRole("combobox", { name: "Time" }).selectOption({ label: "Last 24 hours" });
    await page.getByRole("button", { name: "Show as a table" }).click();
    await page.locator(".table").first().waitFor();
  });
});
