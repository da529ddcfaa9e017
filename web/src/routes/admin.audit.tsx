import { EventTable } from "../components/event/EventTable";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const AdminAuditQuery = graphql(`
  query AdminAudit($after: String) {
    admin {
      auditEvents(first: 50, after: $after) {
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
  const { after, pager } = usePager();
  const answer = useOperation(AdminAuditQuery, { after });
  return (
    <Page title={t("admin.audit.title")} purpose={t("admin.audit.purpose")}>
      <Loaded answer={answer} pick={({ admin }) => admin?.auditEvents} absent="forbidden" rows={8}>
        {(auditEvents) => (
          <>
            <EventTable
              events={auditEvents.nodes}
              caption={t("admin.audit.title")}
              empty={t("admin.audit.empty")}
              emptyText={t("admin.audit.emptyText")}
            />
            {pager(auditEvents.pageInfo)}
          </>
        )}
      </Loaded>
    </Page>
  );
}
