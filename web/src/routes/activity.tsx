import { EventTable } from "../components/event/EventTable";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const ActivityQuery = graphql(`
  query Activity($after: String) {
    viewer {
      activity(first: 25, after: $after) {
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
  const { after, pager } = usePager();
  const answer = useOperation(ActivityQuery, { after });
  return (
    <Page title={t("activity.title")} purpose={t("activity.purpose")}>
      <Loaded answer={answer} pick={({ viewer }) => viewer?.activity} rows={6}>
        {(activity) => (
          <>
            <EventTable
              events={activity.nodes}
              caption={t("activity.title")}
              empty={t("activity.empty")}
              emptyText={t("activity.emptyText")}
            />
            {pager(activity.pageInfo)}
          </>
        )}
      </Loaded>
    </Page>
  );
}
