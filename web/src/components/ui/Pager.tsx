import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { useAddress } from "../../lib/address";
import { focusNewView } from "../../lib/focus";
import { t } from "../../lib/i18n";
import { Button } from "./Button";

export interface PageCursor {
  hasNextPage: boolean;
  endCursor?: string | null;
}

/**
 * Walks a cursor connection: where we are, which is in the address, and the way back. Another list, such as that of
 * another filter, begins at its start.
 */
export function usePager(list = ""): {
  after: string | null;
  pager: (pageInfo: PageCursor) => React.ReactNode;
} {
  const { choices, choose } = useAddress();
  const [walk, setWalk] = useState<{ list: string; cursors: (string | null)[] }>({
    list,
    cursors: [null],
  });
  const same = walk.list === list;
  const after = (same && choices.after) || null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list drops the place in the one before
  useEffect(() => {
    if (same) return;
    setWalk({ list, cursors: [null] });
    if (choices.after) choose({ after: undefined });
  }, [list]);

  function go(cursor: string | null) {
    choose({ after: cursor ?? undefined }, true);
    focusNewView();
  }

  function pager(pageInfo: PageCursor) {
    if (after === null && !pageInfo.hasNextPage) return null;
    const at = walk.cursors.indexOf(after);
    return (
      <nav className="pager" aria-label={t("pager.label")}>
        {after !== null && (
          <Button
            icon={<ChevronLeft size={16} aria-hidden />}
            // Where the address was opened in the middle of a list, only its start is known.
            onClick={() => go(walk.cursors[at - 1] ?? null)}
          >
            {t("pager.previous")}
          </Button>
        )}
        {pageInfo.hasNextPage && pageInfo.endCursor && (
          <Button
            icon={<ChevronRight size={16} aria-hidden />}
            onClick={() => {
              const next = pageInfo.endCursor ?? null;
              const way = at < 0 ? [null, after] : walk.cursors.slice(0, at + 1);
              setWalk({ list, cursors: [...way, next] });
              go(next);
            }}
          >
            {t("pager.next")}
          </Button>
        )}
      </nav>
    );
  }

  return { after, pager };
}
