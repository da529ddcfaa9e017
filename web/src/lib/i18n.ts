/*
 * Text of the dashboard. English is built in and defines the keys; other catalogues are loaded when
 * the browser asks for them. The language is chosen before the first render; another choice loads the page anew.
 */
import { en } from "../messages/en";
import { navigation, rememberedIn } from "./server";

export type Key = keyof typeof en;
export type Catalogue = { [K in Key]: string };

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Arguments<K extends Key> = [Placeholders<(typeof en)[K]>] extends [never]
  ? []
  : [values: Record<Placeholders<(typeof en)[K]>, string | number>];

/** Keys that exist as a pair `<stem>.one` and `<stem>.other`. */
type PluralStem = Key extends infer K ? (K extends `${infer Stem}.one` ? Stem : never) : never;

interface Language {
  catalogue: Catalogue;
  /** The server's English sentences in this language. */
  server: Readonly<Record<string, string>>;
}

const english: Language = { catalogue: en, server: {} };
const loaders: Record<string, () => Promise<Language>> = {
  en: async () => english,
  de: async () => {
    const { de, server } = await import("../messages/de");
    return { catalogue: de, server };
  },
};

/** What the speakers of each call it. */
const names: Record<string, string> = { en: "English", de: "Deutsch" };

/** Where a choice is kept; nothing else is, and without a choice not even that. */
const CHOICE = "language";

let catalogue: Catalogue = en;
let sentences: Language["server"] = {};
/** Those with parts to fill. */
let patterns: { english: RegExp; text: string }[] = [];
let current = "en";
let formats = "en";

function primaryOf(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? "";
}

/** The first language the browser prefers that has a catalogue. */
export function pickLanguage(preferred: readonly string[]): string {
  for (const tag of preferred) {
    const primary = primaryOf(tag);
    if (primary in loaders) return primary;
  }
  return "en";
}

/** The languages of the browser, the one that was chosen here before them. */
export function preferredLanguages(): readonly string[] {
  const chosen = localStorage.getItem(CHOICE);
  if (!chosen || !(chosen in loaders)) return navigator.languages;
  // The browser's own variant of it has its way of writing dates.
  return [...navigator.languages.filter((tag) => primaryOf(tag) === chosen), chosen];
}

/** The languages that one can change to. */
export function otherLanguages(): { tag: string; name: string }[] {
  return Object.entries(names)
    .filter(([tag]) => tag !== current)
    .map(([tag, name]) => ({ tag, name }));
}

/** Keeps a choice, also for the pages of the server, and shows everything anew. */
export async function chooseLanguage(tag: string): Promise<void> {
  localStorage.setItem(CHOICE, tag);
  // Their cookie is not for scripts. Where the server can't be reached, they keep the language they had.
  await fetch(rememberedIn(tag), { redirect: "manual" }).catch(() => null);
  navigation.reload();
}

/** Switches the text, the document's language and the formats of dates and numbers. */
export async function setLanguage(preferred: readonly string[]): Promise<void> {
  current = pickLanguage(preferred);
  formats = preferred.find((tag) => primaryOf(tag) === current) ?? current;
  const chosen = (await loaders[current]?.()) ?? english;
  catalogue = chosen.catalogue;
  sentences = chosen.server;
  patterns = Object.entries(sentences)
    .filter(([sentence]) => sentence.includes("{"))
    .map(([sentence, text]) => ({ english: pattern(sentence), text }));
  document.documentElement.lang = current;
}

/** The reader's own way of writing dates and numbers: theirs of the language that was chosen. */
export function locale(): string {
  return formats;
}

export function number(value: number): string {
  return new Intl.NumberFormat(formats).format(value);
}

function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Matches a sentence of the server, whatever stands in its braces. */
function pattern(sentence: string): RegExp {
  const plain = sentence.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${plain.replace(/\{(\w+)\}/g, "(?<$1>.+?)")}$`);
}

/** What the server said in English, in the reader's language where it is known. */
export function fromServer(message: string): string {
  const known = sentences[message];
  if (known !== undefined) return known;
  for (const { english, text } of patterns) {
    const match = english.exec(message);
    if (match) return fill(text, match.groups);
  }
  return message;
}

/** The message of a key, its placeholders filled. */
export function t<K extends Key>(key: K, ...[values]: Arguments<K>): string {
  return fill(catalogue[key], values);
}

/** The message for a number of things: picks `<stem>.one` or `<stem>.other`; `{count}` is filled. */
export function tn(stem: PluralStem, count: number): string {
  const form = new Intl.PluralRules(current).select(count) === "one" ? "one" : "other";
  return fill(catalogue[`${stem}.${form}` as Key], { count: number(count) });
}

/** The message of a key that may not be there: names that the server chooses. */
export function maybe(key: string): string | undefined {
  return key in en ? catalogue[key as Key] : undefined;
}
