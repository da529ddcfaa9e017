import { Link2 } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type { LinkedProvidersFragment } from "../../gql/graphql";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { RelativeTime } from "../ui/RelativeTime";
import { EmptyState } from "../ui/States";
import { Table } from "../ui/Table";

graphql(`
  fragment LinkedProviders on Viewer {
    linkedIdentities {
      id
      providerId
      email
      lastUsedAt
      createdAt
      provider {
        title
      }
    }
    availableProviders {
      id
      title
      linkUrl
    }
  }
`);

const UnlinkIdentity = graphql(`
  mutation UnlinkIdentity($input: UnlinkIdentityInput!) {
    unlinkIdentity(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

type Linked = NonNullable<LinkedProvidersFragment["linkedIdentities"]>[number];

const nameOf = (linked: Linked) => linked.provider?.title ?? linked.providerId;

function Unlink({
  linked,
  onDone,
  onClose,
}: {
  linked: Linked;
  onDone: () => void;
  onClose: () => void;
}) {
  const action = useAction(UnlinkIdentity);
  const name = nameOf(linked);
  return (
    <Confirm
      title={t("linked.unlinkTitle", { name })}
      confirmLabel={t("linked.unlink")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ linkedIdentityId: linked.id });
        if (!ok) return;
        notify(t("linked.unlinked", { name }));
        onDone();
      }}
    >
      <p>{t("linked.unlinkText", { name })}</p>
    </Confirm>
  );
}

/** Accounts at other providers that sign the person in. Nothing where the service knows no provider. */
export function LinkedProviders({
  linkedIdentities,
  availableProviders,
  onDone,
}: LinkedProvidersFragment & { onDone: () => void }) {
  const [open, setOpen] = useState<Linked | null>(null);
  const linked = linkedIdentities ?? [];
  const available = availableProviders ?? [];
  if (linked.length === 0 && available.length === 0) return null;
  return (
    <Section title={t("linked.title")} note={t("linked.note")}>
      {linked.length === 0 ? (
        <EmptyState title={t("linked.empty")}>{t("linked.emptyText")}</EmptyState>
      ) : (
        <Table
          caption={t("linked.title")}
          rows={linked}
          rowKey={(one) => one.id}
          actionsTitle={t("column.actions")}
          columns={[
            {
              title: t("linked.provider"),
              lead: true,
              cell: (one) => (
                <span className="cluster">
                  <Link2 size={16} aria-hidden />
                  <strong>{nameOf(one)}</strong>
                  {one.email && <span className="muted">{one.email}</span>}
                </span>
              ),
            },
            { title: t("security.since"), cell: (one) => <RelativeTime at={one.createdAt} /> },
            {
              title: t("security.lastUsed"),
              cell: (one) =>
                one.lastUsedAt ? <RelativeTime at={one.lastUsedAt} /> : t("time.notYet"),
            },
          ]}
          actions={(one) => (
            <Button
              aria-label={`${t("linked.unlink")}: ${nameOf(one)}`}
              onClick={() => setOpen(one)}
            >
              {t("linked.unlink")}
            </Button>
          )}
        />
      )}
      {available.length > 0 && (
        <p className="cluster">
          {available.map((provider) => (
            // A page of the server: linking leads away, and comes back here.
            <a key={provider.id} className="button button-secondary" href={provider.linkUrl}>
              {t("linked.link", { name: provider.title })}
            </a>
          ))}
        </p>
      )}
      {open && (
        <Unlink
          linked={open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onDone();
          }}
        />
      )}
    </Section>
  );
}
