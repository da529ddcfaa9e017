import { KeySquare } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type { PasskeysFragment } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useOptimistic } from "../../lib/optimistic";
import { canMakePasskeys } from "../../lib/passkeys";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { RelativeTime } from "../ui/RelativeTime";
import { Rename } from "../ui/Rename";
import { EmptyState } from "../ui/States";
import { Table } from "../ui/Table";
import { AddPasskey } from "./AddPasskey";
import type { Codes, StepProps } from "./RecoveryCodes";

graphql(`
  fragment Passkeys on Security {
    passkeysAvailable
    passkeys {
      id
      name
      synced
      flaggedAt
      createdAt
      lastUsedAt
    }
  }
`);

const RenamePasskey = graphql(`
  mutation RenamePasskey($input: RenamePasskeyInput!) {
    renamePasskey(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RemovePasskey = graphql(`
  mutation RemovePasskey($input: RemovePasskeyInput!) {
    removePasskey(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Passkey = PasskeysFragment["passkeys"][number];

function RemoveOne({ passkey, onDone, onClose }: StepProps & { passkey: Passkey }) {
  const action = useAction(RemovePasskey);
  return (
    <Confirm
      title={t("security.passkeyRemoveTitle", { name: passkey.name })}
      confirmLabel={t("security.passkeyRemove")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ passkeyId: passkey.id });
        if (!ok) return;
        notify(t("security.passkeyRemoved", { name: passkey.name }));
        onDone(null);
      }}
    >
      <p>{t("security.passkeyRemoveText")}</p>
    </Confirm>
  );
}

/** What signs the person in without a password. */
export function Passkeys({
  passkeys: stored,
  passkeysAvailable,
  onDone,
  onRenamed,
}: PasskeysFragment & Pick<StepProps, "onDone"> & { onRenamed: () => void }) {
  const [open, setOpen] = useState<"add" | { rename: Passkey } | { remove: Passkey } | null>(null);
  const close = () => setOpen(null);
  const done = (codes: Codes | null) => {
    close();
    onDone(codes);
  };
  const possible = passkeysAvailable && canMakePasskeys();
  const { rows: passkeys, attempt } = useOptimistic(stored);
  const renaming = useAction(RenamePasskey);

  /** The new name is there at once, and the old one back with the reason where it stays. */
  async function rename(passkey: Passkey, name: string) {
    close();
    const input = { passkeyId: passkey.id, name };
    if (!(await attempt(passkey.id, { name }, () => renaming.run(input)))) return;
    notify(t("security.passkeyRenamed", { name }));
    onRenamed();
  }

  return (
    <Section
      title={t("security.passkeys")}
      note={t("security.passkeysNote")}
      action={
        possible && <Button onClick={() => setOpen("add")}>{t("security.passkeyAdd")}</Button>
      }
    >
      <Problems of={renaming.problems} />
      {passkeys.length === 0 ? (
        <EmptyState title={t("security.passkeysEmpty")}>
          {t(possible ? "security.passkeysEmptyText" : "security.passkeysImpossible")}
        </EmptyState>
      ) : (
        <Table
          caption={t("security.passkeys")}
          rows={passkeys}
          rowKey={(passkey) => passkey.id}
          actionsTitle={t("column.actions")}
          columns={[
            {
              title: t("security.passkeyName"),
              lead: true,
              cell: (passkey) => (
                <span className="cluster">
                  <KeySquare size={16} aria-hidden />
                  <strong>{passkey.name}</strong>
                  {passkey.synced && <Badge>{t("security.passkeySynced")}</Badge>}
                  {passkey.flaggedAt && (
                    <Badge tone="warning">{t("security.passkeyFlagged")}</Badge>
                  )}
                </span>
              ),
            },
            {
              title: t("security.since"),
              cell: (passkey) => <RelativeTime at={passkey.createdAt} />,
            },
            {
              title: t("security.lastUsed"),
              cell: (passkey) =>
                passkey.lastUsedAt ? <RelativeTime at={passkey.lastUsedAt} /> : t("time.notYet"),
            },
          ]}
          actions={(passkey) => (
            <span className="cluster">
              <Button
                aria-label={`${t("security.passkeyRename")}: ${passkey.name}`}
                onClick={() => setOpen({ rename: passkey })}
              >
                {t("security.passkeyRename")}
              </Button>
              <Button
                aria-label={`${t("security.passkeyRemove")}: ${passkey.name}`}
                onClick={() => setOpen({ remove: passkey })}
              >
                {t("security.passkeyRemove")}
              </Button>
            </span>
          )}
        />
      )}
      {open === "add" && <AddPasskey onDone={done} onClose={close} />}
      {open !== null && open !== "add" && "rename" in open && (
        <Rename
          title={t("security.passkeyRename")}
          label={t("security.passkeyName")}
          name={open.rename.name}
          maxLength={64}
          missing={t("security.passkeyNameMissing")}
          onRename={(name) => rename(open.rename, name)}
          onClose={close}
        />
      )}
      {open !== null && open !== "add" && "remove" in open && (
        <RemoveOne passkey={open.remove} onDone={done} onClose={close} />
      )}
    </Section>
  );
}
