import { Link, Outlet, useParams } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { CopyText } from "../components/ui/CopyButton";
import { WindowTitle } from "../components/ui/Page";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const ApiFrameQuery = graphql(`
  query ApiFrame($id: ID!) {
    api(id: $id) {
      id
      name
      identifier
      role
    }
  }
`);

const tabs = [
  { to: "/apis/$apiId", label: "api.tab.scopes", exact: true },
  { to: "/apis/$apiId/verify", label: "api.tab.verify", exact: false },
  { to: "/apis/$apiId/settings", label: "api.tab.settings", exact: false },
] as const;

/** The head of every page of one API. */
export function ApiFrame() {
  const { apiId } = useParams({ from: "/apis/$apiId" });
  const answer = useOperation(ApiFrameQuery, { id: apiId });
  const absent = !answer.data?.api && (answer.data !== undefined || answer.failure !== undefined);
  return (
    <div className="page">
      <Link className="crumb" to="/apis">
        <ChevronLeft size={16} aria-hidden />
        {t("apis.title")}
      </Link>
      <Loaded answer={answer} pick={(data) => data.api} rows={2}>
        {(api) => (
          <>
            <WindowTitle of={api.name} />
            <header className="head-words">
              <h1>{api.name}</h1>
              <CopyText text={api.identifier} what={t("apis.identifier")} />
            </header>
            <nav className="tabs" aria-label={t("api.tabs")}>
              {tabs.map((tab) => (
                <Link
                  key={tab.to}
                  to={tab.to}
                  params={{ apiId }}
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
