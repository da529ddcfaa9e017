/* Refuses a build whose first load is too heavy. */
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/**
 * What a browser fetches to show any one page: the entry with all that it imports, and the page's own chunk
 * with all that it imports. No page may need more than `most` bytes of gzipped JavaScript.
 */
export function budget(entry: string, most: number): Plugin {
  return {
    name: "budget",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = new Map<string, Rolldown.OutputChunk>();
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") chunks.set(file.fileName, file);
      }
      const sizes = new Map<string, number>();
      const sizeOf = (name: string) => {
        const size = sizes.get(name) ?? gzipSync(chunks.get(name)?.code ?? "").length;
        sizes.set(name, size);
        return size;
      };
      const reach = (names: Iterable<string>) => {
        const reached = new Set<string>();
        const open = [...names];
        for (let name = open.pop(); name !== undefined; name = open.pop()) {
          const chunk = chunks.get(name);
          if (!chunk || reached.has(name)) continue;
          reached.add(name);
          open.push(...chunk.imports);
        }
        return [...reached].reduce((sum, name) => sum + sizeOf(name), 0);
      };
      const first = [...chunks.values()].find((chunk) => chunk.isEntry && chunk.name === entry);
      if (!first) throw new Error(`there is no entry ${entry}`);
      const pages = [...chunks.values()].filter((chunk) =>
        chunk.facadeModuleId?.includes("/src/routes/"),
      );
      let worst = { page: entry, size: reach([first.fileName]) };
      for (const page of pages) {
        const size = reach([first.fileName, page.fileName]);
        if (size > most) {
          throw new Error(
            `${page.name} needs ${size} bytes of gzipped JavaScript; ${most} at most`,
          );
        }
        if (size > worst.size) worst = { page: page.name, size };
      }
      const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
      this.info(
        `first load: ${kilobytes(reach([first.fileName]))} gzipped; with the heaviest page, ${worst.page}: ` +
          `${kilobytes(worst.size)} of ${kilobytes(most)}`,
      );
    },
  };
}
