/*
 * Somebody else's dashboard: a page on another origin that signs in with an OAuth library of its own and
 * uses GraphQL with the token, in a browser that enforces the rules between origins (SEC-60).
 */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server as Site } from "node:http";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { grace, signIn } from "./support/people";
import { freePort, type Server, startServer } from "./support/server";

const library = fileURLToPath(
  new URL("../node_modules/oauth4webapi/build/index.js", import.meta.url),
);

/** The other dashboard: its page and its script. */
function script(issuer: string, redirect: string): string {
  return `
import * as oauth from "/oauth4webapi.js";
const allow = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(${JSON.stringify(issuer)});
const client = { client_id: "other-dashboard" };
const show = (id, what) => { document.getElementById(id).textContent = what; };
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, allow));

async function start() {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  sessionStorage.setItem("flow", JSON.stringify({ verifier, state }));
  const url = new URL(server.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: client.client_id, redirect_uri: ${JSON.stringify(redirect)}, response_type: "code",
    scope: "openid apps:read apps:write", state, code_challenge_method: "S256",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  });
  location.assign(url);
}

async function finish() {
  const { verifier, state } = JSON.parse(sessionStorage.getItem("flow"));
  const answer = oauth.validateAuthResponse(server, client, new URL(location.href), state);
  const response = await oauth.authorizationCodeGrantRequest(
    server, client, oauth.None(), answer, ${JSON.stringify(redirect)}, verifier, allow);
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response);
  const ask = (query, variables, more = {}) => fetch(new URL("/graphql", issuer), {
    method: "POST", body: JSON.stringify({ query, variables }),
    headers: { "content-type": "application/json", authorization: "Bearer " + tokens.access_token }, ...more,
  });
  const made = await (await ask(
    "mutation ($input: CreateAppInput!) { createApp(input: $input) { app { name } userErrors { message } } }",
    { input: { name: "Made Elsewhere" } })).json();
  show("made", made.data.createApp.app.name);
  const list = await (await ask("{ viewer { apps(first: 10) { nodes { name } } } }")).json();
  show("apps", list.data.viewer.apps.nodes.map((app) => app.name).sort().join(", "));
  const beyond = await (await ask("{ viewer { grants(first: 1) { totalCount } } }")).json();
  show("beyond", beyond.errors[0].extensions.code);
  const attempts = {
    cookie: () => ask("{ viewer { isAdministrator } }", {}, { credentials: "include" }),
    page: () => fetch(new URL("/sign-in", issuer)),
    introspect: () => fetch(new URL("/oauth/introspect", issuer), { method: "POST", body: new URLSearchParams({ token: "x" }) }),
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    show(name, await attempt().then(() => "answered", () => "refused"));
  }
  show("outcome", "done");
}

document.getElementById("start").onclick = start;
if (location.pathname === "/callback") {
  finish().catch((error) => show("outcome", String(error)));
}
`;
}

const page = `<!doctype html><html lang="en"><title>Other</title><link rel="icon" href="data:,">
<button id="start">Sign in</button>
<p id="outcome"></p><p id="made"></p><p id="apps"></p><p id="beyond"></p>
<p id="cookie"></p><p id="page"></p><p id="introspect"></p>
<script type="module" src="/app.js"></script></html>`;

async function startSite(port: number, app: string): Promise<Site> {
  const files: Record<string, string> = {
    "/app.js": app,
    "/oauth4webapi.js": await readFile(library, "utf8"),
  };
  const site = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = files[pathname];
    response.setHeader("content-type", file ? "text/javascript" : "text/html");
    response.end(file ?? page);
  });
  site.listen(port, "127.0.0.1");
  await once(site, "listening");
  return site;
}

describe("somebody else's dashboard", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;
  let here: string;
  const sites: Site[] = [];

  beforeAll(async () => {
    server = await startServer();
    const port = await freePort();
    here = `http://localhost:${port}`;
    await server.apply(`
users:
  - { email: ${grace.email}, password: "${grace.password}" }
apps:
  - key: dashboard
    name: Somebody Else's Dashboard
    owner: ${grace.email}
    scopes: [openid, "apps:read", "apps:write"]
    clients:
      - client_id: other-dashboard
        platform: single_page
        token_endpoint_auth_method: none
        redirect_uris: ["${here}/callback"]
        grant_types: [authorization_code, refresh_token]
`);
    sites.push(await startSite(port, script(server.url, `${here}/callback`)));
    browser = await launch();
    person = await newPerson(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    for (const site of sites) {
      site.closeAllConnections();
      site.close();
    }
    await server?.stop();
  });

  it("sec_60 uses GraphQL with its token across origins, and nothing else", async () => {
    const { page } = person;
    await page.goto(here);
    await page.locator("#start").click();
    await signIn(page, grace);
    await page.locator("#allow").click();
    await page.waitForURL(`${here}/callback?**`);
    await page.waitForFunction(() => document.getElementById("outcome")?.textContent);
    expect(await words(page, "#outcome")).toBe("done");
    expect(await words(page, "#made")).toBe("Made Elsewhere");
    expect(await words(page, "#apps")).toBe("Made Elsewhere, Somebody Else's Dashboard");
    expect(await words(page, "#beyond")).toBe("FORBIDDEN");
    // The signed-in browser's cookie opens nothing for a page of another origin.
    expect(await words(page, "#cookie")).toBe("refused");
    expect(await words(page, "#page")).toBe("refused");
    expect(await words(page, "#introspect")).toBe("refused");
  });

  it("sec_60 is refused where its origin is not registered", async () => {
    const port = await freePort();
    const stranger = `http://localhost:${port}`;
    sites.push(await startSite(port, ""));
    const { page } = person;
    await page.goto(stranger);
    const outcome = await page.evaluate(
      (url) =>
        fetch(`${url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: "Bearer x" },
          body: JSON.stringify({ query: "{ serviceInfo { name } }" }),
        }).then(
          () => "answered",
          () => "refused",
        ),
      server.url,
    );
    expect(outcome).toBe("refused");
  });
});
