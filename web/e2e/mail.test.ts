import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, newPerson, type Person, words } from "./support/browser";
import { inspect } from "./support/inspect";
import { type MailServer, startMailServer } from "./support/mail";
import { fillAccount, grace, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

const next = { ...grace, password: "walnut grove lantern 31" };

describe("by mail", () => {
  let mail: MailServer;
  let server: Server;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    mail = await startMailServer();
    server = await startServer(mail.settings);
    browser = await launch();
    person = await newPerson(browser, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await mail?.stop();
  });

  it("an account is made by the link that proves the address", async () => {
    const { page } = person;
    await page.goto(`${server.url}/register?return_to=/sign-out`);
    await fillAccount(page, grace);
    await page.locator("#register").click();
    await page.locator("#again").waitFor();
    expect(await words(page, "h1")).toBe("Check your mail");
    await inspect(person, "register-check-mail");
    const letter = await mail.letter(grace.email, "Confirm your address");
    expect(letter.link.startsWith(`${server.url}/confirm?token=`)).toBe(true);
    await page.goto(letter.link);
    await inspect(person, "confirm-registration");
    await page.locator("#confirm").click();
    await page.waitForURL(`${server.url}/sign-out`);
    expect(await words(page, ".person-email")).toBe(grace.email);
    await page.goto(letter.link);
    expect(await words(page, "h1")).toBe("This link doesn't work any more");
    await inspect(person, "dead-link");
  });

  it("in another browser the password proves that it is the same person", async () => {
    const heidi = { name: "Heidi", email: "heidi@example.com", password: next.password };
    await person.page.goto(`${server.url}/register`);
    await fillAccount(person.page, heidi);
    await person.page.locator("#register").click();
    const letter = await mail.letter(heidi.email, "Confirm your address");
    const other = await newPerson(browser, server.url);
    await other.page.goto(letter.link);
    await other.page.locator("#password").fill("not this one at all");
    await other.page.locator("#confirm").click();
    await other.page.locator("#confirm-error").waitFor();
    await inspect(other, "confirm-registration-refused");
    await other.page.locator("#password").fill(heidi.password);
    await other.page.locator("#confirm").click();
    await other.page.waitForURL(`${server.url}/`);
    await other.context.close();
  });

  it("a forgotten password is set anew", async () => {
    const { page } = person;
    await page.goto(`${server.url}/sign-in?account=other&return_to=/sign-out`);
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.locator("#email").waitFor();
    await inspect(person, "reset-password");
    await page.locator("#email").fill(grace.email);
    await page.locator("#confirm").click();
    expect(await words(page, "h1")).toBe("Check your mail");
    await inspect(person, "reset-check-mail");
    const letter = await mail.letter(grace.email, "Set a new password");
    await page.goto(letter.link);
    await inspect(person, "new-password");
    await page.locator("#password").fill("short");
    // The browser itself would keep a short one back; the server's words are what is looked at.
    await page
      .locator("form")
      .evaluate((form: HTMLFormElement) => form.setAttribute("novalidate", ""));
    await page.locator("#confirm").click();
    await page.locator("#error-summary").waitFor();
    await inspect(person, "new-password-refused");
    await page.locator("#password").fill(next.password);
    await page.locator("#confirm").click();
    expect(await words(page, "h1")).toBe("Your password is set");
    await inspect(person, "password-set");
    await page.locator("#next").click();
    await signIn(page, next);
    await page.waitForURL(`${server.url}/sign-out`);
    const notice = await mail.letter(grace.email, "was changed");
    expect(notice.text).toContain(`${server.url}/reset-password`);
  });

  it("an address changes by a link to the new one, and is undone from the old one", async () => {
    const grace2 = await newPerson(browser, server.url);
    const { page } = grace2;
    await page.goto(`${server.url}/sign-in?return_to=/profile`);
    await signIn(page, next);
    await page.waitForURL(`${server.url}/profile`);
    await page.getByRole("textbox", { name: "New address" }).fill("hopper@example.com");
    await inspect(grace2, "profile-address");
    await page.getByRole("button", { name: "Change address" }).click();
    await page.getByText("hopper@example.com is waiting").waitFor();
    await inspect(grace2, "profile-address-waits");
    const letter = await mail.letter("hopper@example.com", "Confirm your new address");
    await page.goto(letter.link);
    await inspect(grace2, "confirm-address");
    await page.locator("#confirm").click();
    expect(await words(page, "h1")).toBe("Your address is changed");
    await page.locator("#next").click();
    await page.getByText("hopper@example.com", { exact: true }).waitFor();
    const undo = await mail.letter(grace.email, "was changed");
    const anybody = await newPerson(browser, server.url);
    await anybody.page.goto(undo.link);
    await inspect(anybody, "undo-address");
    await anybody.page.locator("#confirm").click();
    expect(await words(anybody.page, "h1")).toBe("The change is undone");
    await page.goto(`${server.url}/sign-in`);
    await signIn(page, next);
    await page.waitForURL(`${server.url}/`);
    await anybody.context.close();
    await grace2.context.close();
  });

  it("all of it works without scripts", async () => {
    const plain = await newPerson(browser, server.url, { scripts: false });
    const { page } = plain;
    const ivan = { name: "Ivan", email: "ivan@example.com", password: grace.password };
    await page.goto(`${server.url}/register?return_to=/sign-out`);
    await fillAccount(page, ivan);
    await page.locator("#register").click();
    await page.goto((await mail.letter(ivan.email, "Confirm your address")).link);
    await page.locator("#confirm").click();
    await page.waitForURL(`${server.url}/sign-out`);
    await page.goto(`${server.url}/reset-password`);
    await page.locator("#email").fill(ivan.email);
    await page.locator("#confirm").click();
    await page.goto((await mail.letter(ivan.email, "Set a new password")).link);
    await page.locator("#password").fill(next.password);
    await page.locator("#confirm").click();
    await page.locator("#next").click();
    await signIn(page, { ...ivan, password: next.password });
    await page.waitForURL(`${server.url}/`);
    await plain.context.close();
  });

  it("data is taken along, and the account goes and is kept", async () => {
    const leaving = await newPerson(browser, server.url);
    const { page } = leaving;
    await page.goto(`${server.url}/sign-in?return_to=/data`);
    await signIn(page, next);
    await page.waitForURL(`${server.url}/data`);
    await page.getByRole("button", { name: "Make a copy" }).waitFor();
    await inspect(leaving, "data");
    await page.getByRole("button", { name: "Make a copy" }).click();
    await mail.letter(grace.email, "is ready");
    await page.reload();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download the copy" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("latchkey-data.json");
    await page.getByRole("button", { name: "Delete account" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill(grace.email);
    await inspect(leaving, "data-delete");
    await dialog.getByRole("button", { name: "Delete account" }).click();
    await page.getByRole("heading", { name: "Your account is switched off" }).waitFor();
    await inspect(leaving, "data-gone");
    await page.goto(`${server.url}/sign-in`);
    await signIn(page, next);
    await page.locator("#sign-in-error").waitFor();
    const letter = await mail.letter(grace.email, "will be deleted");
    await page.goto(letter.link);
    await page.locator("#confirm").click();
    expect(await words(page, "h1")).toBe("Your account stays");
    await inspect(leaving, "deletion-cancelled");
    await page.locator("#next").click();
    await signIn(page, next);
    await page.waitForURL(`${server.url}/`);
    await leaving.context.close();
  });
});
