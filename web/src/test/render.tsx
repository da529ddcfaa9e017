/*
 * Opens a page of the dashboard as the browser would: the real router and the real GraphQL client over
 * a server that answers from a table of operation names.
 */
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { Provider } from "urql";
import { makeClient } from "../lib/graphql";
import { makeRouter } from "../router";
import { viewer } from "./data";

interface Body {
  data?: unknown;
  errors?: { message: string; extensions: { code: string; reason?: string } }[];
  /** The HTTP status, where the API gives another one than 200. */
  status?: number;
}
type Answer = Body | "offline" | "never" | ((variables: Record<string, never>) => Body);
export type Answers = Record<string, Answer>;

/** A top-level error as the API words it. */
export function refusal(code: string): Body {
  return { data: null, errors: [{ message: code, extensions: { code } }] };
}

export interface Call {
  operation: string;
  variables: Record<string, unknown>;
  headers: Headers;
}

export function openPage(path: string, answers: Answers) {
  const calls: Call[] = [];
  const table: Answers = {
    Viewer: { data: { viewer, serviceInfo: { name: "Latchkey", explorer: true } } },
    // Most people have no organization that could own something instead of them.
    Owners: { data: { viewer: { organizations: [] } } },
    ...answers,
  };
  const fetcher: typeof fetch = async (_url, init) => {
    const { operationName, variables } = JSON.parse(String(init?.body)) as {
      operationName: string;
      variables: Record<string, never>;
    };
    calls.push({ operation: operationName, variables, headers: new Headers(init?.headers) });
    const answer = table[operationName];
    if (answer === undefined) throw new Error(`The test has no answer for ${operationName}`);
    if (answer === "offline") throw new TypeError("Failed to fetch");
    if (answer === "never") return new Promise<Response>(() => {});
    const body = typeof answer === "function" ? answer(variables) : answer;
    const { status = 200, ...said } = body;
    return new Response(JSON.stringify(said), {
      status,
      headers: { "content-type": "application/json" },
    });
  };
  const router = makeRouter(createMemoryHistory({ initialEntries: [path] }));
  const view = render(
    <Provider value={makeClient(fetcher)}>
      <RouterProvider router={router} />
    </Provider>,
  );
  return { ...view, router, calls, answers: table };
}
