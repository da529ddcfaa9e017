/*
 * Pictures of every page of the dashboard with a lot in it, to be judged by eye: wide and narrow, light and
 * dark, and the wide light one once more in German. They go to the folder that `SCREENSHOTS` names.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch, newPerson, type Person, screenshot } from "./support/browser";
import { settled } from "./support/inspect";
import { ada, grace, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

const password = "copper kettle evening 7";
const people = [
  "Tomás Bergström",
  "Nguyễn Thị Minh Khai",
  "Zoë van den Heuvel-Oosterbeek",
  "Aleksandra Wiśniewska",
  "Oluwaseun Adeyemi",
  "Bartholomew Featherstonehaugh-Cholmondeley",
  "Mei Tanaka",
  "Ravi Subramaniam",
  "Ines Duarte",
  "Jürgen Weiß",
  "Siobhán O’Rourke",
  "Lucía Fernández",
].map((name, at) => ({ name, email: `person.${at + 1}@example.com` }));

/** Apps that people know by name; `secret` of each is `SECRET` and its key. */
const apps = [
  { key: "reader", name: "Reading Room", owner: "library", verified: true },
  { key: "tides", name: "Tide & Timber", owner: ada.email, verified: false },
  {
    key: "long",
    name: "The Interlibrary Loan and Acquisitions Workbench (Staging)",
    owner: "library",
    verified: false,
  },
  { key: "notes", name: "Notebook", owner: grace.email, verified: true },
  { key: "till", name: "Corner Till", owner: ada.email, verified: false },
  { key: "garden", name: "Garden Diary", owner: grace.email, verified: false },
  { key: "maps", name: "Paper Maps", owner: ada.email, verified: false },
  { key: "mail", name: "Pigeon Post", owner: "library", verified: true },
];
const SECRET = "a-secret-for-pictures-only-000000000-";
const scopes = "openid profile email offline_access loans:read loans:renew";
const callback = (key: string) => `https://${key}.example/sign-in/callback`;

const world = `
users:
  - { email: ${ada.email}, password: "${ada.password}", role: admin, email_verified: true, profile: { name: "${ada.name}", given_name: Ada, family_name: Lovelace } }
  - { email: ${grace.email}, password: "${grace.password}", email_verified: true, profile: { name: "${grace.name}" } }
${people.map(({ name, email }, at) => `  - { email: ${email}, password: "${password}", email_verified: ${at % 3 > 0}, profile: { name: "${name}" } }`).join("\n")}
organizations:
  - slug: library
    name: City Library
    members:
      - { email: ${ada.email}, role: owner }
      - { email: ${grace.email}, role: admin }
${people.map(({ email }, at) => `      - { email: ${email}, role: ${at % 2 ? "viewer" : "developer"} }`).join("\n")}
  - { slug: harbour, name: "Harbour Authority of the Outer Islands and Adjacent Waters", members: [{ email: ${grace.email}, role: owner }, { email: ${ada.email}, role: viewer }] }
apis:
  - identifier: https://catalogue.library.example/v2/reading-rooms-and-special-collections
    name: Catalogue
    owner: library
    introspection_clients: [catalogue-server]
    scopes:
      - { name: "loans:read", title: "See what you have borrowed", description: "Titles, dates and where to return them. Not what you borrowed before.", resource_type: branch }
      - { name: "loans:renew", title: "Renew your loans", sensitive: true, resource_type: branch, includes: ["loans:read"] }
      - { name: "fees:pay", title: "Pay your fees", description: "With the card that you keep at the library.", sensitive: true }
      - { name: "stock:count", title: "Count the stock", grantable_to: app }
      - { name: "stock:write", title: "Change the stock", grantable_to: both, sensitive: true }
    resources:
      - { type: branch, id: harbour, name: "Harbour Street", owner: ${ada.email} }
      - { type: branch, id: hill, name: "The branch on the hill, beside the old observatory", owner: ${ada.email} }
  - { identifier: "https://weather.example", name: Weather, owner: ${ada.email}, scopes: [{ name: "weather:read", title: "See the weather at your place" }] }
apps:
  - key: catalogue-server
    name: Catalogue Server
    owner: library
    clients: [{ client_id: catalogue-server, platform: service, token_endpoint_auth_method: client_secret_basic, client_secrets: ["${SECRET}catalogue"], grant_types: [] }]
${apps
  .map(
    ({ key, name, owner, verified }) => `  - key: ${key}
    name: "${name}"
    owner: ${owner}
    verified: ${verified}
    description: "What it does for people, said in one sentence that may well be a little longer than one line."
    homepage: https://${key}.example
    policy_uri: https://${key}.example/privacy
    tos_uri: https://${key}.example/terms
    scopes: [${[...scopes.split(" "), "stock:count"].map((scope) => `"${scope}"`).join(", ")}]
    optional_scopes: [email]
    clients:
      - { client_id: ${key}-web, platform: web, token_endpoint_auth_method: client_secret_basic, client_secrets: ["${SECRET}${key}"], redirect_uris: ["${callback(key)}", "http://localhost:5007/callback"], post_logout_redirect_uris: ["https://${key}.example/"], grant_types: [authorization_code, refresh_token, client_credentials], default_scopes: ["loans:read"] }
      - { client_id: ${key}-spa, platform: single_page, token_endpoint_auth_method: none, redirect_uris: ["https://${key}.example/app"], grant_types: [authorization_code, refresh_token, implicit], response_types: [code, token], require_pkce: false }
      - { client_id: ${key}-phone, platform: native, token_endpoint_auth_method: none, redirect_uris: ["http://127.0.0.1/callback"], grant_types: [authorization_code, refresh_token] }`,
  )
  .join("\n")}
`;

const pages: [name: string, path: string][] = [
  ["overview", "/"],
  ["connected-apps", "/connected-apps"],
  ["connected-app", "/connected-apps/{grant}"],
  ["api-keys", "/api-keys"],
  ["security", "/security"],
  ["sessions", "/sessions"],
  ["profile", "/profile"],
  ["activity", "/activity"],
  ["data", "/data"],
  ["apps", "/apps"],
  ["apps-new", "/apps/new"],
  ["app-overview", "/apps/{app}"],
  ["app-clients", "/apps/{app}/clients"],
  ["app-client", "/apps/{app}/clients/reader-web"],
  ["app-client-public", "/apps/{app}/clients/reader-spa"],
  ["app-scopes", "/apps/{app}/scopes"],
  ["app-users", "/apps/{app}/users"],
  ["app-requests", "/apps/{app}/requests"],
  ["app-audit", "/apps/{app}/audit"],
  ["app-settings", "/apps/{app}/settings"],
  ["app-long-name", "/apps/{long}"],
  ["apis", "/apis"],
  ["apis-new", "/apis/new"],
  ["api-scopes", "/apis/{api}"],
  ["api-verify", "/apis/{api}/verify"],
  ["api-settings", "/apis/{api}/settings"],
  ["try", "/developer/try"],
  ["find-error", "/developer/error"],
  ["explorer", "/graphiql"],
  ["organizations", "/organizations"],
  ["organization", "/organizations/library"],
  ["organization-viewer", "/organizations/harbour"],
  ["admin-users", "/admin/users"],
  ["admin-user", "/admin/users/{user}"],
  ["admin-invitations", "/admin/invitations"],
  ["admin-apps", "/admin/apps"],
  ["admin-apis", "/admin/apis"],
  ["admin-audit", "/admin/audit"],
  ["admin-keys", "/admin/signing-keys"],
  ["admin-settings", "/admin/settings"],
  ["admin-health", "/admin/health"],
  ["not-found", "/nowhere"],
  ["consent", "/oauth/authorize?{consent}"],
  ["consent-refused", "/oauth/authorize?response_type=code&client_id=reader-web"],
  [
    "key-request",
    "/api-keys/authorize?permissions=loans:read&permissions=loans:renew&applicationName=Corner%20Till&redirect=https%3A%2F%2Ftill.example%2Fkey&strict=false&selectiveStores=true",
  ],
  ["reauthenticate", "/reauthenticate?return_to=/security"],
  ["select-account", "/oauth/authorize?{consent}&prompt=select_account"],
  ["mailbox", "/dev/mailbox"],
  ["reset-password", "/reset-password"],
  ["sign-out", "/sign-out"],
];

let server: Server;
let browser: Browser;
let person: Person;

type Variables = Record<string, unknown>;
async function ask<Data>(query: string, variables: Variables = {}): Promise<Data> {
  const answer = await person.page.evaluate(async (body) => {
    const headers = { "content-type": "application/json", "x-latchkey-csrf": "1" };
    const response = await fetch("/graphql", { method: "POST", headers, body });
    return response.json();
  }, JSON.stringify({ query, variables }));
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

const authorize = (key: string, more: Record<string, string> = {}) =>
  `${server.url}/oauth/authorize?${new URLSearchParams({
    response_type: "code",
    client_id: `${key}-web`,
    redirect_uri: callback(key),
    scope: scopes,
    state: "s",
    ...more,
  })}`;

function token(key: string, fields: Record<string, string>): Promise<Response> {
  const credentials = Buffer.from(`${key}-web:${SECRET}${key}`).toString("base64");
  return fetch(`${server.url}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams(fields),
  });
}

/** An authorization request that is turned away; where it would lead is not looked at. */
const refused = (address: string) => fetch(address, { redirect: "manual" });

/** Somebody with a browser of their own; other hosts answer with an empty page. */
async function visitor(locale = "en-GB"): Promise<Person> {
  const made = await newPerson(browser, server.url, { locale });
  await made.context.route(
    (url) => url.origin !== server.url,
    (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html><title>App</title>" }),
  );
  return made;
}

/** Signs in to the app, and allows what it asks; the code comes back. */
async function allow({ page }: Person, key: string): Promise<string> {
  await page.goto(authorize(key));
  await page.locator("#allow").click();
  await page.waitForURL(`${callback(key)}*`);
  return new URL(page.url()).searchParams.get("code") ?? "";
}

async function fill() {
  for (const { key } of apps.slice(0, 6)) {
    const code = await allow(person, key);
    const grant = { grant_type: "authorization_code", code, redirect_uri: callback(key) };
    await token(key, grant);
    await token(key, grant);
    for (let count = 0; count < 3; count++) await token(key, { grant_type: "client_credentials" });
    await token(key, { grant_type: "refresh_token", refresh_token: "not-one" });
    await token(key, { grant_type: "password", username: "ada", password: "x" });
    await fetch(authorize(key, { redirect_uri: `${callback(key)}/` }));
    await refused(authorize(key, { scope: "openid loans:steal" }));
    await refused(authorize(key, { response_type: "code id_token token" }));
  }
  for (const { email } of people.slice(0, 4)) {
    const other = await visitor();
    await other.page.goto(authorize("reader"));
    await signIn(other.page, { name: "", email, password });
    await other.page.locator("#allow").click();
    await other.page.waitForURL(`${callback("reader")}*`);
    await other.context.close();
  }
  await person.page.goto(`${server.url}/`);
  for (const [label, permissions] of [
    ["The till at the harbour", ["loans:read", "loans:renew", "profile:read"]],
    ["Nightly backup of everything that the library knows about me", ["loans:read:harbour"]],
    [null, []],
  ] as const) {
    await ask(
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { userErrors { message } } }",
      {
        input: { label, permissions, networks: label ? ["192.0.2.0/24", "2001:db8::/32"] : [] },
      },
    );
  }
  const { organization } = await ask<{ organization: { id: string } }>(
    `{ organization(slug: "library") { id } }`,
  );
  for (const email of [
    "newcomer@example.com",
    "another.newcomer.with.a.long.address@example.com",
  ]) {
    await ask(
      "mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { userErrors { message } } }",
      {
        input: { organizationId: organization.id, email },
      },
    );
  }
}

/** What the `{names}` in the addresses stand for. */
async function known(): Promise<Record<string, string>> {
  type Named = { id: string; name: string };
  const found = await ask<{
    viewer: { grants: { nodes: { id: string }[] }; apps: { nodes: Named[] } };
    apis: { nodes: Named[] };
    admin: { users: { nodes: { id: string; email: string }[] } };
  }>(`{
    viewer { grants(first: 5) { nodes { id } } apps(first: 50) { nodes { id name } } }
    apis(first: 20) { nodes { id name } }
    admin { users(first: 50) { nodes { id email } } }
  }`);
  const app = found.viewer.apps.nodes.find(({ name }) => name === "Reading Room");
  return {
    grant: found.viewer.grants.nodes[0]?.id ?? "",
    app: app?.id ?? "",
    long: found.viewer.apps.nodes.find(({ name }) => name.startsWith("The Inter"))?.id ?? "",
    api: found.apis.nodes.find(({ name }) => name === "Catalogue")?.id ?? "",
    user: found.admin.users.nodes.find(({ email }) => email === people[1]?.email)?.id ?? "",
    consent: authorize("mail").split("?")[1] ?? "",
  };
}

beforeAll(async () => {
  if (!process.env.SCREENSHOTS) throw new Error("SCREENSHOTS names no folder");
  server = await startServer();
  await server.apply(world);
  browser = await launch();
  person = await visitor();
  await person.page.goto(`${server.url}/sign-in?return_to=/`);
  await signIn(person.page, ada);
  await person.page.waitForURL(`${server.url}/`);
  await fill();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function pictures(of: Person, suffix: string, looks: [string, number, "light" | "dark"][]) {
  const names = await known();
  const only = process.env.ONLY?.split(",");
  for (const [name, path] of pages) {
    if (only && !only.includes(name)) continue;
    const address = path.replace(/\{(\w+)\}/g, (_, key: string) => names[key] ?? "");
    for (const [look, width, colorScheme] of looks) {
      await of.page.setViewportSize({ width, height: 800 });
      await of.page.emulateMedia({ colorScheme });
      // Each is loaded anew, as some pages work once.
      if (look === looks[0]?.[0]) {
        await of.page.goto(`${server.url}${address}`, { waitUntil: "networkidle" });
      }
      await settled(of);
      await screenshot(of.page, `${name}-${look}${suffix}`);
    }
    expect(of.complaints(), name).toEqual([]);
  }
}

it("takes pictures", async () => {
  await pictures(person, "", [
    ["wide-light", 1280, "light"],
    ["wide-dark", 1280, "dark"],
    ["narrow-light", 320, "light"],
    ["narrow-dark", 320, "dark"],
  ]);
}, 600_000);

it("takes pictures in German", async () => {
  const german = await visitor("de-DE");
  await german.page.goto(`${server.url}/sign-in?return_to=/`);
  await signIn(german.page, ada);
  await german.page.waitForURL(`${server.url}/`);
  await pictures(german, "-german", [
    ["wide", 1280, "light"],
    ["narrow", 320, "light"],
  ]);
}, 600_000);
