import { Link, type LinkProps } from "@tanstack/react-router";
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
    targetName
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

/** Where the things are shown that ids of these beginnings stand for. */
const places: Record<string, (id: string) => LinkProps> = {
  usr: (userId) => ({ to: "/admin/users/$userId", params: { userId } }),
  app: (appId) => ({ to: "/apps/$appId", params: { appId } }),
};

/**
 * What it was done to, by its name where it has one, and where a page shows it, a way there. What is somebody's own,
 * such as a session, says nothing by its id: the details have it.
 */
function Target({ id, name }: { id: string; name?: string | null }) {
  const [beginning = ""] = id.split("_");
  const what = maybe(`events.thing.${beginning}`);
  const place = places[beginning]?.(id);
  if (!what) return null;
  const called = name ?? <code>{id}</code>;
  return (
    <span className="cluster muted">
      {what}
      {place ? <Link {...place}>{called}</Link> : called}
    </span>
  );
}

interface EventTableProps {
  events: readonly EventRowFragment[];
  caption: string;
  empty: string;
  emptyText: string;
  /** Each event opens to everything that is known of it. */
  detailed?: boolean;
  /** For whoever looks after all of it: each event says what it was done to. */
  administers?: boolean;
  /** What the page itself is about need not be said again. */
  about?: string;
}

/** Audit events, newest first, in words. */
export function EventTable({
  events,
  caption,
  empty,
  emptyText,
  detailed,
  administers,
  about,
}: EventTableProps) {
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
              {administers && event.target && event.target !== about && (
                <Target id={event.target} name={event.targetName} />
              )}
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
