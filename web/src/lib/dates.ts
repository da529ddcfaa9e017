/* Times as people read them: relative to now, with the exact one available. */
import { locale } from "./i18n";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const steps: [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [MINUTE, SECOND, "second"],
  [HOUR, MINUTE, "minute"],
  [DAY, HOUR, "hour"],
  [60 * DAY, DAY, "day"],
  [730 * DAY, 30 * DAY, "month"],
  [Number.POSITIVE_INFINITY, 365 * DAY, "year"],
];

/**
 * "5 minutes ago", "in 3 days": the nearest whole number, so that what was just made for seven days ends in seven.
 * The unit is the one that the rounded number fits: never "60 seconds".
 */
export function relative(iso: string, now: number): string {
  const difference = new Date(iso).getTime() - now;
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: "always" });
  for (const [limit, size, unit] of steps) {
    const rounded = Math.round(difference / size);
    if (Math.abs(rounded) * size < limit) return format.format(rounded, unit);
  }
  return iso;
}

/** The exact time in the reader's own zone, with the zone. */
export function absolute(iso: string): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: "medium",
    timeStyle: "long",
  }).format(new Date(iso));
}

/** "14:05", or with the day when that is not today. */
export function clock(iso: string, now: number): string {
  const date = new Date(iso);
  const sameDay = date.toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(
    locale(),
    sameDay ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  ).format(date);
}
