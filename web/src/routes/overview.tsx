import { Link } from "@tanstack/react-router";
import { EventTable } from "../components/event/EventTable";
import { Page, Section } from "../components/ui/Page";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { OverviewQuery as Result } from "../gql/graphql";
import { useOperation } from "../lib/graphql";
import { number, t, tn } from "../lib/i18n";

const OverviewQuery = graphql(`
  query Overview {
    viewer {
      grants(first: 1) {
        totalCount
      }
      sessions {
        id
      }
      apps(first: 1) {
        totalCount
      }
      activity(first: 5) {
        nodes {
          ...EventRow
        }
      }
    }
  }
`);

/** The overview is shown whole or not at all. */
function complete(viewer: Result["viewer"]) {
  const { grants, sessions, apps, activity } = viewer ?? {};
  return grants && sessions && apps && activity ? { grants, sessions, apps, activity } : null;
}

export function Overview() {
  const answer = useOperation(OverviewQuery, {});
  return (
    <Page title={t("overview.title")} purpose={t("overview.purpose")}>
      <Loaded answer={answer} pick={({ viewer }) => complete(viewer)}>
        {({ grants, sessions, apps, activity }) => (
          <>
            <div className="cards-row">
              <Link className="card-link" to="/connected-apps">
                <strong>{number(grants.totalCount)}</strong>
                <span>{tn("overview.connectedApps", grants.totalCount)}</span>
              </Link>
              <Link className="card-link" to="/sessions">
                <strong>{number(sessions.length)}</strong>
                <span>{tn("overview.sessions", sessions.length)}</span>
              </Link>
              <Link className="card-link" to="/apps">
                <strong>{number(apps.totalCount)}</strong>
                <span>{tn("overview.apps", apps.totalCount)}</span>
              </Link>
            </div>
            <Section
              title={t("overview.recent")}
              action={<Link to="/activity">{t("overview.allActivity")}</Link>}
            >
              <EventTable
                events={activity.nodes}
                caption={t("overview.recent")}
                empty={t("activity.empty")}
                emptyText={t("activity.emptyText")}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
