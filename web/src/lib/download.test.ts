import { describe, expect, it } from "vitest";
import { csv } from "./download";

describe("csv", () => {
  it("quotes what has commas, quotes or line breaks", () => {
    expect(csv([["a", 'b "c"', "d,e", "f\ng"]])).toBe('a,"b ""c""","d,e","f\ng"\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@x", "\tx"])("makes %j harmless in a spreadsheet", (value) => {
    expect(csv([[value]])).toBe(`'${value}\r\n`);
  });
});
