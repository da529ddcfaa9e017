import { useState } from "react";
import { Badge } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { notify } from "../components/ui/Notices";
import { Page } from "../components/ui/Page";
import { RelativeTime } from "../components/ui/RelativeTime";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { SessionRowFragment } from "../gql/graphql";
import { focusContent } from "../lib/focus";
import { useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

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

function EndOne({ session, onDone, onClose }: DialogProps & { session: SessionRowFragment }) {
  const action = useAction(EndSession);
  const name = session.device;
  return (
    <Confirm
      title={t("sessions.confirmTitle", { device: name })}
      confirmLabel={t("sessions.end")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ sessionId: session.id });
        if (!ok) return;
        notify(t("sessions.ended", { device: name }));
        onDone();
      }}
    >
      <p>{t("sessions.confirmText")}</p>
    </Confirm>
  );
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

export function Sessions() {
  const answer = useOperation(SessionsQuery, {});
  const [ending, setEnding] = useState<SessionRowFragment | "others" | null>(null);
  const close = () => setEnding(null);
  const done = () => {
    close();
    answer.refresh();
    focusContent();
  };
  const total = answer.data?.viewer?.sessions?.length ?? 0;

  return (
    <Page
      title={t("sessions.title")}
      purpose={t("sessions.purpose")}
      action={
        total > 1 && <Button onClick={() => setEnding("others")}>{t("sessions.endOthers")}</Button>
      }
    >
      <Loaded answer={answer} pick={({ viewer }) => viewer?.sessions}>
        {(sessions) =>
          sessions.length === 0 ? (
            <EmptyState title={t("sessions.empty")}>{t("sessions.emptyText")}</EmptyState>
          ) : (
            <Table
              caption={t("sessions.title")}
              rows={sessions}
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
          )
        }
      </Loaded>
      {ending === "others" && <EndOthers onDone={done} onClose={close} />}
      {ending && ending !== "others" && <EndOne session={ending} onDone={done} onClose={close} />}
    </Page>
  );
}
