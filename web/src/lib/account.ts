/*
 * Whose account this page shows, and whether the browser still has it. All tabs share one session: another tab
 * may sign out, or change to another account, while this one still shows what was there before.
 */
import { useSyncExternalStore } from "react";

/** Unknown: nobody was shown yet. Changed: what is shown is somebody's who is not signed in any more. */
export type Standing = "unknown" | "signedIn" | "signedOut" | "changed";

let shown: string | null = null;
let standing: Standing = "unknown";
const listeners = new Set<() => void>();

/** Replaceable so that tests don't hear each other. */
export const tabs = {
  open: (): BroadcastChannel | null =>
    typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("latchkey-account"),
};

/*
 * One for the whole page: a channel doesn't hear itself, and a page need not answer its own news. Only pages of our
 * own origin are on it, and all that they can bring about is one question to the server; what other windows post
 * to this one is still listened to by nobody (SEC-108).
 */
let channel: BroadcastChannel | null = null;
const hearers = new Set<() => void>();
function others(): BroadcastChannel | null {
  if (channel === null) {
    channel = tabs.open();
    if (channel) {
      channel.onmessage = () => {
        for (const each of hearers) each();
      };
    }
  }
  return channel;
}

/** Tells the other tabs to look whose account the browser has. Which one is not said: they ask the server. */
function announce(): void {
  others()?.postMessage("look");
}

/** Hears what other tabs tell, until the function that it returns is called. */
export function onNewsOfTabs(listener: () => void): () => void {
  others();
  hearers.add(listener);
  return () => void hearers.delete(listener);
}

function become(next: Standing): void {
  // Back from another account there is no way but a reload: what this page holds is of the one before.
  if (standing === next || standing === "changed") return;
  standing = next;
  for (const each of listeners) each();
}

/** A page that was just loaded knows nobody. */
export function forgetAccount(): void {
  shown = null;
  standing = "unknown";
}

/** Goes with every request: the server does nothing when the session is not this account's any more. */
export function accountHeader(): Record<string, string> {
  return shown === null ? {} : { "x-latchkey-account": shown };
}

/** The server said who is signed in. */
export function accountSeen(id: string): void {
  if (shown === null) {
    shown = id;
    announce();
  }
  become(shown === id ? "signedIn" : "changed");
}

/** The server said that nobody is. False where no page was shown yet that could be lost. */
export function sessionGone(): boolean {
  if (shown === null) return false;
  become("signedOut");
  return true;
}

interface Refused {
  extensions?: { reason?: unknown } | null;
}

/** Looks whether an answer was refused because the session is another account's. */
export function accountChanged(errors: readonly Refused[] | undefined): boolean {
  const changed = errors?.some((each) => each.extensions?.reason === "ACCOUNT_CHANGED") ?? false;
  if (changed) become("changed");
  return changed;
}

export function useStanding(): Standing {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => standing,
  );
}
