import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// The journeys run in a real browser against the real server; see README.md beside this file.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    environment: "node",
    include: ["*.test.ts"],
    // One server and one browser at a time; the steps of a journey build on each other.
    fileParallelism: false,
    sequence: { concurrent: false },
    bail: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: ["verbose"],
  },
});
