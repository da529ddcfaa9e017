import { Check, TriangleAlert } from "lucide-react";
import type { GrantCardFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";

/** What an app may do, in the person's words. */
export function GrantedScopes({ scopes }: { scopes: GrantCardFragment["scopes"] }) {
  return (
    <ul className="bullets">
      {scopes.map((scope) => (
        <li key={scope.name} data-sensitive={scope.sensitive ? "" : undefined}>
          {scope.sensitive ? (
            <TriangleAlert size={16} aria-hidden />
          ) : (
            <Check size={16} aria-hidden />
          )}
          <span title={scope.name}>
            {scope.title}
            {scope.sensitive && <span className="muted"> ({t("connected.sensitive")})</span>}
            {scope.description && <span className="muted"> · {scope.description}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
