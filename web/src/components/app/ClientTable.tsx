import { Link } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { ClientRowFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { authMethodName, byPlatform, platformName } from "../../lib/words";
import { Badge } from "../ui/Badge";
import { CopyText } from "../ui/CopyButton";
import { RelativeTime } from "../ui/RelativeTime";
import { EmptyState } from "../ui/States";
import { Table } from "../ui/Table";

graphql(`
  fragment ClientRow on Client {
    id
    clientId
    platform
    tokenEndpointAuthMethod
    disabledAt
    lastUsedAt
  }
`);

export function ClientTable({
  appId,
  clients,
}: {
  appId: string;
  clients: readonly ClientRowFragment[];
}) {
  if (clients.length === 0) {
    return <EmptyState title={t("clients.empty")}>{t("clients.emptyText")}</EmptyState>;
  }
  return (
    <Table
      caption={t("clients.title")}
      rows={byPlatform(clients)}
      rowKey={(client) => client.id}
      columns={[
        {
          title: t("clients.platform"),
          lead: true,
          cell: (client) => (
            <span className="cluster">
              <Link
                className="row-link"
                to="/apps/$appId/clients/$clientId"
                params={{ appId, clientId: client.clientId }}
              >
                {platformName(client.platform)}
              </Link>
              {client.disabledAt && <Badge tone="danger">{t("clients.disabled")}</Badge>}
            </span>
          ),
        },
        {
          title: t("client.id"),
          cell: (client) => <CopyText text={client.clientId} what={t("client.id")} />,
        },
        {
          title: t("clients.authMethod"),
          cell: (client) => authMethodName(client.tokenEndpointAuthMethod),
        },
        {
          title: t("clients.lastUsed"),
          cell: (client) => (
            <RelativeTime at={client.lastUsedAt} none={t("clients.lastUsedNever")} />
          ),
        },
      ]}
    />
  );
}
