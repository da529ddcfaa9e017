/* Which forms of the page hold something that was typed and not saved: leaving asks first. */
import { useEffect } from "react";

const forms = new Set<object>();

/** Registers a form while what is in it differs from what was loaded. `typed` is all of it, as text. */
export function useUnsaved(changed: boolean, typed: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: typing on after something was saved counts anew
  useEffect(() => {
    if (!changed) return;
    const form = {};
    forms.add(form);
    return () => void forms.delete(form);
  }, [changed, typed]);
}

export function anyUnsaved(): boolean {
  return forms.size > 0;
}

/** After a change was made, a page may be left: what it is about may have another address, or be gone. */
export function forgetUnsaved(): void {
  forms.clear();
}
