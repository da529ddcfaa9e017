import { graphql } from "../../gql";
import type { GrantCardFragment } from "../../gql/graphql";
import { clock } from "../../lib/dates";
import { useAction } from "../../lib/graphql";
import { t, tn } from "../../lib/i18n";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { useNow } from "../ui/RelativeTime";

graphql(`
  fragment GrantCard on Grant {
    id
    createdAt
    lastUsedAt
    lastUsedFrom
    accessTokensEndBy
    app {
      id
      name
      logoUri
      publisher
      homepage
      verified
    }
    scopes {
      name
      title
      description
      sensitive
      apiName
      resourceType
      resources {
        name
        permission
      }
    }
  }
`);

const RevokeGrant = graphql(`
  mutation RevokeGrant($input: RevokeGrantInput!) {
    revokeGrant(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RevokeAllMyGrants = graphql(`
  mutation RevokeAllMyGrants($input: RevokeAllMyGrantsInput!) {
    revokeAllMyGrants(input: $input) {
      revokedCount
      userErrors {
        message
        field
        code
      }
    }
  }
`);

/** What removing access stops and when: at once here, elsewhere when the last short token ends. */
export function WhatStops({ until }: { until: string }) {
  const now = useNow();
  return (
    <p>
      {t("connected.confirmNow")}{" "}
      {Date.parse(until) > now && t("connected.confirmLater", { time: clock(until, now) })}
    </p>
  );
}

interface RemoveProps {
  grant: GrantCardFragment;
  onDone: () => void;
  onClose: () => void;
}

export function RemoveAccess({ grant, onDone, onClose }: RemoveProps) {
  const action = useAction(RevokeGrant);
  const { name } = grant.app;
  return (
    <Confirm
      title={t("connected.confirmTitle", { name })}
      confirmLabel={t("connected.remove")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ grantId: grant.id });
        if (!ok) return;
        notify(t("connected.removed", { name }));
        onDone();
      }}
    >
      <WhatStops until={grant.accessTokensEndBy} />
      <p className="muted">{t("connected.confirmUndo", { name })}</p>
    </Confirm>
  );
}

interface RemoveAllProps {
  count: number;
  onDone: () => void;
  onClose: () => void;
}

export function RemoveAll({ count, onDone, onClose }: RemoveAllProps) {
  const action = useAction(RevokeAllMyGrants);
  return (
    <Confirm
      title={tn("connected.removeAllTitle", count)}
      confirmLabel={t("connected.removeAll")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ confirm: true });
        if (!ok) return;
        notify(t("connected.removedAll"));
        onDone();
      }}
    >
      <p>{t("connected.removeAllText")}</p>
    </Confirm>
  );
}
