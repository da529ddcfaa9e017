import { useEffect, useState } from "react";

export interface Search {
  /** What stands in the field. */
  text: string;
  setText: (text: string) => void;
  /** What to ask the server for, once the typing pauses. */
  wanted: string;
}

export function useSearch(): Search {
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState("");
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
