/* Every scope an app may enable, however many pages the list has. */
import { useEffect, useState } from "react";
import { graphql } from "../gql";
import type { ScopeChoiceFragment } from "../gql/graphql";
import { type Answer, useOperation } from "./graphql";

const ScopesQuery = graphql(`
  query Scopes($after: String) {
    scopes(first: 100, after: $after) {
      nodes {
        ...ScopeChoice
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export function useScopes(): Answer<{ scopes: ScopeChoiceFragment[] | null }> {
  const [after, setAfter] = useState<string | null>(null);
  const [earlier, setEarlier] = useState<readonly ScopeChoiceFragment[]>([]);
  const { data, failure, refresh } = useOperation(ScopesQuery, { after });
  const page = data?.scopes;

  useEffect(() => {
    if (!page?.pageInfo.hasNextPage || !page.pageInfo.endCursor) return;
    setEarlier((all) => [...all, ...page.nodes]);
    setAfter(page.pageInfo.endCursor);
  }, [page]);

  if (!data) return { data: undefined, failure, refresh };
  if (!page) return { data: { scopes: null }, failure, refresh };
  if (page.pageInfo.hasNextPage) return { data: undefined, failure: undefined, refresh };
  const byName = new Map([...earlier, ...page.nodes].map((scope) => [scope.name, scope]));
  return { data: { scopes: [...byName.values()] }, failure, refresh };
}
