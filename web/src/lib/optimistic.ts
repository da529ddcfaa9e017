/*
 * Changes that are shown before the server has answered: for what is quick, harmless and almost never refused.
 * A refusal brings back what was there, and the caller says why.
 */
import { useMemo, useRef, useState } from "react";

interface Patch<Row> {
  /** Null: the row is gone. */
  change: Partial<Row> | null;
  /** The rows that were there when the server agreed; newer ones have the change in them. */
  agreedAt: readonly Row[] | null;
}

export interface Optimistic<Row> {
  rows: readonly Row[];
  /** Shows the change at once, then makes it; true where the server agreed. */
  attempt: (
    id: string,
    change: Partial<Row> | null,
    make: () => Promise<{ ok: boolean }>,
  ) => Promise<boolean>;
}

export function useOptimistic<Row extends { id: string }>(rows: readonly Row[]): Optimistic<Row> {
  const [patches, setPatches] = useState<ReadonlyMap<string, Patch<Row>>>(new Map());
  const latest = useRef(rows);
  latest.current = rows;

  /** Puts one patch in the place of another; a later change of the same row stays as it is. */
  function put(id: string, before: Patch<Row> | undefined, patch: Patch<Row> | null) {
    setPatches((all) => {
      if (before && all.get(id) !== before) return all;
      const next = new Map(all);
      if (patch) next.set(id, patch);
      else next.delete(id);
      return next;
    });
  }

  const shown = rows.flatMap((row) => {
    const patch = patches.get(row.id);
    if (!patch || (patch.agreedAt !== null && patch.agreedAt !== rows)) return [row];
    return patch.change === null ? [] : [{ ...row, ...patch.change }];
  });

  return {
    rows: shown,
    async attempt(id, change, make) {
      const shownNow = { change, agreedAt: null };
      put(id, undefined, shownNow);
      const { ok } = await make();
      put(id, shownNow, ok ? { change, agreedAt: latest.current } : null);
      return ok;
    },
  };
}

export interface OptimisticOne<Row> {
  shown: Row;
  attempt: (change: Partial<Row>, make: () => Promise<{ ok: boolean }>) => Promise<boolean>;
}

/** The same for a page about one thing. */
export function useOptimisticOne<Row extends { id: string }>(row: Row): OptimisticOne<Row> {
  const { rows, attempt } = useOptimistic(useMemo(() => [row], [row]));
  return {
    shown: rows[0] ?? row,
    attempt: (change, make) => attempt(row.id, change, make),
  };
}
