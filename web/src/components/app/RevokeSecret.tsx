import { TriangleAlert } from "lucide-react";
import { graphql } from "../../gql";
import type { SecretRowFragment } from "../../gql/graphql";
import { relative } from "../../lib/dates";
import { useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { secretName } from "../../lib/words";
import { Confirm } from "../ui/Confirm";
import { notify } from "../ui/Notices";
import { useNow } from "../ui/RelativeTime";

const RevokeClientSecret = graphql(`
  mutation RevokeClientSecret($input: RevokeClientSecretInput!) {
    revokeClientSecret(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface RevokeProps {
  secret: SecretRowFragment;
  last: boolean;
  onDone: () => void;
  onClose: () => void;
}

/** Ends a secret, and says who still used it. */
export function RevokeSecret({ secret, last, onDone, onClose }: RevokeProps) {
  const action = useAction(RevokeClientSecret);
  const now = useNow();
  return (
    <Confirm
      title={t("secrets.revokeTitle", { label: secretName(secret) })}
      confirmLabel={t("secrets.revoke")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ secretId: secret.id, evenIfLast: last });
        if (!ok) return;
        notify(t("secrets.revoked", { label: secretName(secret) }));
        onDone();
      }}
    >
      <p>{t("secrets.revokeText", { hint: secret.lastFour })}</p>
      {secret.lastUsedAt && (
        <p>{t("secrets.revokeRecent", { when: relative(secret.lastUsedAt, now) })}</p>
      )}
      {last && (
        <p className="note">
          <TriangleAlert size={20} aria-hidden />
          {t("secrets.revokeLast")}
        </p>
      )}
    </Confirm>
  );
}
