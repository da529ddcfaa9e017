import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { grace, signIn } from "./support/people";
import { freePort, type Server, startServer } from "./support/server";

const view = "btcpay.store.canviewinvoices";
const make = "btcpay.store.cancreateinvoice";

/** A program on another host that is posted keys to. */
async function startReceiver() {
  const port = await freePort();
  const posted: URLSearchParams[] = [];
  const http: HttpServer = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (request.method === "POST") posted.push(new URLSearchParams(body));
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>Received</title><h1>Received</h1>");
  }).listen(port, "127.0.0.1");
  await once(http, "listening");
  return {
    callback: `http://127.0.0.1:${port}/callback?once=1`,
    last: () => posted.at(-1),
    stop: () => http.close(),
  };
}

describe("API keys", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  const address = (pairs: [string, string][]) =>
    `${server.url}/api-keys/authorize?${new URLSearchParams(pairs)}`;
  const asked = (...more: [string, string][]) =>
    address([
      ["permissions", view],
      ["permissions", make],
      ["applicationName", "Demo Till"],
      ["applicationIdentifier", "demo-till"],
      ["redirect", receiver.callback],
      ["state", "s t"],
      ...more,
    ]);
  const received = async (page: Page) => {
    await page.getByRole("heading", { name: "Received" }).waitFor();
    const fields = receiver.last();
    if (!fields) throw new Error("nothing was posted");
    return fields;
  };
  const current = async (key: string) => {
    const answer = await fetch(`${server.url}/api/v1/api-keys/current`, {
      headers: { authorization: `token ${key}` },
    });
    return { status: answer.status, body: await answer.json() };
  };

  beforeAll(async () => {
    server = await startServer();
    receiver = await startReceiver();
    server.apply(`
users:
  - { email: ${grace.email}, password: "${grace.password}", email_verified: true, profile: { name: ${grace.name} } }
apis:
  - identifier: https://stores.example
    name: Stores
    owner: ${grace.email}
    resources:
      - { type: store, id: harbour, name: "Harbour store", owner: ${grace.email} }
      - { type: store, id: hill, name: "Hill store", owner: ${grace.email} }
`);
    browser = await launch();
    person = await newPerson(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    receiver?.stop();
    await server?.stop();
  });

  it("lets the person choose stores and permissions, and posts the key", async () => {
    const { page } = person;
    await page.goto(asked(["strict", "false"], ["selectiveStores", "true"]));
    await signIn(page, grace);
    await page.locator("#allow").waitFor();
    await inspect(person, "key-request");
    await page.locator("#allow").click();
    await page.locator("#key-error").waitFor();
    await inspect(person, "key-request-refused");
    await page.getByRole("radio", { name: /Hill store/ }).check();
    await page.locator(`input[value="${make}"]`).uncheck();
    await page.locator("#label").fill("The till at the hill");
    await page.locator("#allow").click();
    const fields = await received(page);
    expect(fields.getAll("permissions[]")).toEqual([`${view}:hill`]);
    expect(fields.get("state")).toBe("s t");
    expect([...fields.keys()].includes("csrf")).toBe(false);
    const { body } = await current(fields.get("apiKey") ?? "");
    expect(body.label).toBe("The till at the hill");
  });

  it("tells the app about a no", async () => {
    const { page } = person;
    await page.goto(asked(["selectiveStores", "multiple"]));
    await page.locator("#existing").waitFor();
    await inspect(person, "key-request-several");
    await page.locator("#deny").click();
    const fields = await received(page);
    expect([...fields]).toEqual([
      ["error", "access_denied"],
      ["state", "s t"],
    ]);
  });

  it("uses an access again, with another key in place of the old one", async () => {
    const { page } = person;
    const request = address([
      ["permissions", view],
      ["applicationIdentifier", "demo-till"],
      ["selectiveStores", "true"],
      ["redirect", receiver.callback],
    ]);
    await page.goto(request);
    await inspect(person, "key-reuse");
    await page.locator("#confirm").click();
    const fields = await received(page);
    expect(fields.getAll("permissions[]")).toEqual([`${view}:hill`]);
    expect((await current(fields.get("apiKey") ?? "")).status).toBe(200);
  });

  it("works without scripts", async () => {
    const plain = await newPerson(browser, server.url, { scripts: false });
    await plain.page.goto(asked());
    await signIn(plain.page, grace);
    await plain.page.locator("#allow").click();
    await plain.page.locator("#continue").click();
    expect((await received(plain.page)).getAll("permissions[]")).toEqual([view, make]);
    await plain.context.close();
  });

  it("shows a key once where no app waits for it", async () => {
    const { page } = person;
    await page.goto(address([]));
    expect(await words(page, "#no-permissions")).toContain("opens nothing");
    await page.locator("#allow").click();
    await inspect(person, "key-shown");
    expect((await current(await words(page, "#api-key"))).status).toBe(200);
  });

  it("says why it goes no further", async () => {
    const { page } = person;
    await page.goto(address([["redirect", "http://gozo.com"]]));
    await inspect(person, "key-refused");
    await page.goto(address([["permissions", "btcpay.server.canmanageusers"]]));
    await page.locator("#not-available").waitFor();
    expect(await page.locator("#allow").count()).toBe(0);
    await inspect(person, "key-not-available");
  });

  it("speaks German", async () => {
    const german = await newPerson(browser, server.url, { locale: "de-DE" });
    await german.page.goto(asked(["strict", "false"], ["selectiveStores", "multiple"]));
    await signIn(german.page, grace);
    await german.page.locator("#key-request").waitFor();
    await inspect(german, "key-request-german");
    await german.context.close();
  });

  it("lists the keys in the dashboard", async () => {
    const { page } = person;
    await page.goto(`${server.url}/api-keys`);
    await page.getByText("The till at the hill").first().waitFor();
    await inspect(person, "dashboard-api-keys");
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByRole("checkbox", { name: /profile:read/ }).waitFor();
    await inspect(person, "dashboard-api-keys-new");
  });
});
