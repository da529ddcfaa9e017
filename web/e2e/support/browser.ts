/* The browser, and the people who use it. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Chromium's sandbox does not work for root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}

export interface Person {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about, on pages of ours, since the last time it was asked. */
  complaints: () => string[];
}

interface Options {
  locale?: string;
  /** Without it, pages are used as they come from the server. */
  scripts?: boolean;
}

/** A browser of its own: no cookies yet, and every complaint about the server's pages is kept. */
export async function newPerson(
  browser: Browser,
  ours: string,
  options: Options = {},
): Promise<Person> {
  const { locale = "en-GB", scripts = true } = options;
  const context = await browser.newContext({
    locale,
    javaScriptEnabled: scripts,
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  const found: string[] = [];
  await context.exposeBinding("complain", (_source, what: string) => {
    found.push(what);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { complain } = window as unknown as { complain: (what: string) => void };
      complain(`${location.href}: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  const watch = (page: Page) => {
    page.on("pageerror", (error) => found.push(`${page.url()}: ${error}`));
    page.on("console", (message) => {
      const expected = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !expected) found.push(`${page.url()}: ${message.text()}`);
    });
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      const asset = response.url().startsWith(ours) && pathname.startsWith("/assets/");
      if (asset && response.status() >= 400) found.push(`${response.url()}: ${response.status()}`);
    });
  };
  context.on("page", watch);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return {
    context,
    page,
    complaints: () => found.splice(0),
  };
}

const screenshots = process.env.SCREENSHOTS;

export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  if (!screenshots) return;
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage });
}

/** The visible words of an element. */
export async function words(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).innerText()).trim();
}
