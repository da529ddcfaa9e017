/* The snippets that the dashboard shows, pasted and run against the server that shows them. */

import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server as Site } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { converse } from "./support/converse";
import { ada, signIn } from "./support/people";
import { run, type Server, startServer } from "./support/server";

const shopSecret = "demo-shop-secret-0000000000000000000001";
const apiSecret = "stock-server-secret-000000000000000001";
const jobSecret = "nightly-job-secret-0000000000000000001";

const world = (callback: string) => `
users:
  - { email: ${ada.email}, password: "${ada.password}", profile: { name: "${ada.name}" } }
apis:
  - identifier: https://stock.example
    name: Stock
    owner: ${ada.email}
    introspection_clients: [stock-server]
    scopes: [{ name: "stock:count", title: "Count the stock", grantable_to: app }]
apps:
  - key: shop
    name: Demo Shop
    owner: ${ada.email}
    scopes: [openid, email]
    clients:
      - { client_id: shop, platform: web, token_endpoint_auth_method: client_secret_basic, client_secrets: ["${shopSecret}"],
          redirect_uris: ["${callback}"], grant_types: [authorization_code] }
      - { client_id: shop-phone, platform: native, token_endpoint_auth_method: none, redirect_uris: ["${callback}"],
          grant_types: [authorization_code] }
  - key: job
    name: Nightly Job
    owner: ${ada.email}
    scopes: ["stock:count"]
    clients:
      - { client_id: job, platform: service, token_endpoint_auth_method: client_secret_basic, client_secrets: ["${jobSecret}"],
          grant_types: [client_credentials] }
      - { client_id: stock-server, platform: service, token_endpoint_auth_method: client_secret_basic,
          client_secrets: ["${apiSecret}"], grant_types: [] }
`;

interface Shown {
  language: "CURL" | "JAVASCRIPT" | "PYTHON" | "GO" | "RUST";
  title: string;
  code: string;
}

/** How each language that needs nothing installed is run, and the file it is kept in. */
const runners = {
  CURL: ["bash", "snippet.sh"],
  JAVASCRIPT: [process.execPath, "snippet.mjs"],
  PYTHON: ["python3", "snippet.py"],
} as const;
type Runnable = keyof typeof runners;
const runnable = Object.keys(runners) as Runnable[];

describe("snippets", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;
  let directory: string;
  let serviceToken: string;
  /** Where the browser comes back to: the address in its bar is what the developer pastes. */
  let site: Site;
  let callback: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "latchkey-snippets-"));
    site = createServer((_request, response) => response.end("Back."));
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    callback = `http://127.0.0.1:${(site.address() as AddressInfo).port}/callback`;
    server = await startServer();
    await server.apply(world(callback));
    browser = await launch();
    person = await newPerson(browser, server.url);
    await person.page.goto(`${server.url}/sign-in?return_to=/apps`);
    await signIn(person.page, ada);
    await person.page.waitForURL(`${server.url}/apps`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    site?.close();
    await rm(directory, { recursive: true });
  });

  /** What the API gives to the dashboard. */
  async function ask<Data>(query: string): Promise<Data> {
    const answer = await person.page.evaluate(
      (query) =>
        fetch("/graphql", {
          method: "POST",
          headers: { "content-type": "application/json", "x-latchkey-csrf": "1" },
          body: JSON.stringify({ query }),
        }).then((response) => response.json()),
      query,
    );
    return answer.data as Data;
  }

  async function ofClient(clientId: string): Promise<Shown[]> {
    const { app } = await ask<{ app: { client: { snippets: Shown[] } } }>(
      `{ app(clientId: "${clientId}") { client(clientId: "${clientId}") { snippets { language title code } } } }`,
    );
    return app.client.snippets;
  }

  async function kept(language: Runnable, code: string): Promise<[string, string]> {
    const [program, name] = runners[language];
    const file = join(directory, name);
    await writeFile(file, code);
    return [program, file];
  }

  it("come in five languages", async () => {
    const languages = ["CURL", "JAVASCRIPT", "PYTHON", "GO", "RUST"];
    for (const clientId of ["shop", "shop-phone", "job"]) {
      expect((await ofClient(clientId)).map((each) => each.language)).toEqual(languages);
    }
  });

  it.each(runnable)("sign a person in with a secret, in %s", async (language) => {
    await signsIn("shop", language, { CLIENT_SECRET: shopSecret });
  });

  it.each(runnable)("sign a person in without one, in %s", async (language) => {
    await signsIn("shop-phone", language, {});
  });

  async function signsIn(clientId: string, language: Runnable, secrets: Record<string, string>) {
    const { page } = person;
    const snippet = (await ofClient(clientId)).find((each) => each.language === language);
    const [program, file] = await kept(language, snippet?.code ?? "");
    const talk = converse(program, [file], { ...process.env, ...secrets });
    const address = await talk.hear(/Open in a browser: (http\S+)/);
    await page.goto(address);
    if (!page.url().startsWith(callback)) await page.locator("#allow").click();
    await page.waitForURL((url) => url.href.startsWith(callback));
    talk.say(`${page.url()}\n`);
    const said = await talk.end();
    expect(said).toContain("access_token");
    expect(said).toContain(ada.email);
    await page.goto(`${server.url}/apps`);
  }

  it.each(runnable)("get a token for the app itself, in %s", async (language) => {
    const snippet = (await ofClient("job")).find((each) => each.language === language);
    const [program, file] = await kept(language, snippet?.code ?? "");
    const { code, text } = await run(program, [file], {
      env: { ...process.env, CLIENT_SECRET: jobSecret },
    });
    expect(code, text).toBe(0);
    serviceToken = /access_token["']?: ?["']([^"']+)/.exec(text)?.[1] ?? "";
    expect(serviceToken, text).not.toBe("");
  });

  async function ofApi(title: string, language: Runnable): Promise<[string, string]> {
    const { api } = await ask<{ api: { snippets: Shown[] } }>(
      `{ api(identifier: "https://stock.example") { snippets { language title code } } }`,
    );
    const snippet = api.snippets.find(
      (each) => each.title.includes(title) && each.language === language,
    );
    return kept(language, snippet?.code ?? "");
  }

  it.each(runnable)("ask whether a token is live, in %s", async (language) => {
    const [program, file] = await ofApi("introspection", language);
    const env = { ...process.env, CLIENT_SECRET: apiSecret };
    const live = await run(program, [file], { env: { ...env, TOKEN: serviceToken } });
    expect(live.text).toContain("stock:count");
    const dead = await run(program, [file], { env: { ...env, TOKEN: `${serviceToken}x` } });
    expect(dead.code, dead.text).toBe(0);
    expect(dead.text).not.toContain("stock:count");
  });

  // PyJWT is not ours to install; its snippet is tried by hand.
  it.each(["CURL", "JAVASCRIPT"] as const)("check a token's signature, in %s", async (language) => {
    const [program, file] = await ofApi("signature", language);
    // Where `jose` is: beside the dashboard's own packages.
    const packages = fileURLToPath(new URL("../node_modules", import.meta.url));
    await symlink(packages, join(directory, "node_modules")).catch(() => {});
    const good = await run(program, [file], { env: { ...process.env, TOKEN: serviceToken } });
    expect(good.text).toContain("stock:count");
    const [head, body, signature] = serviceToken.split(".");
    const forged = `${head}.${body}.${[...(signature ?? "")].reverse().join("")}`;
    const bad = await run(program, [file], { env: { ...process.env, TOKEN: forged } });
    expect(bad.code).not.toBe(0);
    expect(bad.text).not.toContain("stock:count");
  });

  it("are what the dashboard shows", async () => {
    const { page } = person;
    await page.goto(`${server.url}/apps`);
    await page.getByRole("link", { name: "Nightly Job" }).click();
    await page.locator(".tabs").getByRole("link", { name: "Clients" }).click();
    await page.getByRole("row").filter({ hasText: "job" }).getByRole("link").first().click();
    await page.locator(".snippet pre").first().waitFor();
    const [curl] = await ofClient("job");
    expect(await words(page, ".snippet pre")).toBe(curl?.code.trim());
  });
});
