/* Pages that the server renders itself: leaving the dashboard is a full navigation. */

function here(): string {
  return window.location.pathname + window.location.search;
}

export function signInUrl(): string {
  return `/sign-in?return_to=${encodeURIComponent(here())}`;
}

/** The page that asks a signed-in person to confirm it is them, and comes back here. */
export function reauthenticateUrl(): string {
  return `/reauthenticate?return_to=${encodeURIComponent(here())}`;
}

export const signOutUrl = "/sign-out";

/** Another account of this browser, or one more; comes back to the start: what is here is not theirs. */
export const selectAccountUrl = "/select-account";

/** Any page of the server would do: each remembers the language that it is asked for. */
export function rememberedIn(language: string): string {
  return `${selectAccountUrl}?ui_locales=${language}`;
}

/** Replaceable so that tests can watch it. */
export const navigation = {
  leave(url: string): void {
    window.location.assign(url);
  },
  reload(): void {
    window.location.reload();
  },
};
