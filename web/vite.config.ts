import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Puts each operation's text where it is used, so that a page carries its own operations and no other's. The
 * generated table would put all of them into the first load.
 */
function inlineOperations(): Plugin {
  const documents = new Map<string, string>();
  return {
    name: "inline-operations",
    apply: "build",
    enforce: "pre",
    async buildStart() {
      const source = await readFile(here("src/gql/graphql.ts"), "utf8");
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
          const document = documents.get(name) ?? documents.get(`${name}Query`);
          if (document === undefined) throw new Error(`run codegen: no document for ${whole}`);
          return JSON.stringify(document.replace(/\s+/g, " ").trim());
        })
        .replace(/import \{ graphql \} from "[./]+\/gql";\n/, "");
      return { code: inlined, map: null };
    },
  };
}

// What the flow pages use keeps stable names: the server's templates link to it directly.
const stable = new Set(["flow"]);

const server = "http://localhost:8080";
const serverPaths = [
  "/graphql",
  "/oauth",
  "/assets",
  "/setup",
  "/sign-in",
  "/sign-out",
  "/register",
  "/consent",
  "/reauthenticate",
  "/select-account",
  "/error",
];

export default defineConfig({
  plugins: [inlineOperations(), react()],
  base: "/",
  build: {
    target: "es2023",
    outDir: "dist",
    assetsDir: "assets",
    // The Content-Security-Policy allows neither data: fonts nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: here("index.html"),
        flow: here("src/flow/flow.ts"),
        "flow-style": here("src/flow/flow.css"),
      },
      output: {
        entryFileNames: ({ name }) =>
          stable.has(name) ? "assets/[name].js" : "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: ({ names }) =>
          names.includes("flow.css") || names.includes("flow-style.css")
            ? "assets/flow.css"
            : names.includes("mark.svg")
              ? "assets/mark.svg"
              : "assets/[name]-[hash][extname]",
      },
    },
  },
  server: {
    // `npm run dev` shows the dashboard on a Latchkey running on its default address.
    proxy: Object.fromEntries(
      serverPaths.map((path) => [
        path,
        { target: server, changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
  },
});
