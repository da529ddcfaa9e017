/* What the server says, in the catalogues of the dashboard: held to the server's own source. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { fromServer, setLanguage } from "../lib/i18n";
import { de, server } from "./de";
import { en } from "./en";

const source = join(import.meta.dirname, "../../../server/src");
const catalogues = join(import.meta.dirname, "../../../server/messages");

/** The lines of one of the server's catalogues: `[section]`, then `key = "text"`. */
function catalogue(file: string): Map<string, string> {
  const found = new Map<string, string>();
  let section = "";
  for (const line of readFileSync(join(catalogues, file), "utf8").split("\n")) {
    section = /^\["?([^"\]]+)"?\]$/.exec(line)?.[1] ?? section;
    const [, key, text] = /^(\w+) = (".*")$/.exec(line) ?? [];
    if (key && text) found.set(`${section} ${key}`, JSON.parse(text) as string);
  }
  return found;
}

function read(...folders: string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(source, folder), { withFileTypes: true, recursive: true })
        .filter((file) => file.name.endsWith(".rs"))
        .map((file) => readFileSync(join(file.parentPath, file.name), "utf8")),
    )
    .join("\n")
    .replace(/\\\n\s*/g, "");
}

describe("what the server says", () => {
  afterEach(() => setLanguage(["en"]));

  it("has sentences of the server as its keys, with the same parts to fill", () => {
    const code = read("domain", "graphql");
    for (const [english, german] of Object.entries(server)) {
      expect(code.includes(`"${english}"`), english).toBe(true);
      const parts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([part]) => part);
      expect(parts(german), english).toEqual(parts(english));
    }
  });

  it("is German where German is wanted, its parts as they came", async () => {
    await setLanguage(["de"]);
    expect(fromServer("This short name is taken.")).toBe("Dieser Kurzname ist vergeben.");
    expect(fromServer("Too many tries. Wait 7 seconds.")).toBe(
      "Zu viele Versuche. Warten Sie 7 Sekunden.",
    );
    expect(fromServer("A sentence of tomorrow.")).toBe("A sentence of tomorrow.");
    await setLanguage(["en"]);
    expect(fromServer("This short name is taken.")).toBe("This short name is taken.");
  });

  it("has a title for every kind of event that is recorded", () => {
    const kinds = [
      ...read("domain", "oauth", "http", "apply").matchAll(
        /Event::(?:done|refused)\(\s*"([a-z_.]+)"/g,
      ),
      ...(/const TITLES[^;]*;/.exec(read("graphql"))?.[0] ?? "").matchAll(/\(\s*"([a-z_.]+)",/g),
    ].map(([, kind]) => kind);
    expect(kinds.length).toBeGreaterThan(60);
    expect([...new Set(kinds)].filter((kind) => !(`event.${kind}` in en))).toEqual([]);
  });

  it("calls the standard scopes what the consent page calls them", () => {
    for (const [words, file] of [
      [en, "en.toml"],
      [de, "de.toml"],
    ] as const) {
      const theirs = [...catalogue(file)]
        .filter(([key]) => key.startsWith("scope "))
        .map(([key, text]) => [key.replace(" ", ".").replace("_description", ".detail"), text]);
      expect(theirs.length).toBe(12);
      expect(words).toMatchObject(Object.fromEntries(theirs));
    }
  });

  it("calls its other permissions in German what the consent page calls them", () => {
    const german = catalogue("permissions.de.toml");
    const code = read("domain");
    const defined = /\(\s*("[a-z_.:]+"|UNRESTRICTED),\s*"([^"]+)",\s*"([^"]+)",/g;
    const checked = [...code.matchAll(defined)].filter(([, quoted, title = "", detail = ""]) => {
      const name = quoted === "UNRESTRICTED" ? "unrestricted" : quoted?.slice(1, -1);
      if (!german.has(`${name} title`)) return false;
      expect([title, server[title]]).toEqual([title, german.get(`${name} title`)]);
      expect([detail, server[detail]]).toEqual([detail, german.get(`${name} description`)]);
      return true;
    });
    expect(checked.length).toBe([...german.keys()].filter((key) => key.endsWith(" title")).length);
  });
});
