import { graphql } from "../../gql";
import type { EventRowFragment } from "../../gql/graphql";
import { absolute } from "../../lib/dates";
import { maybe, t } from "../../lib/i18n";
import { Badge } from "../ui/Badge";
import { Facts } from "../ui/Page";
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
    device
    target
    details
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

/** In the reader's language where the kind is known; else as the server puts it. */
export function eventTitle({ kind, title }: Pick<EventRowFragment, "kind" | "title">): string {
  return maybe(`event.${kind}`) ?? title;
}

function actorName({ actor }: EventRowFragment): string {
  return actor.displayName ?? actor.clientId ?? t(`actor.${actor.kind}`);
}

/** The scalar members of an event's details; what is nested is shown as JSON. */
function detailsOf({ details }: EventRowFragment): [string, string][] {
  if (typeof details !== "object" || details === null) return [];
  return Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
}

function More({ event }: { event: EventRowFragment }) {
  return (
    <details className="more">
      <summary>{t("activity.more")}</summary>
      <Facts
        of={[
          [t("activity.kind"), <code key="kind">{event.kind}</code>],
          [t("activity.target"), event.target && <code key="target">{event.target}</code>],
          [t("activity.device"), event.device],
          [t("activity.at"), absolute(event.at)],
          ...detailsOf(event).map(
            ([name, value]) => [name, <code key={name}>{value}</code>] as const,
          ),
        ]}
      />
    </details>
  );
}

interface EventTableProps {
  events: readonly EventRowFragment[];
  caption: string;
  empty: string;
  emptyText: string;
  /** Each event opens to everything that is known of it. */
  detailed?: boolean;
}

/** Audit events, newest first, in words. */
export function EventTable({ events, caption, empty, emptyText, detailed }: EventTableProps) {
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
            <div className="stack-tiny">
              <span className="cluster">
                {eventTitle(event)}
                {event.outcome !== "SUCCESS" && (
                  <Badge tone="danger">{t("activity.refused")}</Badge>
                )}
              </span>
              {detailed && <More event={event} />}
            </div>
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
