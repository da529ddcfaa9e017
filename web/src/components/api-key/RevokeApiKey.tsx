import { graphql } from "../../gql";
import type { ApiKeyRowFragment } from "../../gql/graphql";
import { relative } from "../../lib/dates";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { useNow } from "../ui/RelativeTime";

const RevokeKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface RevokeProps {
  apiKey: ApiKeyRowFragment;
  onClose: () => void;
  onDone: () => void;
}

export function RevokeApiKey({ apiKey, onClose, onDone }: RevokeProps) {
  const action = useAction(RevokeKey);
  const now = useNow();
  return (
    <Confirm
      title={t("keys.revokeTitle", { label: apiKey.label })}
      confirmLabel={t("keys.revoke")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ apiKeyId: apiKey.id });
        if (!ok) return;
        notify(t("keys.revoked", { label: apiKey.label }));
        onDone();
      }}
    >
      <p>{t("keys.revokeText", { hint: apiKey.lastFour })}</p>
      {apiKey.lastUsedAt && (
        <p>{t("secrets.revokeRecent", { when: relative(apiKey.lastUsedAt, now) })}</p>
      )}
    </Confirm>
  );
}
