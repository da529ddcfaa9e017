import { Badge } from "../components/ui/Badge";
import { CopyText } from "../components/ui/CopyButton";
import { Page, Section } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { ApiPartFragment } from "../gql/graphql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { scopeDetail, scopeTitle } from "../lib/scopes";
import { grantableToName } from "../lib/words";

const AdminApisQuery = graphql(`
  query AdminApis($after: String) {
    admin {
      apis(first: 25, after: $after) {
        nodes {
          ...ApiPart
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }

  fragment ApiPart on Api {
    id
    name
    identifier
    scopes {
      name
      title
      description
      sensitive
      grantableTo
    }
  }
`);

function ApiPart({ api }: { api: ApiPartFragment }) {
  return (
    <Section title={api.name} note={<CopyText text={api.identifier} what={api.identifier} />}>
      {api.scopes.length === 0 ? (
        <p className="muted">{t("admin.apis.noScopes")}</p>
      ) : (
        <Table
          caption={api.name}
          rows={api.scopes}
          rowKey={(scope) => scope.name}
          columns={[
            {
              title: t("admin.apis.scope"),
              lead: true,
              cell: (scope) => (
                <span className="cluster">
                  <code>{scope.name}</code>
                  {scope.sensitive && <Badge tone="warning">{t("scopes.sensitive")}</Badge>}
                </span>
              ),
            },
            {
              title: t("admin.apis.words"),
              cell: (scope) => (
                <span>
                  {scopeTitle(scope)}
                  {scopeDetail(scope) && <span className="muted"> · {scopeDetail(scope)}</span>}
                </span>
              ),
            },
            {
              title: t("admin.apis.grantableTo"),
              cell: (scope) => grantableToName(scope.grantableTo),
            },
          ]}
        />
      )}
    </Section>
  );
}

export function AdminApis() {
  const { after, pager } = usePager();
  const answer = useOperation(AdminApisQuery, { after });
  return (
    <Page title={t("admin.apis.title")} purpose={t("admin.apis.purpose")}>
      <Loaded answer={answer} pick={({ admin }) => admin?.apis} absent="forbidden" rows={6}>
        {(apis) =>
          apis.nodes.length === 0 ? (
            <EmptyState title={t("admin.apis.empty")}>{t("admin.apis.emptyText")}</EmptyState>
          ) : (
            <>
              {apis.nodes.map((api) => (
                <ApiPart key={api.id} api={api} />
              ))}
              {pager(apis.pageInfo)}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
