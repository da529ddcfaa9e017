import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import type { ArrivingEventSubscription, ArrivingRefusalSubscription } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { useLive } from "../../lib/live";
import { eventTitle } from "../event/EventTable";
import { Badge } from "../ui/Badge";
import { Section } from "../ui/Page";
import { RelativeTime } from "../ui/RelativeTime";

const ArrivingEvent = graphql(`
  subscription ArrivingEvent($appId: ID!) {
    auditEventAdded(appId: $appId) {
      id
      at
      kind
      title
    }
  }
`);

const ArrivingRefusal = graphql(`
  subscription ArrivingRefusal($appId: ID!) {
    requestLogged(appId: $appId) {
      id
      at
      message
    }
  }
`);

type Arrived =
  | { kind: "event"; event: ArrivingEventSubscription["auditEventAdded"] }
  | { kind: "refusal"; entry: ArrivingRefusalSubscription["requestLogged"] };

const SHOWN = 8;
/** What a sign-in leaves behind; the app's own making is not news here. */
const news = /^(grant|code|family|refresh_token|token)\./;

function Line({ arrived, appId }: { arrived: Arrived; appId: string }) {
  if (arrived.kind === "event") {
    return (
      <>
        <span>{eventTitle(arrived.event)}</span>
        <RelativeTime at={arrived.event.at} />
      </>
    );
  }
  return (
    <>
      <span className="cluster">
        <Badge tone="danger">{t("activity.refused")}</Badge>
        <Link to="/apps/$appId/requests" params={{ appId }}>
          {arrived.entry.message}
        </Link>
      </span>
      <RelativeTime at={arrived.entry.at} />
    </>
  );
}

interface ArrivingProps {
  appId: string;
  /** The `client_id` whose page has snippets to begin with; absent where they are on the same page. */
  snippetsOf?: string;
}

/** The first sign-ins of an app as they come, and what went wrong on the way. */
export function Arriving({ appId, snippetsOf }: ArrivingProps) {
  const [arrived, setArrived] = useState<Arrived[]>([]);
  const add = (one: Arrived) => setArrived((all) => [one, ...all].slice(0, SHOWN));
  const liveness = useLive(ArrivingEvent, { appId }, ({ auditEventAdded: event }) => {
    if (news.test(event.kind)) add({ kind: "event", event });
  });
  useLive(ArrivingRefusal, { appId }, ({ requestLogged: entry }) => {
    add({ kind: "refusal", entry });
  });
  return (
    <Section
      title={t("arriving.title")}
      note={t("arriving.note")}
      action={
        <Badge tone={liveness === "live" ? "success" : "neutral"}>
          {t(`requests.${liveness}`)}
        </Badge>
      }
    >
      {snippetsOf && (
        <p>
          <Link to="/apps/$appId/clients/$clientId" params={{ appId, clientId: snippetsOf }}>
            {t("arriving.snippets")}
          </Link>
        </p>
      )}
      <div role="status">
        {arrived.length === 0 ? (
          <p className="muted">{t("arriving.waiting")}</p>
        ) : (
          <ul className="list-edit">
            {arrived.map((one) => (
              <li key={one.kind === "event" ? one.event.id : one.entry.id}>
                <Line arrived={one} appId={appId} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
