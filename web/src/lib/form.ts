/* State of a form whose saving is explicit: what was loaded, what is typed, what differs. */
import { useState } from "react";
import { useUnsaved } from "./unsaved";

export type Values = Record<string, string>;

export interface Draft<Fields extends Values> {
  values: Fields;
  set: (name: keyof Fields) => (value: string) => void;
  /** Only what differs from what was loaded; an emptied field is null. */
  changes: { [Name in keyof Fields]?: string | null };
  changed: boolean;
}

export function useDraft<Fields extends Values>(loaded: Fields): Draft<Fields> {
  const [typed, setTyped] = useState<Partial<Fields>>({});
  const values = { ...loaded, ...typed };
  const changes: Draft<Fields>["changes"] = {};
  for (const name of Object.keys(loaded) as (keyof Fields)[]) {
    const value = values[name].trim();
    if (value !== loaded[name]) changes[name] = value === "" ? null : value;
  }
  const differs = Object.keys(changes).length > 0;
  useUnsaved(differs, JSON.stringify(typed));
  return {
    values,
    set: (name) => (value) => setTyped((all) => ({ ...all, [name]: value })),
    changes,
    changed: differs,
  };
}
