// sign-in.mjs: run with Node.js 18 or newer; nothing to install.
[secret]// First, in the same terminal: export CLIENT_SECRET='the client secret'
import { createHash, randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";

const issuer = "__ISSUER__";
const clientId = "__CLIENT_ID__";
const redirectUri = "__REDIRECT_URL__";
const server = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();

// 1. Send the person to this address; keep `state` and `verifier` until they come back.
const state = randomBytes(32).toString("base64url");
const verifier = randomBytes(32).toString("base64url");
const url = new URL(server.authorization_endpoint);
url.search = new URLSearchParams({
  response_type: "code",
  client_id: clientId,
  redirect_uri: redirectUri,
  scope: "__SCOPE__",
  state,
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
});
console.log(`Open in a browser: ${url}`);

// 2. They come back to the redirect URL. Here you paste that address; a web app reads it from the request.
const terminal = createInterface({ input: process.stdin, output: process.stdout });
const back = new URL(await terminal.question("The address you were sent to: ")).searchParams;
terminal.close();
if (back.get("error")) throw new Error(`${back.get("error")}: ${back.get("error_description")}`);
if (back.get("state") !== state || back.get("iss") !== issuer) throw new Error("not the answer to this request");

// 3. Exchange the code for tokens.
const answer = await fetch(server.token_endpoint, {
  method: "POST",
[secret]  headers: { authorization: `Basic ${btoa(`${clientId}:${process.env.CLIENT_SECRET}`)}` },
  body: new URLSearchParams({
    grant_type: "authorization_code",
[public]    client_id: clientId,
    code: back.get("code"),
    redirect_uri: redirectUri,
    code_verifier: verifier,
  }),
});
const tokens = await answer.json();
if (!answer.ok) throw new Error(`${tokens.error}: ${tokens.error_description}`);
console.log(tokens);
[openid]
[openid]// 4. Who is it?
[openid]const person = await fetch(server.userinfo_endpoint, {
[openid]  headers: { authorization: `Bearer ${tokens.access_token}` },
[openid]});
[openid]console.log(await person.json());
