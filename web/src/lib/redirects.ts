/*
 * Whether the server would take a redirect URL, by the server's own rule: letter by letter, and for native
 * clients any port of a loopback literal (RFC 8252 section 7.3). It explains the nearest miss.
 */
import type { Platform } from "../gql/graphql";

export type Difference =
  | "scheme"
  | "host"
  | "port"
  | "case"
  | "trailingSlash"
  | "path"
  | "query"
  | "fragment"
  | "spaces"
  | "other";

export type Verdict =
  | { matches: true; registered: string; port: boolean }
  | { matches: false; nearest: string | null; difference: Difference };

const loopback = ["http://127.0.0.1", "http://[::1]"];

/** What follows the optional port; null if what is there is no port. */
function withoutPort(rest: string): string | null {
  const found = /^(?::([1-9]\d*))?((?:[/?].*)?)$/s.exec(rest);
  if (!found || Number(found[1] ?? 1) > 65535) return null;
  return found[2] ?? "";
}

function sameButForPort(registered: string, presented: string): boolean {
  return loopback.some((base) => {
    if (!registered.startsWith(base) || !presented.startsWith(base)) return false;
    const left = withoutPort(registered.slice(base.length));
    return left !== null && left === withoutPort(presented.slice(base.length));
  });
}

/** A loopback address with the other's port: what is left to differ once the port may. */
function withPortOf(registered: string, presented: string): string {
  if (!loopback.some((base) => registered.startsWith(base) && presented.startsWith(base))) {
    return presented;
  }
  if (!URL.canParse(presented) || !URL.canParse(registered)) return presented;
  const port = /^http:\/\/[^/?]*?(:\d+)(?=[/?]|$)/.exec(registered)?.[1] ?? "";
  return presented.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d+)?(?=[/?]|$)/, `$1${port}`);
}

function differenceOf(registered: string, presented: string): Difference {
  if (presented.trim() === registered) return "spaces";
  if (presented.toLowerCase() === registered.toLowerCase()) return "case";
  if (`${presented}/` === registered || presented === `${registered}/`) return "trailingSlash";
  if (presented.includes("#")) return "fragment";
  if (!URL.canParse(presented) || !URL.canParse(registered)) return "other";
  const left = new URL(registered);
  const right = new URL(presented);
  if (left.protocol !== right.protocol) return "scheme";
  if (left.hostname !== right.hostname) return "host";
  if (left.port !== right.port) return "port";
  if (left.pathname !== right.pathname) return "path";
  return left.search === right.search ? "other" : "query";
}

/** How long two texts agree from their beginning. */
function agreement(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}

export function wouldMatch(
  presented: string,
  registered: readonly string[],
  platform: Platform,
): Verdict {
  if (registered.includes(presented)) return { matches: true, registered: presented, port: false };
  const byPort =
    platform === "NATIVE" ? registered.find((each) => sameButForPort(each, presented)) : undefined;
  if (byPort !== undefined) return { matches: true, registered: byPort, port: true };
  const [nearest] = registered.toSorted(
    (left, right) => agreement(right, presented) - agreement(left, presented),
  );
  return {
    matches: false,
    nearest: nearest ?? null,
    difference:
      nearest === undefined
        ? "other"
        : differenceOf(nearest, platform === "NATIVE" ? withPortOf(nearest, presented) : presented),
  };
}
