/* Two servers, one the provider of the other: register, link, sign in, unlink. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person } from "./support/browser";
import { inspect } from "./support/inspect";
import { ada, grace, register, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

const secret = "a-secret-of-at-least-thirty-two-characters";

describe("signing in with another Latchkey", () => {
  let theirs: Server;
  let ours: Server;
  let browser: Browser;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "latchkey-providers-"));
    theirs = await startServer({}, "127.0.0.1");
    const file = join(directory, "providers.toml");
    await writeFile(
      file,
      `[[providers]]
id = "upstream"
title = "Upstream"
kind = "oidc"
issuer = "${theirs.url}"
client_id = "latchkey"
client_secret = "${secret}"
`,
    );
    ours = await startServer({
      LATCHKEY_PROVIDERS_FILE: file,
      LATCHKEY_OUTBOUND_ALLOW: "127.0.0.0/8",
    });
    const user = ({ email, password, name }: typeof ada) =>
      `  - { email: ${email}, password: "${password}", email_verified: true, profile: { name: ${name} } }`;
    theirs.apply(`
users:
${user(ada)}
${user(grace)}
apps:
  - key: ours
    name: Ours
    owner: ${ada.email}
    verified: true
    scopes: [openid, profile, email]
    clients:
      - client_id: latchkey
        platform: web
        token_endpoint_auth_method: client_secret_basic
        client_secrets: ["${secret}"]
        redirect_uris: ["${ours.url}/providers/upstream/callback"]
        grant_types: [authorization_code]
        require_pkce: true
`);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await ours?.stop();
    await theirs?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** From the button of ours through the pages of theirs. */
  const through = async ({ page }: Person, account: typeof ada) => {
    await page.locator("#provider-upstream").click();
    await page.waitForURL(`${theirs.url}/sign-in**`);
    await signIn(page, account);
    await page.waitForURL(`${theirs.url}/consent**`);
    await page.locator("#allow").click();
  };

  // Once as the pages come from the server, without scripts.
  it.each([{ scripts: false }, { scripts: true }])(
    "makes an account and signs in to it again: %o",
    async ({ scripts }) => {
      const person = await newPerson(browser, ours.url, { scripts });
      const { page } = person;
      await page.goto(`${ours.url}/sign-in?return_to=/sign-out`);
      if (scripts) {
        await inspect(person, "sign-in-providers");
        // She is known by now, and has allowed it: a confidential client is not asked again.
        await page.locator("#provider-upstream").click();
        await page.waitForURL(`${theirs.url}/sign-in**`);
        await signIn(page, grace);
      } else {
        await through(person, grace);
        await page.waitForURL(`${ours.url}/identity**`);
        expect(await page.locator("#email").inputValue()).toBe(grace.email);
        await page.locator("#register").click();
      }
      await page.waitForURL(`${ours.url}/sign-out`);
      expect(person.complaints()).toEqual([]);
      await person.context.close();
    },
  );

  it("links from the dashboard, and unlinks", async () => {
    const person = await newPerson(browser, ours.url);
    const { page } = person;
    await register(page, ours.url, ada, "/security");
    await page.getByRole("link", { name: "Link Upstream" }).click();
    await page.waitForURL(`${ours.url}/providers/upstream/link`);
    await inspect(person, "provider-link");
    await page.locator("#confirm").click();
    await page.waitForURL(`${theirs.url}/sign-in**`);
    await signIn(page, ada);
    await page.waitForURL(`${theirs.url}/consent**`);
    await page.locator("#allow").click();
    await page.waitForURL(`${ours.url}/security`);
    await page.getByRole("button", { name: "Unlink: Upstream" }).waitFor();
    await inspect(person, "security-linked");

    // It signs her in by itself now.
    await page.goto(`${ours.url}/sign-out`);
    await page.locator("#sign-out").click();
    await page.goto(`${ours.url}/sign-in?return_to=/security`);
    await page.locator("#provider-upstream").click();
    await page.waitForURL(`${ours.url}/security`);

    await page.getByRole("button", { name: "Unlink: Upstream" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
    await page.getByText("Nothing linked yet").waitFor();

    // Her address opens nothing by itself: she is to sign in first.
    await page.goto(`${ours.url}/sign-out`);
    await page.locator("#sign-out").click();
    await page.goto(`${ours.url}/sign-in`);
    await page.locator("#provider-upstream").click();
    await page.locator("#link-note").waitFor();
    await inspect(person, "sign-in-to-link");
    await signIn(page, ada);
    await page.waitForURL(`${ours.url}/identity**`);
    await inspect(person, "identity");
    await page.locator("#confirm").click();
    await page.waitForURL(`${ours.url}/security`);
    await page.getByRole("button", { name: "Unlink: Upstream" }).waitFor();
    expect(person.complaints()).toEqual([]);
  });
});
