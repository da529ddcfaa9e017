import { useEffect, useState } from "react";
import { Button } from "../components/ui/Button";
import { Confirm } from "../components/ui/Confirm";
import { CopyText } from "../components/ui/CopyButton";
import { SelectField } from "../components/ui/Field";
import { notify } from "../components/ui/Notices";
import { Page, Section } from "../components/ui/Page";
import { Problems } from "../components/ui/Problems";
import { RelativeTime } from "../components/ui/RelativeTime";
import { Loaded } from "../components/ui/States";
import { graphql } from "../gql";
import type { YourDataQuery as Result } from "../gql/graphql";
import { useAction, useOperation } from "../lib/graphql";
import { t } from "../lib/i18n";

const YourDataQuery = graphql(`
  query YourData {
    viewer {
      user {
        id
        email
      }
      dataExport {
        id
        status
        requestedAt
        expiresAt
        downloadUrl
      }
      organizations {
        id
        name
      }
      apps(first: 1) {
        totalCount
      }
    }
  }
`);

const ExportMyData = graphql(`
  mutation ExportMyData($input: ExportMyDataInput!) {
    exportMyData(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const DeleteMyAccount = graphql(`
  mutation DeleteMyAccount($input: DeleteMyAccountInput!) {
    deleteMyAccount(input: $input) {
      deletionDueAt
      cancelUrl
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Viewer = NonNullable<Result["viewer"]>;

/** How often a copy that is being made is looked for, in milliseconds. */
const LOOK_EVERY = 3000;

function Export({ viewer, onChanged }: { viewer: Viewer; onChanged: () => void }) {
  const action = useAction(ExportMyData);
  const copy = viewer.dataExport;
  const waiting = copy?.status === "WAITING";
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(onChanged, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [waiting, onChanged]);
  return (
    <div className="stack">
      <p>{t("data.exportText")}</p>
      <Problems of={action.problems} />
      {waiting && (
        <div className="cluster" role="status">
          <span>{t("data.waiting")}</span>
          <Button onClick={onChanged}>{t("data.look")}</Button>
        </div>
      )}
      {copy?.downloadUrl && (
        <p className="cluster">
          <a className="button button-primary" href={copy.downloadUrl}>
            {t("data.download")}
          </a>
          <span>
            {t("data.until")} <RelativeTime at={copy.expiresAt} />
          </span>
        </p>
      )}
      {!waiting && (
        <div className="actions">
          <Button
            look={copy ? undefined : "primary"}
            busy={action.busy}
            onClick={async () => {
              const { ok } = await action.run({ confirm: true });
              if (!ok) return;
              notify(t("data.asked"));
              onChanged();
            }}
          >
            {t(copy ? "data.exportAgain" : "data.export")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface Scheduled {
  at: string;
  url: string;
}

function DeleteDialog({
  viewer,
  onDone,
  onClose,
}: {
  viewer: Viewer;
  onDone: (scheduled: Scheduled) => void;
  onClose: () => void;
}) {
  const [heir, setHeir] = useState("");
  const action = useAction(DeleteMyAccount);
  const organizations = viewer.organizations ?? [];
  const ownsApps = (viewer.apps?.totalCount ?? 0) > 0;
  return (
    <Confirm
      title={t("data.deleteTitle")}
      confirmLabel={t("data.delete")}
      typedName={viewer.user?.email}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok, payload } = await action.run({
          confirm: true,
          transferAppsTo: heir === "" ? null : heir,
        });
        if (ok && payload.deletionDueAt && payload.cancelUrl)
          onDone({ at: payload.deletionDueAt, url: payload.cancelUrl });
      }}
    >
      <p>{t("data.deleteWhat")}</p>
      {ownsApps && organizations.length > 0 && (
        <SelectField
          label={t("data.heir")}
          help={t("data.heirHelp")}
          value={heir}
          onChange={setHeir}
          options={[
            { value: "", label: t("data.heirNone") },
            ...organizations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </Confirm>
  );
}

/** What is left to say: the account is off, and this link keeps it. */
function Gone({ scheduled }: { scheduled: Scheduled }) {
  return (
    <Page title={t("data.goneTitle")} purpose={t("data.gonePurpose")}>
      <div className="stack">
        <p>
          {t("data.goneWhen")} <RelativeTime at={scheduled.at} />
        </p>
        <p>{t("data.goneKeep")}</p>
        <CopyText text={scheduled.url} what={t("data.goneLink")} />
      </div>
    </Page>
  );
}

export function Data() {
  const answer = useOperation(YourDataQuery, {});
  const [deleting, setDeleting] = useState(false);
  const [scheduled, setScheduled] = useState<Scheduled | null>(null);
  if (scheduled) return <Gone scheduled={scheduled} />;
  return (
    <Page title={t("data.title")} purpose={t("data.purpose")}>
      <Loaded answer={answer} pick={({ viewer }) => viewer} rows={4}>
        {(viewer) => (
          <>
            <Section title={t("data.exportTitle")}>
              <Export viewer={viewer} onChanged={answer.refresh} />
            </Section>
            <Section title={t("data.deleteSection")} note={t("data.deleteText")} danger>
              <div className="actions">
                <Button look="danger" onClick={() => setDeleting(true)}>
                  {t("data.delete")}
                </Button>
              </div>
            </Section>
            {deleting && (
              <DeleteDialog
                viewer={viewer}
                onClose={() => setDeleting(false)}
                onDone={(done) => {
                  setDeleting(false);
                  setScheduled(done);
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
