import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { RequestCard } from "../components/request/RequestCard";
import { useRequestFilter } from "../components/request/RequestFilters";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Section } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { EmptyState, Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useKept, useOperation } from "../lib/graphql";
import { t, tn } from "../lib/i18n";
import { useLive } from "../lib/live";

const AppRequestsQuery = graphql(`
  query AppRequests($id: ID!, $after: String, $filter: RequestLogFilter) {
    app(id: $id) {
      id
      clients {
        id
        clientId
        platform
      }
      requestLog(first: 20, after: $after, filter: $filter) {
        nodes {
          ...RequestEntry
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const RequestLogged = graphql(`
  subscription RequestLogged($appId: ID!) {
    requestLogged(appId: $appId) {
      id
    }
  }
`);

/** Every refused request of the app, explained; new ones are told of as they come. */
export function AppRequests() {
  const { appId } = useParams({ from: "/apps/$appId/requests" });
  const { filter, key, controls } = useRequestFilter();
  const { after, pager } = usePager(key);
  const answer = useOperation(AppRequestsQuery, { id: appId, after, filter });
  const clients = useKept(answer).data?.app?.clients ?? [];
  const [fresh, setFresh] = useState(0);
  const liveness = useLive(RequestLogged, { appId }, () => {
    // At the top of the list they simply appear; further down they would push away what is being read.
    if (after === null) answer.refresh();
    else setFresh((count) => count + 1);
  });

  return (
    <Section
      title={t("app.tab.requests")}
      note={t("requests.note")}
      action={
        <span role="status">
          <Badge tone={liveness === "live" ? "success" : "neutral"}>
            {t(`requests.${liveness}`)}
          </Badge>
        </span>
      }
    >
      {controls(clients)}
      {fresh > 0 && (
        <p role="status">
          {tn("requests.fresh", fresh)}{" "}
          <Button look="quiet" onClick={() => window.location.reload()}>
            {t("requests.show")}
          </Button>
        </p>
      )}
      <Loaded answer={answer} pick={({ app }) => app?.requestLog} rows={6}>
        {(log) =>
          log.nodes.length === 0 ? (
            filter ? (
              <EmptyState title={t("events.noMatch")}>{t("requests.noMatchText")}</EmptyState>
            ) : (
              <EmptyState title={t("requests.empty")}>{t("requests.emptyText")}</EmptyState>
            )
          ) : (
            <>
              <ul className="cards">
                {log.nodes.map((entry, at) => (
                  <RequestCard key={entry.id} entry={entry} appId={appId} open={at === 0} />
                ))}
              </ul>
              {pager(log.pageInfo)}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
