import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { focusNewView } from "../../lib/focus";
import { t } from "../../lib/i18n";
import { Button } from "./Button";

export interface PageCursor {
  hasNextPage: boolean;
  endCursor?: string | null;
}

/** Walks a cursor connection: where we are, and the way back. Another list begins at its start. */
export function usePager(list = ""): {
  after: string | null;
  pager: (pageInfo: PageCursor) => React.ReactNode;
} {
  const [walk, setWalk] = useState<{ list: string; cursors: (string | null)[] }>({
    list,
    cursors: [null],
  });
  const cursors = walk.list === list ? walk.cursors : [null];
  const setCursors = (next: (string | null)[]) => {
    setWalk({ list, cursors: next });
    focusNewView();
  };
  const after = cursors.at(-1) ?? null;

  function pager(pageInfo: PageCursor) {
    if (cursors.length === 1 && !pageInfo.hasNextPage) return null;
    return (
      <nav className="pager" aria-label={t("pager.label")}>
        {cursors.length > 1 && (
          <Button
            icon={<ChevronLeft size={16} aria-hidden />}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            {t("pager.previous")}
          </Button>
        )}
        {pageInfo.hasNextPage && pageInfo.endCursor && (
          <Button
            icon={<ChevronRight size={16} aria-hidden />}
            onClick={() => setCursors([...cursors, pageInfo.endCursor ?? null])}
          >
            {t("pager.next")}
          </Button>
        )}
      </nav>
    );
  }

  return { after, pager };
}
