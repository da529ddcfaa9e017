import { describe, expect, it } from "vitest";
import { wouldMatch } from "./redirects";

const web = ["https://shop.example/callback", "https://shop.example/other?a=1"];
const native = ["http://127.0.0.1:8000/callback?a=1", "http://[::1]/cb"];

describe("wouldMatch", () => {
  it("takes what is registered, letter by letter", () => {
    expect(wouldMatch("https://shop.example/callback", web, "WEB")).toMatchObject({
      matches: true,
    });
  });

  it.each([
    ["http://shop.example/callback", "scheme"],
    ["https://www.shop.example/callback", "host"],
    ["https://shop.example:8443/callback", "port"],
    ["https://shop.example/Callback", "case"],
    ["https://shop.example/callback/", "trailingSlash"],
    ["https://shop.example/call", "path"],
    ["https://shop.example/callback?x=1", "query"],
    ["https://shop.example/callback#x", "fragment"],
    [" https://shop.example/callback", "spaces"],
    ["callback", "other"],
  ])("says what is different in %s", (presented, difference) => {
    expect(wouldMatch(presented, web, "WEB")).toMatchObject({ matches: false, difference });
  });

  it("says so when nothing is registered", () => {
    expect(wouldMatch("https://shop.example/", [], "WEB")).toMatchObject({ nearest: null });
  });

  it.each([
    "http://127.0.0.1/callback?a=1",
    "http://127.0.0.1:1/callback?a=1",
    "http://127.0.0.1:65535/callback?a=1",
    "http://[::1]:51004/cb",
  ])("lets a native client vary the port: %s", (presented) => {
    expect(wouldMatch(presented, native, "NATIVE")).toMatchObject({ matches: true, port: true });
    expect(wouldMatch(presented, native, "WEB").matches).toBe(false);
  });

  it("does not blame the port of a native client for something else", () => {
    expect(wouldMatch("http://[::1]:51004/cb/", native, "NATIVE")).toMatchObject({
      matches: false,
      difference: "trailingSlash",
    });
  });

  it.each([
    "http://localhost:8000/callback?a=1",
    "http://127.0.0.2:8000/callback?a=1",
    "http://127.1:8000/callback?a=1",
    "https://127.0.0.1:8000/callback?a=1",
    "http://127.0.0.1:8000/callback",
    "http://127.0.0.1:0/callback?a=1",
    "http://127.0.0.1:08000/callback?a=1",
    "http://127.0.0.1:65536/callback?a=1",
    "http://127.0.0.1:/callback?a=1",
    "http://127.0.0.1:8000@evil.example/callback?a=1",
    "http://127.0.0.1.evil.example/callback?a=1",
    "HTTP://127.0.0.1:8000/callback?a=1",
  ])("lets nothing else vary: %s", (presented) => {
    expect(wouldMatch(presented, native, "NATIVE").matches).toBe(false);
  });
});
