import { useEffect, useSyncExternalStore } from "react";

let text = "";
const listeners = new Set<() => void>();

function set(next: string) {
  text = next;
  for (const each of listeners) each();
}

/** Says, for a few seconds, that something was done. */
export function notify(message: string): void {
  set(message);
}

/** The place where notices appear; also read aloud. */
export function Notices() {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => text,
  );
  useEffect(() => {
    if (!current) return;
    const timer = setTimeout(() => set(""), 6000);
    return () => clearTimeout(timer);
  }, [current]);
  return (
    <div className="notices" role="status">
      {current && <p className="notice">{current}</p>}
    </div>
  );
}
