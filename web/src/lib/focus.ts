/* Where the focus goes when what had it is gone: to the content, so that nobody is sent to the top bar. */

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
 * Wherever a change takes the element that had the focus, such as the last button of a row or "Try again", the
 * focus goes to the content: browsers would leave it nowhere, and the next Tab would begin at the top bar.
 * Returns what stops it.
 */
export function keepFocus(content: HTMLElement): () => void {
  let last: Element | null = null;
  const onFocus = (event: FocusEvent) => {
    last = event.target as Element;
  };
  // Whoever leaves an element that stays, by a press beside it, wants the focus nowhere. Some browsers say
  // the same of one that is about to be taken away, so it is looked at later.
  const onBlur = ({ target }: FocusEvent) => {
    setTimeout(() => {
      if (target instanceof Element && last === target && target.isConnected) last = null;
    });
  };
  const observer = new MutationObserver(() => {
    if (!last || last.isConnected) return;
    last = null;
    // A dialog that closes, or a menu, may be about to give it back.
    setTimeout(() => {
      const { activeElement, body } = document;
      const open = document.querySelector("dialog[open]");
      if (!open && (activeElement === body || activeElement === null)) focusContent();
    });
  });
  content.addEventListener("focusin", onFocus);
  content.addEventListener("focusout", onBlur);
  observer.observe(content, { childList: true, subtree: true });
  return () => {
    content.removeEventListener("focusin", onFocus);
    content.removeEventListener("focusout", onBlur);
    observer.disconnect();
  };
}
