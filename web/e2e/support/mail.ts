/* A mail server of the tests' own, and the letters that reach it. */
import { once } from "node:events";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where its button leads. */
  link: string;
}

export interface MailServer {
  /** Settings that lead the server to it. */
  settings: Record<string, string>;
  /** The first letter to that address with these words in its subject; waits for it. */
  letter: (to: string, subject: string) => Promise<Letter>;
  stop: () => Promise<void>;
}

function read(mail: ParsedMail): Letter {
  const html = mail.html || "";
  return {
    to: [mail.to].flat()[0]?.text ?? "",
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html,
    link: /href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&#38;", "&") ?? "",
  };
}

export async function startMailServer(): Promise<MailServer> {
  const letters: Letter[] = [];
  const arrivals = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        letters.push(read(mail));
        for (const look of arrivals) look();
        done();
      }, done);
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    settings: {
      LATCHKEY_SMTP_URL: `smtp://127.0.0.1:${address.port}`,
      LATCHKEY_MAIL_FROM: "Latchkey <id@latchkey.test>",
    },
    letter: (to, subject) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          const there = letters.map((each) => `${each.to}: ${each.subject}`);
          reject(new Error(`no letter to ${to}: ${subject}; there are ${there.join(", ")}`));
        }, 20_000);
        const look = () => {
          const at = letters.findIndex((each) => each.to === to && each.subject.includes(subject));
          const [found] = at < 0 ? [] : letters.splice(at, 1);
          if (!found) return;
          clearTimeout(timer);
          arrivals.delete(look);
          resolve(found);
        };
        arrivals.add(look);
        look();
      }),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
