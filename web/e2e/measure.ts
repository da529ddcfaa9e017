/*
 * How fast pages appear: first contentful paint, and total blocking time (what long tasks take beyond 50 ms
 * each), of the built dashboard on loopback. Each load begins with an empty cache. Medians of `LOADS` loads,
 * on this machine's processor and on one that is slowed down four times, as a phone might be.
 */
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "./support/browser";
import { ada, signIn } from "./support/people";
import { type Server, startServer } from "./support/server";

const LOADS = 7;

interface Figures {
  paint: number;
  blocking: number;
  kilobytes: number;
}

let server: Server;
let browser: Browser;
let cookies: Awaited<ReturnType<BrowserContext["cookies"]>>;

beforeAll(async () => {
  server = await startServer();
  await server.apply(`
users:
  - { email: ${ada.email}, password: "${ada.password}", role: admin }
apps:
  - { key: shop, name: Demo Shop, owner: ${ada.email}, scopes: [openid] }
`);
  browser = await launch();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in?return_to=/`);
  await signIn(page, ada);
  await page.waitForURL(`${server.url}/`);
  cookies = await context.cookies();
  await context.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function load(path: string, signedIn: boolean, slowdown: number): Promise<Figures> {
  const context = await browser.newContext();
  if (signedIn) await context.addCookies(cookies);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  let bytes = 0;
  await devtools.send("Network.enable");
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript(() => {
    const kept = window as unknown as { long: number[] };
    kept.long = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) kept.long.push(entry.duration);
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(`${server.url}${path}`, { waitUntil: "networkidle" });
  const { paint, long } = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    long: (window as unknown as { long: number[] }).long,
  }));
  await context.close();
  const blocking = long.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0);
  return { paint, blocking, kilobytes: bytes / 1000 };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

it("measures", async () => {
  const rows = [
    "| page | processor | first contentful paint | total blocking time | transferred |",
  ];
  rows.push("| --- | --- | --- | --- | --- |");
  for (const [path, signedIn] of [
    ["/sign-in", false],
    ["/", true],
    ["/apps", true],
    ["/admin/users", true],
  ] as const) {
    for (const slowdown of [1, 4]) {
      const all: Figures[] = [];
      for (let count = 0; count < LOADS; count++) all.push(await load(path, signedIn, slowdown));
      const of = (name: keyof Figures) => median(all.map((figures) => figures[name]));
      expect(of("paint")).toBeGreaterThan(0);
      rows.push(
        `| \`${path}\` | ${slowdown === 1 ? "full" : `${slowdown}× slower`} | ${of("paint")} ms ` +
          `| ${of("blocking")} ms | ${of("kilobytes")} kB |`,
      );
    }
  }
  process.stdout.write(`\n${rows.join("\n")}\n\n`);
}, 300_000);
