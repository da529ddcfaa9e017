import { Check, TriangleAlert } from "lucide-react";
import type { GrantCardFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { scopeDetail, scopeTitle } from "../../lib/scopes";
import { Button } from "../ui/Button";
import type { Part } from "./TakeAway";

interface MayProps {
  grant: GrantCardFragment;
  onTake: (part: Part) => void;
}

/** Which things a permission is about: all of the person's, or those named below. */
function Reach({ of: resources }: { of: GrantCardFragment["scopes"][number]["resources"] }) {
  if (!resources) return <span className="muted">{t("connected.allOfThem")}</span>;
  return (
    <span className="muted">
      {t(resources.length > 0 ? "connected.only" : "connected.noneLeft")}
    </span>
  );
}

/** What the app may do, each part with a button that takes it away. */
export function May({ grant, onTake }: MayProps) {
  const part = { grantId: grant.id, app: grant.app.name };
  return (
    <ul className="bullets bullets-edit">
      {grant.scopes.map((scope) => (
        <li key={scope.name} data-sensitive={scope.sensitive ? "" : undefined}>
          {scope.sensitive ? (
            <TriangleAlert size={16} aria-hidden />
          ) : (
            <Check size={16} aria-hidden />
          )}
          <span title={scope.name}>
            {scopeTitle(scope)}
            {scope.sensitive && <span className="muted"> ({t("connected.sensitive")})</span>}
            {scopeDetail(scope) && <span className="muted"> · {scopeDetail(scope)}</span>}
          </span>
          <Button
            look="quiet"
            aria-label={`${t("connected.take")}: ${scopeTitle(scope)}`}
            onClick={() =>
              onTake({
                ...part,
                title: scopeTitle(scope),
                last: grant.scopes.length === 1,
                take: { scopes: [scope.name] },
              })
            }
          >
            {t("connected.take")}
          </Button>
          {scope.resourceType && <Reach of={scope.resources} />}
          {scope.resources && scope.resources.length > 0 && (
            <ul className="list-edit" aria-label={t("connected.only")}>
              {scope.resources.map(({ name, permission }) => (
                <li key={permission}>
                  <span title={permission}>{name}</span>
                  <Button
                    look="quiet"
                    aria-label={`${t("connected.take")}: ${scopeTitle(scope)}, ${name}`}
                    onClick={() =>
                      onTake({
                        ...part,
                        title: scopeTitle(scope),
                        resource: name ?? permission,
                        last: grant.scopes.length === 1 && scope.resources?.length === 1,
                        take: { permissions: [permission] },
                      })
                    }
                  >
                    {t("connected.take")}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
