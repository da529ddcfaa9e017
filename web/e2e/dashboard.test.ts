/* Every page of the dashboard, with something in it: looked at by axe, in both themes, wide and narrow. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { ada, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

const world = `
users:
  - { email: ${ada.email}, password: "${ada.password}", role: admin, email_verified: true, profile: { name: "${ada.name}" } }
  - { email: tomas@example.com, password: "copper kettle evening 7", profile: { name: "Tomas Berg" } }
organizations:
  - slug: library
    name: City Library
    members: [{ email: ${ada.email}, role: owner }, { email: tomas@example.com, role: developer }]
apis:
  - identifier: https://catalogue.example
    name: Catalogue
    owner: library
    introspection_clients: [catalogue-server]
    scopes:
      - { name: "loans:read", title: "See what you have borrowed", description: "Titles and dates." }
      - { name: "loans:renew", title: "Renew your loans", sensitive: true }
      - { name: "stock:count", title: "Count the stock", grantable_to: app }
apps:
  - key: catalogue-server
    name: Catalogue Server
    owner: library
    clients:
      - { client_id: catalogue-server, platform: service, token_endpoint_auth_method: client_secret_basic,
          client_secrets: ["catalogue-server-secret-0000000000001"], grant_types: [] }
  - key: reader
    name: Reading Room
    owner: library
    description: "Your loans, on the web and on your phone."
    homepage: https://reading.example
    scopes: [openid, profile, email, "loans:read", "loans:renew"]
    clients:
      - { client_id: reader-web, platform: web, token_endpoint_auth_method: client_secret_basic,
          client_secrets: ["reader-web-secret-00000000000000000001"], redirect_uris: ["https://reading.example/callback"],
          grant_types: [authorization_code, refresh_token] }
      - { client_id: reader-phone, platform: native, token_endpoint_auth_method: none,
          redirect_uris: ["http://127.0.0.1/callback"], grant_types: [authorization_code, refresh_token] }
`;

describe("the dashboard", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    server = await startServer();
    await server.apply(world);
    browser = await launch();
    person = await newPerson(browser, server.url);
    await person.page.goto(`${server.url}/sign-in?return_to=/`);
    await signIn(person.page, ada);
    await person.page.waitForURL(`${server.url}/`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Opens a page of the dashboard by its address, as a bookmark would. */
  async function open(path: string, waitFor: string): Promise<void> {
    await person.page.goto(`${server.url}${path}`);
    await person.page.locator(waitFor).first().waitFor();
  }

  it("shows the account", async () => {
    for (const [name, path, waitFor] of [
      ["overview", "/", ".bullets"],
      ["sessions", "/sessions", ".table"],
      ["profile", "/profile", "form"],
      ["activity", "/activity", ".table"],
      ["security", "/security", "form"],
      ["data", "/data", ".section"],
    ] as const) {
      await open(path, waitFor);
      await inspect(person, name);
    }
  });

  it("stays when the server can't be reached, and goes on when it can", async () => {
    const { page, context } = person;
    await open("/profile", "form");
    await context.setOffline(true);
    await page.locator("#pages").getByRole("link", { name: "Sessions" }).click();
    await page.getByText("The server can't be reached.").first().waitFor();
    expect(await page.locator(".topbar").isVisible()).toBe(true);
    await context.setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".table").first().waitFor();
    // The browser reports what it could not fetch.
    person.complaints();
  });

  it("shows an app on every side", async () => {
    const { page } = person;
    await open("/apps", ".table");
    await inspect(person, "apps");
    await page.getByRole("link", { name: "Reading Room" }).click();
    // An app without figures has an empty list first.
    await page.locator(".facts:not(:empty)").first().waitFor();
    await inspect(person, "app-overview");
    for (const [name, tab, waitFor] of [
      ["app-clients", "Clients", ".table"],
      ["app-scopes", "Scopes", ".preview"],
      ["app-audit", "Audit", ".table"],
      ["app-settings", "Settings", ".section-danger"],
    ] as const) {
      await page.locator(".tabs").getByRole("link", { name: tab }).click();
      await page.locator(waitFor).first().waitFor();
      await inspect(person, name);
    }
  });

  it("shows a client, and whether a redirect URL would match", async () => {
    const { page } = person;
    await page.locator(".tabs").getByRole("link", { name: "Clients" }).click();
    await page.getByRole("link", { name: "Native" }).click();
    const field = page.getByRole("textbox", { name: "Would this match?" });
    await field.fill("http://127.0.0.1:4711/callback");
    expect(await words(page, ".verdict")).toContain("with another port");
    await field.fill("http://127.0.0.1:4711/callback/");
    await page.locator(".verdict-bad").waitFor();
    await inspect(person, "client");
  });

  it("shows an API", async () => {
    const { page } = person;
    await open("/apis", ".table");
    await inspect(person, "apis");
    await page.getByRole("link", { name: "Catalogue" }).click();
    await page.getByText("See what you have borrowed").waitFor();
    await inspect(person, "api-scopes");
    await page.getByRole("button", { name: "Add a scope" }).click();
    await page.locator("dialog .preview").waitFor();
    await inspect(person, "api-scope-new");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.locator(".tabs").getByRole("link", { name: "Check tokens" }).click();
    await page.locator(".snippet").first().waitFor();
    await inspect(person, "api-verify");
    await page.locator(".tabs").getByRole("link", { name: "Settings" }).click();
    await page.locator("form").waitFor();
    await inspect(person, "api-settings");
    await open("/apis/new", "form");
    await inspect(person, "api-new");
  });

  it("shows organizations", async () => {
    const { page } = person;
    await open("/organizations", ".table");
    await inspect(person, "organizations");
    await page.getByRole("link", { name: "City Library" }).click();
    await page.getByText("Tomas Berg").waitFor();
    await inspect(person, "organization");
  });

  it("tries the API by hand", async () => {
    const { page } = person;
    await open("/graphiql", ".schema-list");
    await page.getByRole("button", { name: "Run" }).click();
    await page.getByText('"displayName": "Ada Lovelace"').waitFor();
    await inspect(person, "explorer");
    await page.getByRole("textbox", { name: "Find in Query" }).fill("serviceInfo");
    await page.getByRole("button", { name: "Write an operation with serviceInfo" }).click();
    const operation = page.getByRole("textbox", { name: /^Operation/ });
    // What the field has is asked of the server before the operation is there.
    await expect.poll(() => operation.inputValue()).toContain("serviceInfo");
    await operation.press("Control+Enter");
    await page.getByText('"version":').waitFor();
    await page.getByRole("button", { name: "Mutation", exact: true }).click();
    await page.getByRole("button", { name: "Write an operation with endOtherSessions" }).waitFor();
  });

  it("has areas and pages behind a button where there is little room", async () => {
    const { page } = person;
    await page.setViewportSize({ width: 320, height: 800 });
    await open("/", ".bullets");
    expect(await page.getByRole("link", { name: "Sessions" }).isVisible()).toBe(false);
    await page.getByRole("button", { name: "Areas and pages" }).click();
    await page.getByRole("link", { name: "Sessions", exact: true }).click();
    await page.getByRole("heading", { name: "Sessions" }).waitFor();
    expect(await page.locator(".pages").isVisible()).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await page.getByRole("button", { name: "Areas and pages" }).isVisible()).toBe(false);
    expect(await page.locator(".pages").isVisible()).toBe(true);
  });

  it("shows administration", async () => {
    const { page } = person;
    for (const [name, path, waitFor] of [
      ["admin-users", "/admin/users", ".table"],
      ["admin-apps", "/admin/apps", ".table"],
      ["admin-apis", "/admin/apis", ".table"],
      ["admin-audit", "/admin/audit", ".table"],
      ["admin-keys", "/admin/signing-keys", ".table"],
      ["admin-health", "/admin/health", ".table"],
      ["admin-invitations", "/admin/invitations", ".state"],
      ["admin-settings", "/admin/settings", "form"],
    ] as const) {
      await open(path, waitFor);
      await inspect(person, name);
    }
    await open("/admin/users", ".table");
    await page.getByRole("link", { name: "tomas@example.com" }).click();
    await page.getByRole("button", { name: "Suspend account" }).waitFor();
    await inspect(person, "admin-user");
  });

  it("goes anywhere by a few letters, from the keyboard", async () => {
    const { page } = person;
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type("read");
    await page.getByRole("option", { name: /Reading Room/ }).waitFor();
    await inspect(person, "palette");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Reading Room" }).waitFor();
  });

  it("speaks German", async () => {
    const german = await newPerson(browser, server.url, { locale: "de-DE" });
    await german.page.goto(`${server.url}/sign-in?return_to=/connected-apps`);
    await signIn(german.page, ada);
    await german.page.getByRole("heading", { name: "Verbundene Apps" }).waitFor();
    await inspect(german, "connected-apps-german");
    await german.context.close();
  });

  it("speaks the language that is chosen in the account menu, and so do the server's pages", async () => {
    const { page } = person;
    await open("/connected-apps", "h1");
    await page.getByRole("button", { name: `Account menu of ${ada.name}` }).click();
    await page.getByRole("menuitem", { name: "Deutsch" }).click();
    await page.getByRole("heading", { name: "Verbundene Apps" }).waitFor();
    await page.goto(`${server.url}/select-account`);
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await open("/connected-apps", "h1");
    await page.getByRole("button", { name: /Ada Lovelace/ }).click();
    await page.getByRole("menuitem", { name: "English" }).click();
    await page.getByRole("heading", { name: "Connected apps" }).waitFor();
  });
});
