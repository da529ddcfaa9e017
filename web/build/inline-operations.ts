/* Puts each operation's text where it is used. */
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/**
 * A page carries its own operations and no other's: the generated table would put all of them into the
 * first load. `generated` is the file that holds them.
 */
export function inlineOperations(generated: string): Plugin {
  const documents = new Map<string, string>();
  return {
    name: "inline-operations",
    apply: "build",
    enforce: "pre",
    async buildStart() {
      const source = await readFile(generated, "utf8");
      const found = source.matchAll(
        /export const (\w+)Document = new TypedDocumentString\(`([^`]*)`/g,
      );
      for (const [, name = "", text = ""] of found) documents.set(name, text);
    },
    transform(code, id) {
      if (!/\/src\/(?!gql\/).*\.tsx?$/.test(id) || !code.includes("graphql(`")) return null;
      const inlined = code
        .replace(/graphql\(`([^`]*)`\)/g, (whole, text: string) => {
          const name = /^\s*(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
          // A file of fragments only has nothing to run.
          if (!name) return "void 0";
          const document = documents.get(name);
          if (document === undefined) throw new Error(`run codegen: no document for ${whole}`);
          return JSON.stringify(document.replace(/\s+/g, " ").trim());
        })
        .replace(/import \{ graphql \} from "[./]+\/gql";\n/, "");
      return { code: inlined, map: null };
    },
  };
}
