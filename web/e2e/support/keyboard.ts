/* Using a page with the keyboard alone. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

interface Focused {
  matches: boolean;
  visible: boolean;
  words: string;
}

async function focused(page: Page, selector: string): Promise<Focused> {
  return page.evaluate((selector) => {
    const element = document.activeElement;
    const style = element ? getComputedStyle(element) : null;
    return {
      matches: element?.matches(selector) ?? false,
      visible:
        style !== null &&
        ((style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2) ||
          style.boxShadow !== "none"),
      words: `${element?.tagName} ${element?.id} ${element?.textContent?.trim().slice(0, 40)}`,
    };
  }, selector);
}

/** Presses Tab until the focus is there; the focus is visible on every stop. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    const at = await focused(page, selector);
    if (at.matches) {
      expect(at.visible, `the focus on ${at.words} is visible`).toBe(true);
      return;
    }
    passed.push(at.words);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${selector}; it went over ${passed.join(", ")}`);
}

/** Goes there with Tab, and types. */
export async function typeInto(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}

/** Goes there with Tab, and presses Enter. */
export async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press("Enter");
}
