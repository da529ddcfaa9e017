/* What the tests use of packages whose own types bring half a cloud with them. */

declare module "smtp-server" {
  import type { Server } from "node:net";
  import type { Readable } from "node:stream";

  export class SMTPServer {
    constructor(options: {
      authOptional?: boolean;
      disabledCommands?: string[];
      onData?: (stream: Readable, session: unknown, done: (error?: Error) => void) => void;
    });
    listen(port: number, host: string): Server;
    close(done: () => void): void;
  }
}

declare module "mailparser" {
  import type { Readable } from "node:stream";

  export interface ParsedMail {
    to?: { text: string } | { text: string }[];
    subject?: string;
    text?: string;
    html?: string | false;
  }

  export function simpleParser(source: Readable): Promise<ParsedMail>;
}
