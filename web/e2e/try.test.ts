/* Try it now: the real flow from the dashboard, every request and answer shown. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { grace, register } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("try it now", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
    person = await newPerson(browser, server.url);
    await register(person.page, server.url, grace, "/developer/try");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("makes a test client, and shows what it will ask for", async () => {
    const { page } = person;
    await page.getByRole("button", { name: "Make a test client" }).waitFor();
    await inspect(person, "try-empty");
    await page.getByRole("button", { name: "Make a test client" }).click();
    await page.getByRole("button", { name: "Start the sign-in" }).waitFor();
    await inspect(person, "try-start");
  });

  it("goes through the real flow and explains what came back", async () => {
    const { page } = person;
    await page.getByRole("button", { name: "Start the sign-in" }).click();
    await page.locator("#allow").click();
    await page.getByRole("heading", { name: "4. Who is it?" }).waitFor();
    expect(new URL(page.url()).search).toBe("");
    expect(await words(page, "main")).toContain(grace.email);
    await page.getByRole("heading", { name: "ID token" }).waitFor();
    await inspect(person, "try-done");
    expect(await page.evaluate(() => sessionStorage.getItem("latchkey.trial"))).toBeNull();
  });

  it("shows a refresh, and that a revoked token is dead", async () => {
    const { page } = person;
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("heading", { name: "5. New tokens without the user" }).waitFor();
    await page.getByRole("button", { name: "Revoke the access token" }).click();
    await page.getByRole("heading", { name: "6. The token is given back" }).waitFor();
    await page.getByRole("button", { name: "Ask userinfo again" }).click();
    await page.getByRole("heading", { name: "7. Who is it?" }).waitFor();
    await page.locator(".badge-danger", { hasText: "401" }).waitFor();
    // The browser reports the refusal that was asked for.
    person.complaints();
  });

  it("does nothing with an answer to somebody else's request", async () => {
    const { page } = person;
    await page.goto(`${server.url}/developer/try?code=x&state=y&iss=${server.url}`);
    await page.getByRole("alert").waitFor();
    expect(await words(page, "[role=alert]")).toContain("belongs to no flow");
  });
});
