import { beforeEach, describe, expect, it } from "vitest";
import { authorizeParameters, begin, decode, keep, takeReturn } from "./trial";

describe("a flow that comes back", () => {
  beforeEach(() => sessionStorage.clear());

  it("is taken once, and only with its own state", async () => {
    const started = await begin("client", "openid");
    keep(started);
    expect(takeReturn(`?code=c&state=${started.state}`)).toMatchObject({ kind: "back", started });
    expect(takeReturn(`?code=c&state=${started.state}`)).toEqual({ kind: "foreign" });
    keep(started);
    expect(takeReturn("?code=c&state=other")).toEqual({ kind: "foreign" });
    expect(sessionStorage).toHaveLength(0);
  });

  it("is none where the address says nothing", () => {
    expect(takeReturn("")).toEqual({ kind: "fresh" });
  });

  it("sends the digest of the verifier, never the verifier", async () => {
    const started = await begin("client", "openid");
    const sent = await authorizeParameters(started, "https://id.example/developer/try");
    expect(Object.fromEntries(sent).code_challenge).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(sent)).not.toContain(started.verifier);
  });
});

describe("decode", () => {
  it("reads header and claims, beyond ASCII too", () => {
    const part = (value: object) =>
      btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replaceAll("=", "");
    const token = `${part({ alg: "ES256" })}.${part({ name: "Zoë ♥" })}.c2ln`;
    expect(decode(token)).toEqual({ header: { alg: "ES256" }, claims: { name: "Zoë ♥" } });
  });

  it.each(["", "opaque", "a.b", "!.!.!"])("gives nothing for %j", (token) => {
    expect(decode(token)).toBeNull();
  });
});
