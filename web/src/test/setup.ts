import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterAll, afterEach } from "vitest";
import { tabs } from "../lib/account";
import { line } from "../lib/live";

// jsdom has the dialog element but not its modal mode.
if (typeof window !== "undefined") {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  window.scrollTo = () => {};
}

// Nothing happens by itself in these tests: the line stays open and silent.
line.open = (async () => ({
  on: () => () => {},
  subscribe: () => () => {},
  dispose: () => {},
})) as unknown as typeof line.open;

// Other test files are no other tabs.
tabs.open = () => null;

afterEach(cleanup);

// A page that is closed runs no timers; here the document goes, and they would find none.
const waiting = new Set<ReturnType<typeof setTimeout>>();
const begin = globalThis.setTimeout;
globalThis.setTimeout = Object.assign(
  (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const id = begin(() => {
      waiting.delete(id);
      run(...args);
    }, ms);
    waiting.add(id);
    return id;
  },
  begin,
) as typeof setTimeout;
afterAll(() => {
  for (const id of waiting) clearTimeout(id);
});
