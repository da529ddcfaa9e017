import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { RotateKeys } from "../components/admin/RotateKeys";
import { Badge, type Tone } from "../components/ui/Badge";
import { Button } from "../components/ui/Button";
import { CopyText } from "../components/ui/CopyButton";
import { Page } from "../components/ui/Page";
import { RelativeTime } from "../components/ui/RelativeTime";
import { EmptyState, Loaded } from "../components/ui/States";
import { Table } from "../components/ui/Table";
import { graphql } from "../gql";
import type { SigningKeyStatus } from "../gql/graphql";
import { useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";
import { algorithmName, keyStatusName } from "../lib/words";

const AdminSigningKeysQuery = graphql(`
  query AdminSigningKeys {
    admin {
      signingKeys {
        kid
        algorithm
        status
        activeAt
        expiresAt
      }
    }
  }
`);

const tones: Record<SigningKeyStatus, Tone> = {
  PUBLISHED: "info",
  ACTIVE: "success",
  RETIRED: "neutral",
  EXPIRED: "neutral",
  WITHDRAWN: "danger",
};

export function AdminSigningKeys() {
  const answer = useOperation(AdminSigningKeysQuery, {});
  const [rotating, setRotating] = useState(false);
  return (
    <Page
      title={t("admin.keys.title")}
      purpose={t("admin.keys.purpose")}
      action={
        answer.data?.admin && (
          <Button icon={<RefreshCw size={16} aria-hidden />} onClick={() => setRotating(true)}>
            {t("admin.keys.rotate")}
          </Button>
        )
      }
    >
      <Loaded answer={answer} pick={({ admin }) => admin?.signingKeys} absent="forbidden">
        {(signingKeys) =>
          signingKeys.length === 0 ? (
            <EmptyState title={t("admin.keys.empty")}>{t("admin.keys.emptyText")}</EmptyState>
          ) : (
            <Table
              caption={t("admin.keys.title")}
              rows={signingKeys}
              rowKey={(key) => key.kid}
              columns={[
                {
                  title: t("admin.keys.id"),
                  lead: true,
                  cell: (key) => <CopyText text={key.kid} what={t("admin.keys.id")} />,
                },
                {
                  title: t("admin.keys.algorithm"),
                  cell: (key) => <code>{algorithmName(key.algorithm)}</code>,
                },
                {
                  title: t("admin.keys.state"),
                  cell: (key) => (
                    <Badge tone={tones[key.status]}>{keyStatusName(key.status)}</Badge>
                  ),
                },
                {
                  title: t("admin.keys.activeAt"),
                  cell: (key) => <RelativeTime at={key.activeAt} />,
                },
                {
                  title: t("admin.keys.expiresAt"),
                  cell: (key) => <RelativeTime at={key.expiresAt} />,
                },
              ]}
            />
          )
        }
      </Loaded>
      {rotating && (
        <RotateKeys
          onClose={() => setRotating(false)}
          onDone={() => {
            setRotating(false);
            answer.refresh();
          }}
        />
      )}
    </Page>
  );
}
