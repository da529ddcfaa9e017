import { Check, ShieldAlert, TriangleAlert } from "lucide-react";
import type { ScopeChoiceFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { scopeDetail, scopeTitle } from "../../lib/scopes";
import { useViewer } from "../../lib/viewer";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";

interface ConsentPreviewProps {
  name: string;
  publisher?: string | null;
  verified?: boolean;
  /** Where the browser goes next; its host is shown. */
  redirectUrl?: string | null;
  scopes: readonly ScopeChoiceFragment[];
  optional?: ReadonlySet<string>;
}

function hostOf(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.host || parsed.protocol;
}

function Line({ scope, optional }: { scope: ScopeChoiceFragment; optional: boolean }) {
  return (
    <li data-sensitive={scope.sensitive ? "" : undefined}>
      {scope.sensitive ? <TriangleAlert size={16} aria-hidden /> : <Check size={16} aria-hidden />}
      <span>
        {scopeTitle(scope)}
        {optional && <span className="muted"> ({t("preview.optional")})</span>}
        {scopeDetail(scope) && <span className="preview-more">{scopeDetail(scope)}</span>}
      </span>
    </li>
  );
}

/** What a person will be asked, as it is chosen. A picture of the page, with nothing in it to press. */
export function ConsentPreview({
  name,
  publisher,
  verified = false,
  redirectUrl,
  scopes,
  optional = new Set(),
}: ConsentPreviewProps) {
  const viewer = useViewer();
  const host = hostOf(redirectUrl);
  const shown = name.trim() || t("preview.yourApp");
  const usual = scopes.filter((scope) => !scope.sensitive);
  const sensitive = scopes.filter((scope) => scope.sensitive);
  return (
    <figure className="preview">
      <figcaption className="muted">{t("preview.caption")}</figcaption>
      <div className="preview-card">
        <Avatar name={shown} />
        <p className="preview-title">{t("preview.title", { name: shown })}</p>
        <p className="cluster">
          {host && <code>{host}</code>}
          {verified ? (
            <Badge tone="success">{t("connected.verified")}</Badge>
          ) : (
            <Badge tone="warning">{t("connected.unverified")}</Badge>
          )}
        </p>
        {publisher && <p className="muted">{`${t("connected.publisher")} ${publisher}`}</p>}
        {viewer && (
          <p className="muted preview-who">{t("shell.signedInAs", { name: viewer.email })}</p>
        )}
        {scopes.length === 0 && <p className="muted">{t("preview.nothing")}</p>}
        {usual.length > 0 && (
          <ul className="bullets">
            {usual.map((scope) => (
              <Line key={scope.name} scope={scope} optional={optional.has(scope.name)} />
            ))}
          </ul>
        )}
        {sensitive.length > 0 && (
          <div className="preview-sensitive">
            <p className="preview-heading">
              <ShieldAlert size={16} aria-hidden />
              {t("preview.sensitive")}
            </p>
            <ul className="bullets">
              {sensitive.map((scope) => (
                <Line key={scope.name} scope={scope} optional={optional.has(scope.name)} />
              ))}
            </ul>
          </div>
        )}
        <p className="preview-answers" aria-hidden>
          <span className="button button-secondary">{t("preview.deny")}</span>
          <span className="button button-primary">{t("preview.allow")}</span>
        </p>
      </div>
    </figure>
  );
}
