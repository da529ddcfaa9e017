import { Link } from "@tanstack/react-router";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { EventTable } from "../components/event/EventTable";
import { Page, Section } from "../components/ui/Page";
import { RelativeTime, useNow } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { OverviewQuery as Result } from "../gql/graphql";
import { useOperation } from "../lib/graphql";
import { number, t, tn } from "../lib/i18n";
import { unused } from "../lib/words";

const OverviewQuery = graphql(`
  query Overview {
    viewer {
      user {
        id
        emailVerifiedAt
        hasPassword
        passwordChangedAt
        createdAt
      }
      grants(first: 50) {
        totalCount
        nodes {
          id
          createdAt
          lastUsedAt
        }
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
  const { user, grants, sessions, apps, activity } = viewer ?? {};
  return user && grants && sessions && apps && activity
    ? { user, grants, sessions, apps, activity }
    : null;
}
type Complete = NonNullable<ReturnType<typeof complete>>;

function Check({ fine, children }: { fine: boolean; children: ReactNode }) {
  return (
    <li data-sensitive={fine ? undefined : ""}>
      {fine ? <CircleCheck size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
      <span>{children}</span>
    </li>
  );
}

/** What protects the account, and what could be tidied up. */
function SecurityAtAGlance({ user, grants, sessions }: Complete) {
  const now = useNow();
  const idle = grants.nodes.filter((grant) => unused(grant, now)).length;
  return (
    <Section title={t("overview.security")}>
      <ul className="bullets">
        <Check fine={Boolean(user.emailVerifiedAt)}>
          {user.emailVerifiedAt ? t("overview.emailConfirmed") : t("overview.emailUnconfirmed")}
        </Check>
        <Check fine>
          {user.hasPassword ? (
            <>
              {t("overview.password")}{" "}
              <RelativeTime at={user.passwordChangedAt ?? user.createdAt} />
            </>
          ) : (
            t("overview.noPassword")
          )}
        </Check>
        <Check fine={sessions.length <= 5}>
          <Link to="/sessions">{tn("overview.signedIn", sessions.length)}</Link>
        </Check>
        <Check fine={idle === 0}>
          <Link to="/connected-apps">
            {idle === 0 ? t("overview.noneUnused") : tn("overview.unused", idle)}
          </Link>
        </Check>
      </ul>
    </Section>
  );
}

export function Overview() {
  const answer = useOperation(OverviewQuery, {});
  return (
    <Page title={t("overview.title")} purpose={t("overview.purpose")}>
      <Loaded answer={answer} pick={({ viewer }) => complete(viewer)}>
        {(all) => (
          <>
            <div className="cards-row">
              <Link className="card-link" to="/connected-apps">
                <strong>{number(all.grants.totalCount)}</strong>
                <span>{tn("overview.connectedApps", all.grants.totalCount)}</span>
              </Link>
              <Link className="card-link" to="/sessions">
                <strong>{number(all.sessions.length)}</strong>
                <span>{tn("overview.sessions", all.sessions.length)}</span>
              </Link>
              <Link className="card-link" to="/apps">
                <strong>{number(all.apps.totalCount)}</strong>
                <span>{tn("overview.apps", all.apps.totalCount)}</span>
              </Link>
            </div>
            <SecurityAtAGlance {...all} />
            <Section
              title={t("overview.recent")}
              action={<Link to="/activity">{t("overview.allActivity")}</Link>}
            >
              <EventTable
                events={all.activity.nodes}
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
