import { useState } from "react";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { notify } from "../components/ui/Notices";
import { Page } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { SessionRowFragment } from "../gql/graphql";
import { focusContent } from "../lib/focus";
import { useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { useOptimistic } from "../lib/optimistic";

const SessionsQuery = graphql(`
  query Sessions {
    viewer {
      sessions {
        ...SessionRow
      }
    }
  }

  fragment SessionRow on Session {
    id
    current
    device
    ipAddress
    sameNetwork
    authenticatedAt
    lastSeenAt
  }
`);

const EndSession = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const EndOtherSessions = graphql(`
  mutation EndOtherSessions($input: EndOtherSessionsInput!) {
    endOtherSessions(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface DialogProps {
  onDone: () => void;
  onClose: () => void;
}

function EndOthers({ onDone, onClose }: DialogProps) {
  const action = useAction(EndOtherSessions);
  return (
    <Confirm
      title={t("sessions.confirmOthersTitle")}
      confirmLabel={t("sessions.endOthers")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ confirm: true });
        if (!ok) return;
        notify(t("sessions.endedOthers"));
        onDone();
      }}
    >
      <p>{t("sessions.confirmOthersText")}</p>
    </Confirm>
  );
}

function SessionTable({
  sessions,
  refresh,
}: {
  sessions: readonly SessionRowFragment[];
  refresh: () => void;
}) {
  const { rows, attempt } = useOptimistic(sessions);
  const action = useAction(EndSession);
  const [ending, setEnding] = useState<SessionRowFragment | null>(null);

  /** It is gone from the list at once, and back with the reason where it goes on. */
  async function end({ id, device }: SessionRowFragment) {
    setEnding(null);
    focusContent();
    if (!(await attempt(id, null, () => action.run({ sessionId: id })))) return;
    notify(t("sessions.ended", { device }));
    refresh();
  }

  if (rows.length === 0) {
    return <EmptyState title={t("sessions.empty")}>{t("sessions.emptyText")}</EmptyState>;
  }
  return (
    <>
      <Problems of={action.problems} />
      <Table
        caption={t("sessions.title")}
        rows={rows}
        rowKey={(session) => session.id}
        actionsTitle={t("column.actions")}
        columns={[
          {
            title: t("sessions.device"),
            lead: true,
            cell: (session) => (
              <span className="cluster">
                <strong>{session.device}</strong>
                {session.current && <Badge tone="success">{t("sessions.current")}</Badge>}
              </span>
            ),
          },
          {
            title: t("sessions.place"),
            cell: (session) =>
              session.ipAddress && (
                <span className="cluster">
                  <code>{session.ipAddress}</code>
                  {session.sameNetwork && !session.current && (
                    <Badge>{t("sessions.sameNetwork")}</Badge>
                  )}
                </span>
              ),
          },
          {
            title: t("sessions.signedIn"),
            cell: (session) => <RelativeTime at={session.authenticatedAt} />,
          },
          {
            title: t("sessions.lastSeen"),
            cell: (session) => <RelativeTime at={session.lastSeenAt} />,
          },
        ]}
        actions={(session) =>
          !session.current && (
            <Button
              aria-label={`${t("sessions.end")}: ${session.device}`}
              onClick={() => setEnding(session)}
            >
              {t("sessions.end")}
            </Button>
          )
        }
      />
      {ending && (
        <Confirm
          title={t("sessions.confirmTitle", { device: ending.device })}
          confirmLabel={t("sessions.end")}
          busy={false}
          problems={[]}
          onClose={() => setEnding(null)}
          onConfirm={() => end(ending)}
        >
          <p>{t("sessions.confirmText")}</p>
        </Confirm>
      )}
    </>
  );
}

export function Sessions() {
  const answer = useOperation(SessionsQuery, {});
  const [endingOthers, setEndingOthers] = useState(false);
  const total = answer.data?.viewer?.sessions?.length ?? 0;

  return (
    <Page
      title={t("sessions.title")}
      purpose={t("sessions.purpose")}
      action={
        total > 1 && (
          <Button onClick={() => setEndingOthers(true)}>{t("sessions.endOthers")}</Button>
        )
      }
    >
      <Loaded answer={answer} pick={({ viewer }) => viewer?.sessions}>
        {(sessions) => <SessionTable sessions={sessions} refresh={answer.refresh} />}
      </Loaded>
      {endingOthers && (
        <EndOthers
          onClose={() => setEndingOthers(false)}
          onDone={() => {
            setEndingOthers(false);
            answer.refresh();
            focusContent();
          }}
        />
      )}
    </Page>
  );
}
