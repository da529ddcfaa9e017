import { graphql } from "../../gql";
import type { EventRowFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { Badge } from "../ui/Badge";
import { RelativeTime } from "../ui/RelativeTime";
import { EmptyState } from "../ui/States";
import { Table } from "../ui/Table";

graphql(`
  fragment EventRow on AuditEvent {
    id
    at
    kind
    title
    outcome
    ipAddress
    actor {
      kind
      displayName
      clientId
    }
    app {
      id
      name
    }
  }
`);

function actorName({ actor }: EventRowFragment): string {
  return actor.displayName ?? actor.clientId ?? t(`actor.${actor.kind}`);
}

interface EventTableProps {
  events: readonly EventRowFragment[];
  caption: string;
  empty: string;
  emptyText: string;
}

/** Audit events, newest first, in words. */
export function EventTable({ events, caption, empty, emptyText }: EventTableProps) {
  if (events.length === 0) return <EmptyState title={empty}>{emptyText}</EmptyState>;
  return (
    <Table
      caption={caption}
      rows={events}
      rowKey={(event) => event.id}
      columns={[
        {
          title: t("activity.what"),
          lead: true,
          cell: (event) => (
            <span className="cluster" title={event.kind}>
              {event.title}
              {event.outcome !== "SUCCESS" && <Badge tone="danger">{t("activity.refused")}</Badge>}
            </span>
          ),
        },
        { title: t("activity.app"), cell: (event) => event.app?.name },
        { title: t("activity.who"), cell: (event) => actorName(event) },
        {
          title: t("activity.where"),
          cell: (event) => event.ipAddress && <code>{event.ipAddress}</code>,
        },
        { title: t("activity.when"), cell: (event) => <RelativeTime at={event.at} /> },
      ]}
    />
  );
}
