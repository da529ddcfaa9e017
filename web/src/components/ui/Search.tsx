import { useEffect, useState } from "react";
import { useAddress } from "../../lib/address";

export interface Search {
  /** What stands in the field. */
  text: string;
  setText: (text: string) => void;
  /** What to ask the server for, once the typing pauses. */
  wanted: string;
}

/** A search that is of the moment. */
export function useSearch(first = ""): Search {
  const [text, setText] = useState(first);
  const [wanted, setWanted] = useState(first);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return { text, setText, wanted };
}

/** A field for a list that is long, or once was: a search must not take the field away with the list. */
export function useWorthSearching(long: boolean): boolean {
  const [was, setWas] = useState(false);
  if (long && !was) setWas(true);
  return long || was;
}

/** The search of a list: it stays in the address. */
export function useListSearch(): Search {
  const { choices, choose } = useAddress();
  const { q = "" } = choices;
  const search = useSearch(q);
  const { wanted } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows the field, not the other way round
  useEffect(() => {
    if (wanted !== q) choose({ q: wanted });
  }, [wanted]);
  return search;
}

export function SearchField({ label, search }: { label: string; search: Search }) {
  return (
    <input
      type="search"
      className="control filter"
      aria-label={label}
      placeholder={label}
      value={search.text}
      onChange={(event) => search.setText(event.target.value)}
    />
  );
}
