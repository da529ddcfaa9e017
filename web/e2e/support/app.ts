/*
 * A third-party app: a small web site on another host that signs people in with an OAuth library
 * which knows nothing of this server.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as openid from "openid-client";
import { freePort } from "./server";

interface Credentials {
  clientId: string;
  clientSecret: string;
}

interface Started {
  verifier: string;
  nonce: string;
}

/** What the app holds once somebody has signed in. */
export interface SignedIn {
  tokens: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers;
  sub: string;
}

export interface App {
  url: string;
  callback: string;
  /** Uses these credentials from now on. */
  use: (issuer: string, credentials: Credentials) => Promise<void>;
  /** Who is signed in; the newest only. */
  signedIn: () => SignedIn;
  /** Calls the userinfo endpoint with the access token that the app holds. */
  userinfo: () => Promise<Response>;
  /** Gets a new access token, as the library does it. */
  refresh: () => Promise<void>;
  stop: () => Promise<void>;
}

function page(response: ServerResponse, title: string, body: string): void {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(
    `<!doctype html><html lang="en"><title>${title}</title><link rel="icon" href="data:,"><main>${body}</main></html>`,
  );
}

export async function startApp(scope: string): Promise<App> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const callback = `${url}/callback`;
  const under = new Map<string, Started>();
  let config: openid.Configuration | undefined;
  let holder: SignedIn | undefined;

  const configured = () => {
    if (!config) throw new Error("the app has no credentials yet");
    return config;
  };
  const signedIn = () => {
    if (!holder) throw new Error("nobody is signed in to the app");
    return holder;
  };

  async function begin(response: ServerResponse, extra: URLSearchParams): Promise<void> {
    const state = openid.randomState();
    const verifier = openid.randomPKCECodeVerifier();
    const nonce = openid.randomNonce();
    under.set(state, { verifier, nonce });
    const target = openid.buildAuthorizationUrl(configured(), {
      redirect_uri: callback,
      scope,
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...Object.fromEntries(extra),
    });
    response.writeHead(302, { location: target.href }).end();
  }

  async function finish(response: ServerResponse, here: URL): Promise<void> {
    const state = here.searchParams.get("state") ?? "";
    const started = under.get(state);
    under.delete(state);
    if (!started) return page(response, "Refused", `<p id="outcome">unknown state</p>`);
    try {
      const tokens = await openid.authorizationCodeGrant(configured(), here, {
        pkceCodeVerifier: started.verifier,
        expectedNonce: started.nonce,
        expectedState: state,
        idTokenExpected: true,
      });
      const sub = tokens.claims()?.sub ?? "";
      const info = await openid.fetchUserInfo(configured(), tokens.access_token, sub);
      holder = { tokens, sub };
      page(response, "Signed in", `<p id="outcome">signed in</p><p id="email">${info.email}</p>`);
    } catch (error) {
      const code = error instanceof openid.AuthorizationResponseError ? error.error : String(error);
      page(response, "Not signed in", `<p id="outcome">${code}</p>`);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const here = new URL(request.url ?? "/", url);
    if (here.pathname === "/sign-in") return begin(response, here.searchParams);
    if (here.pathname === "/callback") return finish(response, here);
    if (here.pathname === "/sign-out") {
      const target = openid.buildEndSessionUrl(configured(), {
        id_token_hint: signedIn().tokens.id_token ?? "",
      });
      response.writeHead(302, { location: target.href }).end();
      return;
    }
    page(response, "Demo Shop", `<a id="start" href="/sign-in">Sign in with Latchkey</a>`);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  return {
    url,
    callback,
    async use(issuer, { clientId, clientSecret }) {
      config = await openid.discovery(
        new URL(issuer),
        clientId,
        undefined,
        openid.ClientSecretBasic(clientSecret),
        { execute: [openid.allowInsecureRequests] },
      );
    },
    signedIn,
    userinfo: () =>
      fetch(configured().serverMetadata().userinfo_endpoint ?? "", {
        headers: { authorization: `Bearer ${signedIn().tokens.access_token}` },
      }),
    async refresh() {
      const { tokens, sub } = signedIn();
      const renewed = await openid.refreshTokenGrant(configured(), tokens.refresh_token ?? "");
      holder = { tokens: renewed, sub };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
