/* The real server, with a data directory of its own that is gone afterwards. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const binary =
  process.env.LATCHKEY_BINARY ??
  fileURLToPath(new URL("../../../target/debug/latchkey", import.meta.url));

/** A port of the loopback interface that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

/** The environment without settings of the server that happen to be in it. */
function environment(settings: Record<string, string>) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("LATCHKEY_"));
  return { ...Object.fromEntries(inherited), ...settings };
}

function output(child: ChildProcess): {
  text: () => string;
  waitFor: (what: RegExp) => Promise<string>;
} {
  let text = "";
  const listeners = new Set<() => void>();
  const add = (chunk: Buffer) => {
    text += chunk.toString();
    for (const each of listeners) each();
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return {
    text: () => text,
    waitFor: (what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = what.exec(text);
          if (!found) return;
          listeners.delete(look);
          resolve(found[1] ?? found[0]);
        };
        listeners.add(look);
        child.once("exit", () =>
          reject(new Error(`the server ended before it said ${what}:\n${text}`)),
        );
        look();
      }),
  };
}

interface Ran {
  code: number | null;
  text: string;
}

/** Runs a program to its end, with `input` typed into it. */
export async function run(
  program: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Ran> {
  const { input = "", ...rest } = options;
  const child = spawn(program, args, { ...rest, stdio: ["pipe", "pipe", "pipe"] });
  const said = output(child);
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, text: said.text() };
}

export interface Server {
  url: string;
  /** The one-time link that is printed at the first start. */
  setupLink: string;
  /** Makes what a file of this text says. */
  apply: (yaml: string) => void;
  stop: () => Promise<void>;
}

/** `host`: what it is called; cookies know no ports, so two at once need two names. */
export async function startServer(
  settings: Record<string, string> = {},
  host: "localhost" | "127.0.0.1" = "localhost",
): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-e2e-"));
  const port = await freePort();
  const url = `http://${host}:${port}`;
  const env = environment({
    LATCHKEY_PUBLIC_URL: url,
    LATCHKEY_LISTEN: `127.0.0.1:${port}`,
    LATCHKEY_DATA_DIR: join(directory, "data"),
    LATCHKEY_REGISTRATION: "open",
    ...settings,
  });
  const child = spawn(binary, [], { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] });
  const said = output(child);
  const setupLink = await said.waitFor(/(http:\S+\/setup\?token=\S+)/);
  for (;;) {
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok) break;
    if (child.exitCode !== null) throw new Error(`the server ended:\n${said.text()}`);
  }
  return {
    url,
    setupLink,
    apply(yaml) {
      const done = spawnSync(binary, ["apply", "-f", "-"], { cwd: directory, env, input: yaml });
      if (done.status !== 0) throw new Error(`apply ended with ${done.status}:\n${done.stderr}`);
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = await ended;
      await rm(directory, { recursive: true });
      if (code !== 0) throw new Error(`the server ended with ${code}:\n${said.text()}`);
      const trouble = said.text().match(/^.*(ERROR|panicked).*$/m);
      if (trouble) throw new Error(`the server's log has: ${trouble[0]}`);
    },
  };
}
