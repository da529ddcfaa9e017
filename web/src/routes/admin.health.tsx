import { Badge } from "../components/ui/Badge";
import { Facts, Page, Section } from "../components/ui/Page";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import { useOperation } from "../lib/graphql";
import { number, t, tn } from "../lib/i18n";

const AdminHealthQuery = graphql(`
  query AdminHealth {
    serviceInfo {
      version
      issuer
      development
    }
    admin {
      health {
        status
        database
        databaseLatencyMs
        signingKeysOk
        users
        apps
        liveGrants
        liveSessions
        unsealedAuditEvents
        oldestSigningKeyAgeDays
        nodes {
          name
          version
          startedAt
          lastSeenAt
          alive
          answering
        }
        queues {
          name
          length
          capacity
        }
      }
      settings {
        name
        value
      }
    }
  }
`);

const databases = { SQLITE: "SQLite", POSTGRESQL: "PostgreSQL" } as const;

/** How the service is, and with which settings it runs. */
export function AdminHealth() {
  const answer = useOperation(AdminHealthQuery, {}, "network-only");
  const info = answer.data?.serviceInfo;
  return (
    <Page title={t("admin.health.title")} purpose={t("admin.health.purpose")}>
      <Loaded answer={answer} pick={({ admin }) => admin} absent="forbidden" rows={6}>
        {({ health, settings }) => (
          <>
            <div className="cards-row">
              {(
                [
                  ["admin.users.title", health.users],
                  ["admin.apps.title", health.apps],
                  ["admin.health.grants", health.liveGrants],
                  ["admin.health.sessions", health.liveSessions],
                ] as const
              ).map(([label, count]) => (
                <div key={label} className="figure-card">
                  <strong>{number(count)}</strong>
                  <span>{t(label)}</span>
                </div>
              ))}
            </div>
            <Section title={t("admin.health.state")}>
              <Facts
                of={[
                  [
                    t("admin.health.overall"),
                    <Badge key="status" tone={health.status === "OK" ? "success" : "danger"}>
                      {t(`health.${health.status}`)}
                    </Badge>,
                  ],
                  [
                    t("admin.health.database"),
                    t("admin.health.latency", {
                      name: databases[health.database],
                      milliseconds: health.databaseLatencyMs,
                    }),
                  ],
                  [
                    t("admin.keys.title"),
                    <Badge key="keys" tone={health.signingKeysOk ? "success" : "danger"}>
                      {health.signingKeysOk ? t("health.OK") : t("health.DEGRADED")}
                    </Badge>,
                  ],
                  [t("admin.health.unsealed"), number(health.unsealedAuditEvents)],
                  [
                    t("admin.health.keyAge"),
                    health.oldestSigningKeyAgeDays !== null &&
                      health.oldestSigningKeyAgeDays !== undefined &&
                      tn("admin.health.days", health.oldestSigningKeyAgeDays),
                  ],
                  [t("admin.health.version"), info?.version],
                  [t("admin.health.address"), info && <code key="issuer">{info.issuer}</code>],
                  [
                    t("admin.health.mode"),
                    info &&
                      t(info.development ? "admin.health.development" : "admin.health.production"),
                  ],
                ]}
              />
            </Section>
            <Section title={t("admin.health.nodes")}>
              <Table
                caption={t("admin.health.nodes")}
                rows={health.nodes}
                rowKey={(node) => node.name}
                columns={[
                  {
                    title: t("admin.health.node"),
                    lead: true,
                    cell: (node) => (
                      <span className="cluster">
                        <code>{node.name}</code>
                        <Badge tone={node.alive ? "success" : "danger"}>
                          {node.alive ? t("admin.health.alive") : t("admin.health.silent")}
                        </Badge>
                      </span>
                    ),
                  },
                  { title: t("admin.health.version"), cell: (node) => node.version },
                  {
                    title: t("admin.health.started"),
                    cell: (node) => <RelativeTime at={node.startedAt} />,
                  },
                  {
                    title: t("admin.health.seen"),
                    cell: (node) => <RelativeTime at={node.lastSeenAt} />,
                  },
                ]}
              />
              <Facts
                of={health.queues.map(
                  ({ name, length, capacity }) =>
                    [
                      t("admin.health.queue", { name }),
                      t("admin.health.filled", { length, capacity }),
                    ] as const,
                )}
              />
            </Section>
            <Section title={t("admin.health.settings")} note={t("admin.health.settingsNote")}>
              <Table
                caption={t("admin.health.settings")}
                rows={settings}
                rowKey={(setting) => setting.name}
                columns={[
                  {
                    title: t("admin.health.setting"),
                    lead: true,
                    cell: (setting) => <code>{setting.name}</code>,
                  },
                  {
                    title: t("admin.health.value"),
                    cell: (setting) => <code>{setting.value}</code>,
                  },
                ]}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
