/* Where the focus goes when what had it is gone: to the content, so that nobody is sent to the top bar. */
import { useEffect } from "react";

function focusNow(): void {
  document.getElementById("content")?.focus({ preventScroll: true });
}

/**
 * After the row that was acted on has left its list. Waits until a closing dialog gave the focus back: behind an
 * open one nothing takes it.
 */
export function focusContent(tries = 20): void {
  setTimeout(() => {
    if (tries > 0 && document.querySelector("dialog[open]")) focusContent(tries - 1);
    else focusNow();
  }, 10);
}

/** After one view took the place of another without a change of address. */
export function focusNewView(): void {
  window.scrollTo(0, 0);
  focusContent();
}

/**
 * What has the focus may leave the page by what it did: a button that is done, a row that is gone. The browser then
 * forgets where one was. It goes on in the dialog that is open, or in the content.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      const active = document.activeElement;
      if (active !== null && active !== document.body) return;
      const dialogs = document.querySelectorAll<HTMLElement>("dialog[open] h2");
      const open = dialogs[dialogs.length - 1];
      if (open) open.focus();
      else focusNow();
    });
    document.addEventListener("focusin", remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
    };
  }, []);
}
