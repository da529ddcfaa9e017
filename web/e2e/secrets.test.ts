/* A secret is changed without a moment in which the app can't sign anybody in. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { ada, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

const first = "first-secret-of-the-nightly-job-000001";

describe("a client's secrets", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;
  let second: string;

  beforeAll(async () => {
    server = await startServer();
    await server.apply(`
users:
  - { email: ${ada.email}, password: "${ada.password}", profile: { name: "${ada.name}" } }
apis:
  - identifier: https://stock.example
    name: Stock
    owner: ${ada.email}
    scopes: [{ name: "stock:count", title: "Count the stock", grantable_to: app }]
apps:
  - key: nightly
    name: Nightly Job
    owner: ${ada.email}
    scopes: ["stock:count"]
    clients:
      - { client_id: nightly, platform: service, token_endpoint_auth_method: client_secret_basic,
          client_secrets: ["${first}"], grant_types: [client_credentials] }
`);
    browser = await launch();
    person = await newPerson(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** The status of a token request with this secret. */
  async function tried(secret: string): Promise<number> {
    const response = await fetch(`${server.url}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`nightly:${secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: "stock:count" }),
    });
    return response.status;
  }

  it("overlap while they are rotated", async () => {
    expect(await tried(first)).toBe(200);
    const { page } = person;
    await page.goto(`${server.url}/sign-in?return_to=/apps`);
    await signIn(page, ada);
    await page.getByRole("link", { name: "Nightly Job" }).click();
    await page.locator(".tabs").getByRole("link", { name: "Clients" }).click();
    await page.getByRole("link", { name: "Service" }).click();
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.getByRole("dialog").waitFor();
    await inspect(person, "secret-rotate");
    await page.getByRole("button", { name: "Rotate secrets" }).click();
    await page.locator(".copy-once-secret code").waitFor();
    second = await words(page, ".copy-once-secret code");
    expect(await words(page, "dialog")).toMatch(/The old secrets work until/);
    await page.getByRole("button", { name: "I have kept it" }).click();
    expect(await tried(second)).toBe(200);
    expect(await tried(first)).toBe(200);
  });

  it("say which one is in use, and end one by one", async () => {
    const { page } = person;
    // Uses are written down in batches, a moment after the request.
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.locator(".table").waitFor();
          return await page.getByText(/· \d+ uses?/).count();
        },
        { timeout: 20_000, interval: 1000 },
      )
      .toBe(2);
    await inspect(person, "client-service");
    await page
      .getByRole("row")
      .filter({ hasText: `…${first.slice(-4)}` })
      .getByRole("button", { name: /^Revoke/ })
      .click();
    await page.getByRole("dialog").waitFor();
    await inspect(person, "secret-revoke");
    await page.locator("dialog .button-danger").click();
    await page.getByText(/is revoked\./).waitFor();
    expect(await tried(first)).toBe(401);
    expect(await tried(second)).toBe(200);
  });

  it("are not revoked to the last one without a second look", async () => {
    const { page } = person;
    const revoke = page.getByRole("button", { name: /^Revoke/ });
    // The one that was revoked leaves the list when the answer is here.
    await expect.poll(() => revoke.count()).toBe(1);
    await revoke.click();
    expect(await words(page, "dialog")).toContain("only working secret");
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await tried(second)).toBe(200);
  });
});
