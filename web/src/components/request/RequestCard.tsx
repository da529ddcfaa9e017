import { Link } from "@tanstack/react-router";
import { Wrench } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type { RequestEntryFragment } from "../../gql/graphql";
import { fromServer, t, tn } from "../../lib/i18n";
import { platformName } from "../../lib/words";
import { Badge } from "../ui/Badge";
import { CopyText } from "../ui/CopyButton";
import { Facts } from "../ui/Page";
import { RelativeTime } from "../ui/RelativeTime";

graphql(`
  fragment RequestEntry on RequestLogEntry {
    id
    at
    endpoint
    clientId
    client {
      id
      platform
    }
    code
    message
    explanation
    fix
    parameter
    received
    expected
    difference
    parameters {
      name
      value
      length
    }
    errorId
    moreLikeThis
  }
`);

function Parameters({ of: parameters }: { of: RequestEntryFragment["parameters"] }) {
  if (parameters.length === 0) return null;
  return (
    <details className="more">
      <summary>{t("requests.sent")}</summary>
      <Facts
        of={parameters.map(
          ({ name, value, length }) =>
            [
              name,
              value === null || value === undefined ? (
                <span key={name} className="muted">
                  {tn("requests.hidden", length)}
                </span>
              ) : (
                <code key={name}>{value}</code>
              ),
            ] as const,
        )}
      />
    </details>
  );
}

interface CardProps {
  entry: RequestEntryFragment;
  appId: string;
  /** Whether it is open from the start; otherwise a list stays one to look through. */
  open?: boolean;
}

/** One refused request: what came, which rule refused it, the nearest right value, and how to fix it. */
export function RequestCard({ entry, appId, open = true }: CardProps) {
  // As it was when it appeared: a newer one above must not close what is being read.
  const [began] = useState(open);
  return (
    <li className="section request">
      <details className="fold" open={began}>
        <summary className="head-words">
          <h2>{fromServer(entry.explanation)}</h2>
          <p className="cluster muted">
            <Badge tone="danger">{entry.code}</Badge>
            <span>{t(`requests.endpoint.${entry.endpoint}`)}</span>
            <RelativeTime at={entry.at} />
            {entry.moreLikeThis > 0 && <Badge>{tn("requests.more", entry.moreLikeThis)}</Badge>}
          </p>
        </summary>
        <div className="stack">
          <p className="fix">
            <Wrench size={16} aria-hidden />
            <span>{fromServer(entry.fix)}</span>
          </p>
          <Facts
            of={[
              [t("requests.message"), entry.message],
              [t("requests.parameter"), entry.parameter && <code key="p">{entry.parameter}</code>],
              [t("requests.received"), entry.received && <code key="r">{entry.received}</code>],
              [t("requests.expected"), entry.expected && <code key="e">{entry.expected}</code>],
              [t("requests.difference"), entry.difference && fromServer(entry.difference)],
              [
                t("requests.client"),
                entry.client ? (
                  <Link
                    key="client"
                    to="/apps/$appId/clients/$clientId"
                    params={{ appId, clientId: entry.clientId }}
                  >
                    {platformName(entry.client.platform)} ({entry.clientId})
                  </Link>
                ) : (
                  <code key="client">{entry.clientId}</code>
                ),
              ],
              [
                t("requests.errorId"),
                entry.errorId && (
                  <CopyText key="id" text={entry.errorId} what={t("requests.errorId")} />
                ),
              ],
            ]}
          />
          <Parameters of={entry.parameters} />
        </div>
      </details>
    </li>
  );
}
