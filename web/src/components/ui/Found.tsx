import { tn } from "../../lib/i18n";

interface FoundProps {
  /** Whether something less than everything is asked for. */
  filtered: boolean;
  /** How many are shown; absent while the answer is under way. */
  shown: number | undefined;
}

/**
 * Reads aloud how many a search or a filter left, as the list itself changes silently. It stands beside the
 * list, not in it: what is read aloud must be there before its words are.
 */
export function Found({ filtered, shown }: FoundProps) {
  return (
    <p className="visually-hidden" role="status">
      {filtered && shown !== undefined && tn("search.found", shown)}
    </p>
  );
}
