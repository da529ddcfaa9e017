import { Link, Outlet, useParams } from "@tanstack/react-router";
import { ChevronLeft, TriangleAlert } from "lucide-react";
import { Avatar } from "../components/ui/Avatar";
import { Badge } from "../components/ui/Badge";
import { WindowTitle } from "../components/ui/Page";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const AppFrameQuery = graphql(`
  query AppFrame($id: ID!) {
    app(id: $id) {
      id
      name
      logoUri
      verifiedAt
      suspendedAt
      suspendedByAdministrator
    }
  }
`);

const tabs = [
  { to: "/apps/$appId", label: "app.tab.overview", exact: true },
  { to: "/apps/$appId/clients", label: "app.tab.clients", exact: false },
  { to: "/apps/$appId/scopes", label: "app.tab.scopes", exact: false },
  { to: "/apps/$appId/users", label: "app.tab.users", exact: false },
  { to: "/apps/$appId/requests", label: "app.tab.requests", exact: false },
  { to: "/apps/$appId/audit", label: "app.tab.audit", exact: false },
  { to: "/apps/$appId/settings", label: "app.tab.settings", exact: false },
] as const;

/** The head of every page of one app: its name and the way between its pages. */
export function AppFrame() {
  const { appId } = useParams({ from: "/apps/$appId" });
  const answer = useOperation(AppFrameQuery, { id: appId });
  const absent = !answer.data?.app && (answer.data !== undefined || answer.failure !== undefined);

  return (
    <div className="page">
      <Link className="crumb" to="/apps">
        <ChevronLeft size={16} aria-hidden />
        {t("app.back")}
      </Link>
      <Loaded answer={answer} pick={(data) => data.app} rows={2}>
        {(app) => (
          <>
            <WindowTitle of={app.name} />
            <header className="identity">
              <Avatar name={app.name} src={app.logoUri} />
              <h1 className="cluster">
                {app.name}
                {app.verifiedAt && <Badge tone="success">{t("apps.verified")}</Badge>}
                {app.suspendedAt && <Badge tone="danger">{t("apps.suspended")}</Badge>}
              </h1>
            </header>
            {app.suspendedAt && (
              <p className="note">
                <TriangleAlert size={20} aria-hidden />
                {app.suspendedByAdministrator
                  ? t("app.suspendedByAdministrator")
                  : t("app.suspendedNote")}
              </p>
            )}
            <nav className="tabs" aria-label={t("app.tabs")}>
              {tabs.map((tab) => (
                <Link
                  key={tab.to}
                  to={tab.to}
                  params={{ appId }}
                  activeOptions={{ exact: tab.exact }}
                >
                  {t(tab.label)}
                </Link>
              ))}
            </nav>
          </>
        )}
      </Loaded>
      {!absent && <Outlet />}
    </div>
  );
}
