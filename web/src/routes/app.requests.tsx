import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { RequestCard } from "../components/request/RequestCard";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { SelectField } from "../components/ui/Field";
import { Section } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { EmptyState, Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { RequestEndpoint } from "../gql/graphql";
import { useOperation } from "../lib/graphql";
import { t, tn } from "../lib/i18n";
import { useLive } from "../lib/live";

const AppRequestsQuery = graphql(`
  query AppRequests($id: ID!, $after: String, $filter: RequestLogFilter) {
    app(id: $id) {
      id
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

const endpoints: readonly RequestEndpoint[] = [
  "AUTHORIZE",
  "TOKEN",
  "INTROSPECT",
  "REVOKE",
  "USERINFO",
];

/** Every refused request of the app, explained; new ones are told of as they come. */
export function AppRequests() {
  const { appId } = useParams({ from: "/apps/$appId/requests" });
  const [endpoint, setEndpoint] = useState<RequestEndpoint | "">("");
  const { after, pager } = usePager(endpoint);
  const filter = endpoint ? { endpoint } : null;
  const answer = useOperation(AppRequestsQuery, { id: appId, after, filter });
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
      <div className="filters">
        <SelectField
          label={t("requests.endpoint")}
          value={endpoint}
          onChange={setEndpoint}
          options={[
            { value: "", label: t("events.everything") },
            ...endpoints.map((value) => ({ value, label: t(`requests.endpoint.${value}`) })),
          ]}
        />
      </div>
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
            <EmptyState title={t("requests.empty")}>{t("requests.emptyText")}</EmptyState>
          ) : (
            <>
              <ul className="cards">
                {log.nodes.map((entry) => (
                  <RequestCard key={entry.id} entry={entry} appId={appId} />
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
