import { useEffect, useSyncExternalStore } from "react";

/** Numbered, so that the same words twice are said twice. */
interface Notice {
  at: number;
  text: string;
}

let notice: Notice = { at: 0, text: "" };
const listeners = new Set<() => void>();

function set(next: Notice) {
  notice = next;
  for (const each of listeners) each();
}

/** Says, for a few seconds, that something was done. */
export function notify(message: string): void {
  set({ at: notice.at + 1, text: message });
}

/** The place where notices appear; also read aloud. */
export function Notices() {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notice,
  );
  useEffect(() => {
    if (!current.text) return;
    const timer = setTimeout(() => set({ ...current, text: "" }), 6000);
    return () => clearTimeout(timer);
  }, [current]);
  return (
    <div className="notices" role="status">
      {current.text && (
        <p key={current.at} className="notice">
          {current.text}
        </p>
      )}
    </div>
  );
}
