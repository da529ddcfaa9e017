import { useEventFilter } from "../components/event/EventFilters";
import { EventTable } from "../components/event/EventTable";
import { Found } from "../components/ui/Found";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const ActivityQuery = graphql(`
  query Activity($after: String, $filter: AuditEventFilter) {
    viewer {
      activity(first: 25, after: $after, filter: $filter) {
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

export function Activity() {
  const { filter, key, controls } = useEventFilter("account");
  const { after, pager } = usePager(key);
  const answer = useOperation(ActivityQuery, { after, filter });
  return (
    <Page title={t("activity.title")} purpose={t("activity.purpose")}>
      {controls}
      <Found filtered={filter !== null} shown={answer.data?.viewer?.activity?.nodes.length} />
      <Loaded answer={answer} pick={({ viewer }) => viewer?.activity} rows={6}>
        {(activity) => (
          <>
            <EventTable
              events={activity.nodes}
              caption={t("activity.title")}
              empty={filter ? t("events.noMatch") : t("activity.empty")}
              emptyText={filter ? t("events.noMatchText") : t("activity.emptyText")}
              detailed
            />
            {pager(activity.pageInfo)}
          </>
        )}
      </Loaded>
    </Page>
  );
}
