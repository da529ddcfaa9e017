/* A program that asks and is answered. */
import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Conversation {
  /** Waits until the program has said this; the first group of it. */
  hear: (what: RegExp) => Promise<string>;
  say: (text: string) => void;
  /** Everything it said, once it has ended well. */
  end: () => Promise<string>;
}

export function converse(program: string, args: string[], env: NodeJS.ProcessEnv): Conversation {
  const child = spawn(program, args, { env, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  const ended = once(child, "close") as Promise<[number | null]>;
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      for (const each of listeners) each();
    });
  }
  return {
    hear: (what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = what.exec(said);
          if (!found) return;
          listeners.delete(look);
          resolve(found[1] ?? found[0]);
        };
        listeners.add(look);
        void ended.then(() => reject(new Error(`it ended before it said ${what}:\n${said}`)));
        look();
      }),
    say: (text) => {
      child.stdin.end(text);
    },
    async end() {
      const [code] = await ended;
      if (code !== 0) throw new Error(`it ended with ${code}:\n${said}`);
      return said;
    },
  };
}
