// token.mjs: run with Node.js 18 or newer; nothing to install.
// First, in the same terminal: export CLIENT_SECRET='the client secret'
const basic = btoa("__CLIENT_ID__" + ":" + process.env.CLIENT_SECRET);
const answer = await fetch("__ISSUER__/oauth/token", {
  method: "POST",
  headers: { authorization: `Basic ${basic}` },
  body: new URLSearchParams({ grant_type: "client_credentials", scope: "__SCOPE__" }),
});
console.log(await answer.json());
