/*
 * A public client in the page: authorization code with PKCE (RFC 7636), as any single-page app would do it.
 * What must survive the way through the sign-in pages is in the session storage of this tab, no token among it;
 * tokens live in the page's memory and are gone with it (SEC-108).
 */
export interface Started {
  clientId: string;
  scope: string;
  state: string;
  nonce: string;
  verifier: string;
}

export interface Exchange {
  id: number;
  title: "authorize" | "return" | "token" | "userinfo" | "refresh" | "revoke";
  method: "GET" | "POST";
  url: string;
  /** Parameters in the order they were sent. */
  sent: readonly (readonly [string, string])[];
  /** Absent for what the browser did by itself. */
  status?: number;
  answer?: unknown;
}

export interface Tokens {
  access_token: string;
  id_token?: string;
  refresh_token?: string;
}

export type Returned =
  | { kind: "fresh" }
  | { kind: "foreign" }
  | { kind: "back"; started: Started; answer: readonly (readonly [string, string])[] };

const KEPT = "latchkey.trial";

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

export async function begin(clientId: string, scope: string): Promise<Started> {
  return { clientId, scope, state: random(), nonce: random(), verifier: random() };
}

export async function authorizeParameters(
  started: Started,
  redirectUri: string,
): Promise<(readonly [string, string])[]> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(started.verifier));
  return [
    ["response_type", "code"],
    ["client_id", started.clientId],
    ["redirect_uri", redirectUri],
    ["scope", started.scope],
    ["state", started.state],
    ["nonce", started.nonce],
    ["code_challenge", base64url(new Uint8Array(digest))],
    ["code_challenge_method", "S256"],
    ["prompt", "consent"],
  ];
}

export function keep(started: Started): void {
  sessionStorage.setItem(KEPT, JSON.stringify(started));
}

/** What an address says of a flow that comes back. Works once: what was kept is taken away. */
export function takeReturn(search: string): Returned {
  const parameters = new URLSearchParams(search);
  if (!parameters.has("state")) return { kind: "fresh" };
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const started = kept ? (JSON.parse(kept) as Started) : null;
  if (!started || started.state !== parameters.get("state")) return { kind: "foreign" };
  return { kind: "back", started, answer: [...parameters] };
}

let exchanges = 0;

/** Sends a form, as OAuth's endpoints read it, without the dashboard's cookie. */
export async function post(
  title: Exchange["title"],
  url: string,
  sent: readonly (readonly [string, string])[],
): Promise<Exchange> {
  const response = await fetch(url, {
    method: "POST",
    credentials: "omit",
    body: new URLSearchParams(sent.map(([name, value]) => [name, value])),
  });
  return finished(title, "POST", url, sent, response);
}

export async function userinfo(url: string, accessToken: string): Promise<Exchange> {
  const response = await fetch(url, {
    credentials: "omit",
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return finished("userinfo", "GET", url, [["Authorization", `Bearer ${accessToken}`]], response);
}

async function finished(
  title: Exchange["title"],
  method: Exchange["method"],
  url: string,
  sent: Exchange["sent"],
  response: Response,
): Promise<Exchange> {
  const text = await response.text();
  let answer: unknown = text;
  try {
    answer = text === "" ? null : JSON.parse(text);
  } catch {
    // Not JSON: shown as it came.
  }
  return { id: exchanges++, title, method, url, sent, status: response.status, answer };
}

export function seen(
  title: Exchange["title"],
  url: string,
  sent: readonly (readonly [string, string])[],
): Exchange {
  return { id: exchanges++, title, method: "GET", url, sent };
}

/** A token's two readable parts; null for what is not a JWT. Nothing is verified: that is the API's work. */
export function decode(
  token: string,
): { header: Record<string, unknown>; claims: Record<string, unknown> } | null {
  const [head, body, signature] = token.split(".");
  if (!head || !body || signature === undefined) return null;
  try {
    const read = (part: string) => {
      const bytes = Uint8Array.from(
        atob(part.replaceAll("-", "+").replaceAll("_", "/")),
        (character) => character.charCodeAt(0),
      );
      return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    };
    return { header: read(head), claims: read(body) };
  } catch {
    return null;
  }
}
