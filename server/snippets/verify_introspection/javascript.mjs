// introspect.mjs: run with Node.js 18 or newer; nothing to install.
// First, in the same terminal: export CLIENT_SECRET='the client secret'
const basic = btoa("__CLIENT_ID__" + ":" + process.env.CLIENT_SECRET);

export async function verify(token) {
  const answer = await fetch("__ISSUER__/oauth/introspect", {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ token }),
  });
  if (!answer.ok) throw new Error(`introspection answered ${answer.status}`);
  const about = await answer.json();
  return about.active ? about : null; // null: expired, revoked, or not for this API
}

console.log(await verify(process.env.TOKEN));
