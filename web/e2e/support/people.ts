/* Accounts, and the flow pages' forms filled in by hand. */
import type { Page } from "playwright-core";

export interface Account {
  name: string;
  email: string;
  password: string;
}

export const ada: Account = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  password: "engine weaves algebraic patterns",
};

export const grace: Account = {
  name: "Grace Hopper",
  email: "grace@example.com",
  password: "moth taped into a logbook",
};

/** The registration form, or the one of the set-up link. */
export async function fillAccount(page: Page, account: Account): Promise<void> {
  await page.locator("#name").fill(account.name);
  await page.locator("#email").fill(account.email);
  await page.locator("#password").fill(account.password);
}

export async function signIn(page: Page, account: Account): Promise<void> {
  await page.locator("#email").fill(account.email);
  await page.locator("#password").fill(account.password);
  await page.locator("#sign-in").click();
}

/** Makes an account, from the form of a flow that is under way or (with the server's address) from the start. */
export async function register(
  page: Page,
  server: string | null,
  account: Account,
  returnTo = "/",
): Promise<void> {
  if (server) await page.goto(`${server}/register?return_to=${encodeURIComponent(returnTo)}`);
  await fillAccount(page, account);
  await page.locator("#register").click();
  if (server) await page.waitForURL(`${server}${returnTo}`);
}
