import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { fillAccount, grace, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

/** What an authenticator app shows (RFC 6238). */
function totp(secret: string, ahead = 0): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll(" ", "")]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** A laptop with a fingerprint reader, by way of the browser's own test interface. */
async function giveFingerprintReader(to: Person) {
  const devtools = await to.context.newCDPSession(to.page);
  await devtools.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { devtools, authenticatorId };
}

describe("second factors", () => {
  let server: Server;
  let browser: Browser;
  let person: Person;
  let secret: string;
  let codes: string[];

  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
    person = await newPerson(browser, server.url);
    const { page } = person;
    await page.goto(`${server.url}/register?return_to=/security`);
    await fillAccount(page, grace);
    await page.locator("#register").click();
    await page.waitForURL(`${server.url}/security`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("registers a passkey in the dashboard", async () => {
    const { page } = person;
    await giveFingerprintReader(person);
    await page.getByText("No passkeys yet").waitFor();
    await inspect(person, "security-empty");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Laptop");
    await page.getByRole("button", { name: "Create passkey" }).click();
    await page.getByRole("heading", { name: "Recovery codes" }).first().waitFor();
    expect(await page.locator(".recovery-codes li").count()).toBe(10);
    // Only saying so closes it: the second Escape is one that browsers do not let a page refuse.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await page.locator(".recovery-codes li").count()).toBe(10);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as text" }).click();
    const kept = await readFile(await (await saved).path(), "utf8");
    for (const code of await page.locator(".recovery-codes li").allInnerTexts()) {
      expect(kept).toContain(code);
    }
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText(`Recovery codes of ${grace.email}`).isVisible()).toBe(true);
    expect(await page.getByRole("heading", { level: 1 }).isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
    await inspect(person, "security-recovery-codes");
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByRole("cell", { name: "Laptop", exact: true }).waitFor();
    await inspect(person, "security-passkey");
  });

  it("signs in with the passkey, without a name", async () => {
    const { page } = person;
    await page.goto(`${server.url}/sign-out`);
    await page.locator("#sign-out").click();
    await page.goto(`${server.url}/sign-in?return_to=/security`);
    // The virtual authenticator answers what the browser offers in the field of the address at once.
    await page.waitForURL(`${server.url}/security`);
    await page.getByRole("cell", { name: "Laptop", exact: true }).waitFor();
  });

  it("sets up an authenticator app", async () => {
    const { page } = person;
    await page.getByRole("button", { name: "Set up an app" }).click();
    await page.getByRole("img", { name: /The key as a picture/ }).waitFor();
    secret = await words(page, ".dialog code");
    await inspect(person, "security-totp");
    await page.getByRole("textbox", { name: "Code" }).fill(totp(secret));
    await page.getByRole("button", { name: "Turn on" }).click();
    await page.getByText("Authenticator app turned on.").waitFor();
    await page.getByRole("button", { name: "Make new codes" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Make new codes" }).click();
    await page.locator(".recovery-codes").waitFor();
    codes = await page.locator(".recovery-codes li").allInnerTexts();
    expect(codes.length).toBe(10);
  });

  it("asks for the second step after the password, also without scripts", async () => {
    const plain = await newPerson(browser, server.url, { scripts: false });
    const { page } = plain;
    await page.goto(`${server.url}/sign-in?return_to=/sign-out`);
    await signIn(page, grace);
    await page.locator("#code").waitFor();
    expect(await page.locator("#code").getAttribute("autocomplete")).toBe("one-time-code");
    await page.locator("#code").fill("000000");
    await page.locator("#confirm").click();
    await page.locator("#code-error").waitFor();
    await page.locator("#code").fill(totp(secret, 1));
    await page.locator("#confirm").click();
    await page.waitForURL(`${server.url}/sign-out`);
    await plain.context.close();
  });

  it("takes a recovery code when the phone is lost", async () => {
    const other = await newPerson(browser, server.url);
    const { page } = other;
    await page.goto(`${server.url}/sign-in?return_to=/sign-out`);
    await signIn(page, grace);
    await page.locator("#code").waitFor();
    await inspect(other, "second-factor");
    await page.locator("#other-method").click();
    await inspect(other, "second-factor-recovery");
    await page.locator("#code").fill(codes[0] ?? "");
    await page.locator("#confirm").click();
    await page.waitForURL(`${server.url}/sign-out`);
    await other.context.close();
  });

  it("sets an app up on the page", async () => {
    const other = await newPerson(browser, server.url);
    const { page } = other;
    await page.goto(`${server.url}/register?return_to=/two-step`);
    await fillAccount(page, { ...grace, email: "second@example.com" });
    await page.locator("#register").click();
    await page.waitForURL(`${server.url}/two-step`);
    await page.locator(".qr").waitFor();
    await inspect(other, "two-step");
    await page.locator("#code").fill(totp(await words(page, "#secret")));
    await page.locator("#confirm").click();
    await page.locator("#recovery-codes").waitFor();
    await inspect(other, "recovery-codes");
    await other.context.close();
  });
});

describe("a second factor that is required", () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer({ LATCHKEY_SECOND_FACTOR: "required" });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("may be a passkey, made before the session begins", async () => {
    const person = await newPerson(browser, server.url);
    const { page } = person;
    await giveFingerprintReader(person);
    await page.goto(`${server.url}/register?return_to=/security`);
    await fillAccount(page, grace);
    await page.locator("#register").click();
    await page.locator("#passkey").waitFor();
    await inspect(person, "two-step-required");
    await page.locator("#passkey-name").fill("Laptop");
    await page.locator("#passkey").click();
    await page.locator("#recovery-codes").waitFor();
    await page.locator("#continue").click();
    await page.waitForURL(`${server.url}/security`);
    await page.getByRole("cell", { name: "Laptop", exact: true }).waitFor();
    expect(person.complaints()).toEqual([]);
  });

  it("is an app where there are no scripts", async () => {
    const plain = await newPerson(browser, server.url, { scripts: false });
    const { page } = plain;
    await page.goto(`${server.url}/register?return_to=/sign-out`);
    await fillAccount(page, { ...grace, email: "plain@example.com" });
    await page.locator("#register").click();
    await page.locator("#code").waitFor();
    expect(await page.locator("#passkey").isVisible()).toBe(false);
    await page.locator("#code").fill(totp(await words(page, "#secret")));
    await page.locator("#confirm").click();
    await page.locator("#recovery-codes").waitFor();
  });
});
