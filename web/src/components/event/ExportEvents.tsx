import { Download } from "lucide-react";
import { useState } from "react";
import { type Client, useClient } from "urql";
import { graphql } from "../../gql";
import type { AdminAuditEventFilter, EventRowFragment } from "../../gql/graphql";
import { csv, download } from "../../lib/download";
import { type Failure, read } from "../../lib/graphql";
import { t, tn } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { notify } from "../ui/Notices";
import { eventTitle } from "./EventTable";

const ExportQuery = graphql(`
  query ExportEvents($after: String, $filter: AdminAuditEventFilter) {
    admin {
      auditEvents(first: 100, after: $after, filter: $filter) {
        nodes {
          ...EventRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** A file is for reading; more than this is for the API. */
const MOST = 10_000;

function load(client: Client, after: string | null, filter: AdminAuditEventFilter | null) {
  return read(client, ExportQuery, { after, filter });
}

function row(event: EventRowFragment): string[] {
  const { actor } = event;
  return [
    event.at,
    event.kind,
    event.outcome.toLowerCase(),
    eventTitle(event),
    actor.displayName ?? actor.clientId ?? actor.kind.toLowerCase(),
    event.app?.name ?? "",
    event.target ?? "",
    event.ipAddress ?? "",
    event.device ?? "",
    JSON.stringify(event.details),
  ];
}

const head = "time,kind,outcome,what,actor,app,target,address,device,details".split(",");

/** The events that the filter leaves, as a CSV file. */
export function ExportEvents({ filter }: { filter: AdminAuditEventFilter | null }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function run() {
    setBusy(true);
    setFailure(null);
    const rows: string[][] = [];
    let after: string | null = null;
    do {
      const found: Awaited<ReturnType<typeof load>> = await load(client, after, filter);
      const page = found.data?.admin?.auditEvents;
      if (!page) {
        setFailure(found.failure ?? { kind: "forbidden", message: t("failure.forbidden") });
        setBusy(false);
        return;
      }
      rows.push(...page.nodes.map(row));
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (after && rows.length < MOST);
    download("audit-events.csv", "text/csv", csv([head, ...rows]));
    notify(tn("events.exported", rows.length));
    setBusy(false);
  }

  return (
    <div className="stack-small">
      <Button icon={<Download size={16} aria-hidden />} busy={busy} onClick={() => void run()}>
        {t("events.export")}
      </Button>
      {failure && (
        <p className="field-error" role="alert">
          {failure.message}
        </p>
      )}
    </div>
  );
}
