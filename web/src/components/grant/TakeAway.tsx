import { graphql } from "../../gql";
import { clock } from "../../lib/dates";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { useNow } from "../ui/RelativeTime";

const RevokeGrantScopes = graphql(`
  mutation RevokeGrantScopes($input: RevokeGrantScopesInput!) {
    revokeGrantScopes(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

/** A part of what an app may do: a scope, or one resource of it. */
export interface Part {
  grantId: string;
  app: string;
  /** What it lets the app do, in words. */
  title: string;
  /** The resource's name; none: the whole scope. */
  resource?: string;
  /** Whether nothing else is left of the grant. */
  last: boolean;
  take: { scopes: string[] } | { permissions: string[] };
}

interface TakeAwayProps {
  part: Part;
  /** When the last access token that the app has ends: until then a server may not ask us. */
  until: string | undefined;
  onDone: () => void;
  onClose: () => void;
}

/** Takes a part of what an app may do away. */
export function TakeAway({ part, until, onDone, onClose }: TakeAwayProps) {
  const action = useAction(RevokeGrantScopes);
  const now = useNow();
  const what = part.resource ? `${part.title}: ${part.resource}` : part.title;
  return (
    <Confirm
      title={t("connected.takeTitle", { name: part.app })}
      confirmLabel={t("connected.take")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ grantId: part.grantId, ...part.take });
        if (!ok) return;
        notify(t("connected.taken", { name: part.app }));
        onDone();
      }}
    >
      <p>
        <strong>{what}</strong>
      </p>
      <p>
        {t(part.last ? "connected.takeLast" : "connected.takeNow", { name: part.app })}{" "}
        {until !== undefined &&
          Date.parse(until) > now &&
          t("connected.narrowLater", { time: clock(until, now) })}
      </p>
      <p className="muted">{t("connected.takeUndo")}</p>
    </Confirm>
  );
}
