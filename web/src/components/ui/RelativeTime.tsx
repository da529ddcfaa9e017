import { useEffect, useState } from "react";
import { absolute, relative } from "../../lib/dates";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The time now, renewed every half minute by one timer for the whole page. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const renew = () => setNow(Date.now());
    listeners.add(renew);
    timer ??= setInterval(() => {
      for (const each of listeners) each();
    }, 30_000);
    return () => {
      listeners.delete(renew);
      if (listeners.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    };
  }, []);
  return now;
}

/** "3 days ago", with the exact time on hover; words instead when there is no time. */
export function RelativeTime({ at, none }: { at: string | null | undefined; none?: string }) {
  const now = useNow();
  if (!at) return <span className="muted">{none ?? ""}</span>;
  return (
    <time dateTime={at} title={absolute(at)}>
      {relative(at, now)}
    </time>
  );
}
