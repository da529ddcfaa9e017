import { useParams } from "@tanstack/react-router";
import { useEventFilter } from "../components/event/EventFilters";
import { EventTable } from "../components/event/EventTable";
import { Found } from "../components/ui/Found";
import { Section } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const AppAuditQuery = graphql(`
  query AppAudit($id: ID!, $after: String, $filter: AuditEventFilter) {
    app(id: $id) {
      id
      auditEvents(first: 25, after: $after, filter: $filter) {
        nodes {
          ...EventRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export function AppAudit() {
  const { appId } = useParams({ from: "/apps/$appId/audit" });
  const { filter, key, controls } = useEventFilter("app");
  const { after, pager } = usePager(key);
  const answer = useOperation(AppAuditQuery, { id: appId, after, filter });
  return (
    <Section title={t("app.tab.audit")} note={t("appAudit.note")}>
      {controls}
      <Found filtered={filter !== null} shown={answer.data?.app?.auditEvents?.nodes.length} />
      <Loaded answer={answer} pick={({ app }) => app?.auditEvents} rows={6}>
        {(events) => (
          <>
            <EventTable
              events={events.nodes}
              caption={t("app.tab.audit")}
              empty={filter ? t("events.noMatch") : t("activity.empty")}
              emptyText={filter ? t("events.noMatchText") : t("appAudit.emptyText")}
              detailed
            />
            {pager(events.pageInfo)}
          </>
        )}
      </Loaded>
    </Section>
  );
}
