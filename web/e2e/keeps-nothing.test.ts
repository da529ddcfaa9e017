/* What the dashboard leaves in a browser: nothing that a script, or the next person at it, could use (SEC-108). */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person } from "./support/browser";
import { ada, register } from "./support/people";
import { type Server, startServer } from "./support/server";

describe("the dashboard", () => {
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

  it("sec_108 keeps no token where scripts can read, and has no inline script", async () => {
    const { page } = person;
    await register(page, server.url, ada, "/profile");
    for (const path of ["/profile", "/sessions", "/apps", "/activity"]) {
      await page.goto(`${server.url}${path}`);
      await page.getByRole("button", { name: `Account menu of ${ada.name}` }).waitFor();
      const kept = await page.evaluate(async () => ({
        local: Object.entries(localStorage),
        session: Object.keys(sessionStorage).filter((key) => !key.startsWith("tsr-scroll")),
        cookies: document.cookie,
        databases: (await indexedDB.databases()).length,
        caches: (await caches.keys()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        inline: [...document.scripts].filter((script) => !script.src).length,
        handlers: document.querySelectorAll("[onclick],[onload],[onerror],[style]").length,
      }));
      expect(kept, path).toMatchObject({
        local: [],
        session: [],
        cookies: "",
        databases: 0,
        caches: 0,
        workers: 0,
        inline: 0,
      });
    }
    const cookies = await person.context.cookies();
    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.filter((cookie) => !cookie.httpOnly)).toEqual([]);
    expect(person.complaints()).toEqual([]);
  });

  it("sec_108 shows no data on pages that the browser goes back to after signing out", async () => {
    const { page } = person;
    await page.goto(`${server.url}/profile`);
    await page.getByText(ada.email).first().waitFor();
    await page.goto(`${server.url}/sign-out`);
    await page.locator("#sign-out").click();
    await page.getByRole("heading", { name: "You're signed out" }).waitFor();
    const answers: string[] = [];
    page.on("response", async (response) => {
      if (!response.url().endsWith("/graphql")) return;
      // One that the page went away from before it was read shows nothing either.
      answers.push(await response.text().catch(() => ""));
    });
    // Past the question whether to sign out, to the page that had the data.
    await page.goBack();
    await page.goBack();
    await page.locator("#sign-in").waitFor();
    expect(await page.content()).not.toContain(ada.email);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.join()).not.toContain(ada.email);
  });

  it("sec_108 takes no orders from other windows", async () => {
    const listens = await person.page.evaluate(() => typeof window.onmessage);
    expect(listens).toBe("object");
    const scripts: string[] = [];
    person.page.on("response", (response) => {
      if (response.url().endsWith(".js")) scripts.push(response.url());
    });
    await person.page.goto(`${server.url}/`);
    await person.page.waitForLoadState("networkidle");
    expect(scripts.length).toBeGreaterThan(0);
    for (const url of scripts) {
      const source = await (await fetch(url)).text();
      expect(source, url).not.toMatch(/addEventListener\(\s*["'`]message["'`]/);
    }
  });
});
