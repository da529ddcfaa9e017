import { useEffect, useState, useSyncExternalStore } from "react";

/** Numbered, so that the same words twice are said twice. */
interface Notice {
  at: number;
  text: string;
}

let notice: Notice = { at: 0, text: "" };
/** Where notices can appear, the topmost last: a dialog covers what is behind it. */
let places: readonly symbol[] = [];
const listeners = new Set<() => void>();

function changed() {
  for (const each of listeners) each();
}

function set(next: Notice) {
  notice = next;
  changed();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says, for a few seconds, that something was done. */
export function notify(message: string): void {
  set({ at: notice.at + 1, text: message });
}

/** A place where notices appear; also read aloud. Only the topmost shows them. */
export function Notices() {
  const [place] = useState(() => Symbol());
  const current = useSyncExternalStore(subscribe, () => notice);
  const top = useSyncExternalStore(subscribe, () => places.at(-1) === place);
  useEffect(() => {
    places = [...places, place];
    changed();
    return () => {
      places = places.filter((each) => each !== place);
      changed();
    };
  }, [place]);
  useEffect(() => {
    if (!current.text) return;
    const timer = setTimeout(() => set({ ...current, text: "" }), 6000);
    return () => clearTimeout(timer);
  }, [current]);
  return (
    <div className="notices" role="status">
      {top && current.text && (
        <p key={current.at} className="notice">
          {current.text}
        </p>
      )}
    </div>
  );
}
