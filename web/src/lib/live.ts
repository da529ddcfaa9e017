/* What happens while one watches: GraphQL subscriptions over a WebSocket that is opened when it is needed. */
import { useEffect, useRef, useState } from "react";
import type { TypedDocumentString } from "../gql/graphql";

export type Liveness = "connecting" | "live" | "lost";

/** Replaceable so that tests can speak for the server. */
export const line = {
  async open(url: string) {
    const { createClient } = await import("graphql-ws");
    return createClient({ url, lazy: false, retryAttempts: 10, shouldRetry: () => true });
  },
};

function address(): string {
  return window.location.origin.replace(/^http/, "ws").concat("/graphql");
}

/**
 * Calls `onEvent` with each event while the page is shown. A line that breaks is opened again, with growing
 * pauses; what happened meanwhile is for the page to read anew when it is live again.
 */
export function useLive<Result, Variables extends Record<string, unknown>>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  onEvent: (event: Result) => void,
): Liveness {
  const [liveness, setLiveness] = useState<Liveness>("connecting");
  const handler = useRef(onEvent);
  handler.current = onEvent;
  const query = document.toString();
  const given = JSON.stringify(variables);

  useEffect(() => {
    let close: (() => void) | undefined;
    let gone = false;
    void (async () => {
      const client = await line.open(address());
      if (gone) return void client.dispose();
      client.on("connected", () => setLiveness("live"));
      client.on("closed", () => setLiveness("lost"));
      const stop = client.subscribe<Result>(
        { query, variables: JSON.parse(given) as Variables },
        {
          next: ({ data }) => data && handler.current(data),
          error: () => setLiveness("lost"),
          complete: () => {},
        },
      );
      close = () => {
        stop();
        void client.dispose();
      };
    })().catch(() => setLiveness("lost"));
    return () => {
      gone = true;
      close?.();
    };
  }, [query, given]);

  return liveness;
}
