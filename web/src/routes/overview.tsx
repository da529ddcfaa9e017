import { Link } from "@tanstack/react-router";
import { CircleCheck, Info, TriangleAlert } from "lucide-react";
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
      securityOverview {
        secondFactorSince
        secondFactorRequired
        passkeysAvailable
        passkeys {
          id
        }
        recoveryCodesLeft
      }
      grants(first: 100) {
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
  const { user, securityOverview: security, grants, sessions, apps, activity } = viewer ?? {};
  return user && security && grants && sessions && apps && activity
    ? { user, security, grants, sessions, apps, activity }
    : null;
}
type Complete = NonNullable<ReturnType<typeof complete>>;

/** Fine, not fine, or only worth knowing. */
function Check({ fine, children }: { fine: boolean | "hint"; children: ReactNode }) {
  return (
    <li data-sensitive={fine ? undefined : ""}>
      {fine === "hint" ? (
        <Info size={16} aria-hidden />
      ) : fine ? (
        <CircleCheck size={16} aria-hidden />
      ) : (
        <TriangleAlert size={16} aria-hidden />
      )}
      <span>{children}</span>
    </li>
  );
}

/** Below this, new ones should be made before the last is needed. */
const FEW_CODES = 3;

/** Whether apps have access that nobody uses. Only as many are looked at as one answer holds: it says so. */
function AppsInUse({ grants }: Pick<Complete, "grants">) {
  const now = useNow();
  const { nodes, totalCount } = grants;
  const idle = nodes.filter((grant) => unused(grant, now)).length;
  if (totalCount === 0) return <Check fine>{t("overview.noApps")}</Check>;
  const some = totalCount > nodes.length;
  return (
    <Check fine={idle === 0 && (!some || "hint")}>
      <Link to="/connected-apps">
        {idle > 0
          ? tn("overview.unused", idle)
          : some
            ? t("overview.manyApps", { count: number(totalCount) })
            : t("overview.noneUnused")}
      </Link>
    </Check>
  );
}

/** What protects the account, and what could be tidied up. */
function SecurityAtAGlance({ user, security, grants, sessions }: Complete) {
  const { secondFactorSince, passkeys, recoveryCodesLeft } = security;
  return (
    <Section title={t("overview.security")}>
      <ul className="bullets">
        <Check fine={Boolean(user.emailVerifiedAt)}>
          {user.emailVerifiedAt ? (
            t("overview.emailConfirmed")
          ) : (
            <Link to="/profile">{t("overview.emailUnconfirmed")}</Link>
          )}
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
        <Check fine={Boolean(secondFactorSince)}>
          <Link to="/security">
            {secondFactorSince
              ? t("overview.twoStepOn")
              : security.secondFactorRequired
                ? t("overview.twoStepRequired")
                : t("overview.twoStepOff")}
          </Link>
        </Check>
        {(security.passkeysAvailable || passkeys.length > 0) && (
          <Check fine={passkeys.length > 0 || "hint"}>
            <Link to="/security">
              {passkeys.length > 0
                ? tn("overview.passkeys", passkeys.length)
                : t("overview.noPasskeys")}
            </Link>
          </Check>
        )}
        {secondFactorSince && (
          <Check fine={recoveryCodesLeft >= FEW_CODES}>
            <Link to="/security">
              {recoveryCodesLeft > 0
                ? tn("overview.codes", recoveryCodesLeft)
                : t("overview.noCodes")}
            </Link>
          </Check>
        )}
        <Check fine={sessions.length <= 5}>
          <Link to="/sessions">{tn("overview.signedIn", sessions.length)}</Link>
        </Check>
        <AppsInUse grants={grants} />
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
