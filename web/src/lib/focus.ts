/* Where the focus goes when what had it is gone: to the content, so that nobody is sent to the top bar. */

/** After the row that was acted on has left its list. Waits until a closing dialog gave the focus back. */
export function focusContent(): void {
  setTimeout(() => document.getElementById("content")?.focus({ preventScroll: true }));
}

/** After one view took the place of another without a change of address. */
export function focusNewView(): void {
  window.scrollTo(0, 0);
  focusContent();
}
