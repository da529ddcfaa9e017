/* Every scope an app may enable, however many pages the list has. */
import { useEffect, useState } from "react";
import { graphql } from "../gql";
import type { ScopeChoiceFragment } from "../gql/graphql";
import { type Answer, useOperation } from "./graphql";
import { fromServer, maybe } from "./i18n";

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

interface Described {
  name: string;
  title: string;
  description?: string | null;
}

/** What a scope is called at consent: the standard ones have words of their own there, in every language. */
export function scopeTitle({ name, title }: Omit<Described, "description">): string {
  return maybe(`scope.${name}`) ?? fromServer(title);
}

/** And what it says there in small print. */
export function scopeDetail({ name, description }: Omit<Described, "title">): string | null {
  return maybe(`scope.${name}.detail`) ?? (description ? fromServer(description) : null);
}
