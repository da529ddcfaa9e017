import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Badge } from "../components/ui/Badge";
import { ButtonLink } from "../components/ui/Button";
import { CopyText } from "../components/ui/CopyButton";
import { Page } from "../components/ui/Page";
import { usePager } from "../components/ui/Pager";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { number, t, tn } from "../lib/i18n";

const ApisQuery = graphql(`
  query Apis($after: String) {
    viewer {
      apis(first: 25, after: $after) {
        nodes {
          id
          name
          identifier
          publisher
          scopes {
            name
          }
          pendingApprovals {
            requestedAt
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** The APIs that the person or one of their organizations owns. */
export function Apis() {
  const { after, pager } = usePager();
  const answer = useOperation(ApisQuery, { after }, "network-only");
  const none = answer.data?.viewer?.apis?.nodes.length === 0;
  const create = (
    <ButtonLink look="primary" to="/apis/new" icon={<Plus size={16} aria-hidden />}>
      {t("apis.new")}
    </ButtonLink>
  );
  return (
    <Page title={t("apis.title")} purpose={t("apis.purpose")} action={!none && create}>
      <Loaded answer={answer} pick={({ viewer }) => viewer?.apis}>
        {(apis) =>
          apis.nodes.length === 0 ? (
            <EmptyState title={t("apis.empty")} action={create}>
              {t("apis.emptyText")}
            </EmptyState>
          ) : (
            <>
              <Table
                caption={t("apis.title")}
                rows={apis.nodes}
                rowKey={(api) => api.id}
                columns={[
                  {
                    title: t("apis.name"),
                    lead: true,
                    cell: (api) => (
                      <span className="cluster">
                        <Link className="row-link" to="/apis/$apiId" params={{ apiId: api.id }}>
                          {api.name}
                        </Link>
                        {(api.pendingApprovals?.length ?? 0) > 0 && (
                          <Badge tone="warning">
                            {tn("apis.waiting", api.pendingApprovals?.length ?? 0)}
                          </Badge>
                        )}
                      </span>
                    ),
                  },
                  {
                    title: t("apis.identifier"),
                    cell: (api) => <CopyText text={api.identifier} what={t("apis.identifier")} />,
                  },
                  { title: t("app.owner"), cell: (api) => api.publisher ?? t("owner.me") },
                  { title: t("apis.scopes"), cell: (api) => number(api.scopes.length) },
                ]}
              />
              {pager(apis.pageInfo)}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
