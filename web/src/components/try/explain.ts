/* What the parameters of a flow and the claims of a token mean, in a sentence each. */
import { absolute } from "../../lib/dates";
import { maybe } from "../../lib/i18n";

const times = new Set(["exp", "iat", "nbf", "auth_time", "updated_at"]);

/** The sentence for a name, with the moment in words where the value is one; null for an unknown name. */
export function explain(kind: "parameter" | "claim", name: string, value: unknown): string | null {
  const words = maybe(`${kind}.${name}`) ?? null;
  if (!times.has(name) || typeof value !== "number") return words;
  const moment = absolute(new Date(value * 1000).toISOString());
  return words ? `${words} (${moment})` : moment;
}
