import { useAdminEventFilter } from "../components/event/EventFilters";
import { EventTable } from "../components/event/EventTable";
import { ExportEvents } from "../components/event/ExportEvents";
import { Found } from "../components/ui/Found";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const AdminAuditQuery = graphql(`
  query AdminAudit($after: String, $filter: AdminAuditEventFilter) {
    admin {
      auditEvents(first: 50, after: $after, filter: $filter) {
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

export function AdminAudit() {
  const { filter, key, controls } = useAdminEventFilter();
  const { after, pager } = usePager(key);
  const answer = useOperation(AdminAuditQuery, { after, filter });
  return (
    <Page
      title={t("admin.audit.title")}
      purpose={t("admin.audit.purpose")}
      action={<ExportEvents filter={filter} />}
    >
      {controls}
      <Found filtered={filter !== null} shown={answer.data?.admin?.auditEvents?.nodes.length} />
      <Loaded answer={answer} pick={({ admin }) => admin?.auditEvents} absent="forbidden" rows={8}>
        {(auditEvents) => (
          <>
            <EventTable
              events={auditEvents.nodes}
              caption={t("admin.audit.title")}
              empty={filter ? t("events.noMatch") : t("admin.audit.empty")}
              emptyText={filter ? t("events.noMatchText") : t("admin.audit.emptyText")}
              detailed
              administers
            />
            {pager(auditEvents.pageInfo)}
          </>
        )}
      </Loaded>
    </Page>
  );
}
