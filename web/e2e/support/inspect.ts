/* What holds for every page, in both themes, wide and narrow. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "vitest";
import { type Person, screenshot } from "./browser";

const themes = ["light", "dark"] as const;
const widths = { wide: 1280, narrow: 320 } as const;

/** Whatever is still on its way has arrived. */
export async function settled({ page }: Person): Promise<void> {
  await page.waitForFunction(
    () =>
      document.readyState === "complete" &&
      !document.querySelector(".skeleton") &&
      document.fonts.status === "loaded",
  );
}

/**
 * The page as it is: axe finds nothing in either theme, wide or narrow, nothing hangs over the side, the
 * browser refused nothing, and there is one heading and a title. Leaves it wide and light.
 */
export async function inspect(person: Person, name: string): Promise<void> {
  const { page } = person;
  await settled(person);
  for (const [width, pixels] of Object.entries(widths)) {
    await page.setViewportSize({ width: pixels, height: 800 });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await settled(person);
      await screenshot(page, `${name}-${width}-${theme}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
      );
      expect(found, `${name}, ${width}, ${theme}: axe`).toEqual([]);
    }
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `${name}, ${width}: pixels that hang over the side`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: widths.wide, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
  expect(await page.locator("h1").count(), `${name}: headings of the first level`).toBe(1);
  expect(await page.title(), `${name}: title`).toMatch(/\S · Latchkey$/);
  expect(person.complaints(), `${name}: the browser's complaints`).toEqual([]);
}
