// npm install jose; run with Node.js 20 or newer.
import { createRemoteJWKSet, jwtVerify } from "jose";

// Fetched once and kept; fetched again when a token names a key that is not there.
const keys = createRemoteJWKSet(new URL("__ISSUER__/oauth/jwks"));

export async function verify(token) {
  const { payload } = await jwtVerify(token, keys, {
    issuer: "__ISSUER__",
    audience: "__AUDIENCE__",
    algorithms: ["ES256"],
    typ: "at+jwt",
  });
  return payload; // `scope` says what it allows, `sub` for whom, `client_id` to whom
}

console.log(await verify(process.env.TOKEN));
