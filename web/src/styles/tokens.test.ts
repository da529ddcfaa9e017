// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const source = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const [lightSource = "", darkSource = ""] = source.split("prefers-color-scheme: dark");

function colors(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [
      match[1] ?? "",
      match[2] ?? "",
    ]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["background", "surface", "raised", "sunken", "accent-soft"];
const text: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ["ink", ground],
    ["accent", ground],
    ["danger", ground],
  ]),
  ...["background", "surface", "raised", "sunken"].map((g): [string, string] => ["muted", g]),
  ["ink", "danger-soft"],
  ["ink", "warning-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
  ["danger", "danger-soft"],
  ["warning", "warning-soft"],
  ["warning", "surface"],
  ["success", "success-soft"],
  ["success", "surface"],
  ["info", "info-soft"],
];
const edges: [string, string][] = [
  ["control-edge", "surface"],
  ["control-edge", "background"],
  ["control-edge", "raised"],
];

describe.each([
  ["light", lightSource],
  ["dark", darkSource],
])("the %s theme", (_theme, part) => {
  const table = colors(part);
  const color = (name: string) => table.get(name) ?? `missing ${name}`;

  it.each(text)("keeps %s on %s readable", (ink, ground) => {
    expect(contrast(color(ink), color(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)("keeps %s on %s visible", (edge, ground) => {
    expect(contrast(color(edge), color(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe("type", () => {
  const files = [
    "../flow/flow.css",
    ...readdirSync(import.meta.dirname).map((name) => `./${name}`),
  ];

  it.each(files.filter((name) => name.endsWith(".css")))(
    "in %s follows the size that somebody set in the browser",
    (name) => {
      const css = readFileSync(new URL(name, import.meta.url), "utf8");
      const fixed = /(font-size|--text-[\w-]+|--line-[\w-]+):[^;]*\dpx|font:[^;]*\dpx/g;
      expect(css.match(fixed) ?? []).toEqual([]);
    },
  );
});
