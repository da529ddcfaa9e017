/* Packs what compresses well, once, when it is built: the server sends `NAME.br` to browsers that can unpack it. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "vite";

/** Below this a file fits into one packet anyway. */
const LEAST = 1024;

export function pack(): Plugin {
  return {
    name: "pack",
    apply: "build",
    async writeBundle({ dir }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(css|js|svg)$/.test(name));
      for (const name of names) {
        const file = join(dir ?? "", name);
        const plain = await readFile(file);
        if (plain.length >= LEAST) await writeFile(`${file}.br`, brotliCompressSync(plain));
      }
    },
  };
}
