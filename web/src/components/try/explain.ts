/* What the parameters of a flow and the claims of a token mean, in a sentence each. */
import { absolute } from "../../lib/dates";
import { t } from "../../lib/i18n";
import { en } from "../../messages/en";

type ExplainedKey = Extract<keyof typeof en, `parameter.${string}` | `claim.${string}`>;

function isKey(key: string): key is ExplainedKey {
  return key in en;
}

const times = new Set(["exp", "iat", "nbf", "auth_time", "updated_at"]);

/** The sentence for a name, with the moment in words where the value is one; null for an unknown name. */
export function explain(kind: "parameter" | "claim", name: string, value: unknown): string | null {
  const key = `${kind}.${name}`;
  const words = isKey(key) ? t(key) : null;
  if (!times.has(name) || typeof value !== "number") return words;
  const moment = absolute(new Date(value * 1000).toISOString());
  return words ? `${words} (${moment})` : moment;
}
