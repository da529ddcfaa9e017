/*
 * What is chosen in a list (a search, a filter, a page of it) is in the address: a reload keeps it, and so does the
 * way back from what was opened.
 */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";

export type Choices = Readonly<Record<string, string | undefined>>;

/** As `?name=value` for each, all of it text: an id of digits stays an id. */
export function parseChoices(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeChoices(choices: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(choices).flatMap(([name, value]) =>
    value === undefined || value === null || value === "" ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

export interface Address {
  choices: Choices;
  /** An empty or absent value leaves the address. A step is one that the browser's "back" takes back. */
  choose: (change: Choices, step?: boolean) => void;
}

export function useAddress(): Address {
  const choices = useRouterState({ select: (state) => state.location.search }) as Choices;
  const navigate = useNavigate();
  const choose = useCallback(
    (change: Choices, step = false) => {
      void navigate({
        to: ".",
        // The pages don't declare what their lists keep here.
        search: ((before: Choices) => ({ ...before, ...change })) as never,
        replace: !step,
      });
    },
    [navigate],
  );
  return { choices, choose };
}
