import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { budget } from "./build/budget";
import { inlineOperations } from "./build/inline-operations";
import { pack } from "./build/pack";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
  plugins: [
    inlineOperations(here("src/gql/graphql.ts")),
    react(),
    budget("index", 180_000),
    pack(),
  ],
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
