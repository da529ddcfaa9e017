import {
  ArrowRight,
  ChevronDown,
  Clock,
  Eye,
  IdCard,
  KeyRound,
  type LucideIcon,
  Mail,
  Pencil,
  Shield,
  Store,
  TriangleAlert,
  User,
} from "lucide-react";
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

const pictures: Record<string, LucideIcon> = {
  openid: User,
  profile: User,
  email: Mail,
  address: IdCard,
  phone: IdCard,
  offline_access: Clock,
};

/** The same picture as on the real page, which tells it from the name too. */
function pictureOf(name: string): LucideIcon {
  const own = pictures[name];
  if (own) return own;
  if (name.includes("store")) return Store;
  if (name.startsWith("admin")) return Shield;
  if (name.endsWith(":read") || name.endsWith("history")) return Eye;
  if (name.endsWith(":write")) return Pencil;
  return KeyRound;
}

/** What is optional has a box, and its description in sight; others have it on demand. */
function Line({ scope, optional }: { scope: ScopeChoiceFragment; optional: boolean }) {
  const Picture = pictureOf(scope.name);
  const detail = scopeDetail(scope);
  const words = (
    <>
      {scopeTitle(scope)} {optional && <Badge>{t("preview.optional")}</Badge>}
      {scope.api && <span className="preview-api">{scope.api.name}</span>}
    </>
  );
  if (optional) {
    return (
      <li className="preview-line">
        <span className="preview-box" aria-hidden />
        <span>
          {words}
          {detail && <span className="preview-more">{detail}</span>}
        </span>
      </li>
    );
  }
  if (!detail) {
    return (
      <li className="preview-line">
        <Picture size={20} aria-hidden />
        <span>{words}</span>
      </li>
    );
  }
  return (
    <li>
      <details className="preview-details">
        <summary className="preview-line">
          <Picture size={20} aria-hidden />
          <span>{words}</span>
          <ChevronDown size={16} aria-hidden />
        </summary>
        <p className="preview-more">{detail}</p>
      </details>
    </li>
  );
}

function Lines({
  of: scopes,
  optional,
}: {
  of: ScopeChoiceFragment[];
  optional: ReadonlySet<string>;
}) {
  return (
    <ul className="preview-lines">
      {scopes.map((scope) => (
        <Line key={scope.name} scope={scope} optional={optional.has(scope.name)} />
      ))}
    </ul>
  );
}

/** What a person will be asked, as it is chosen: the real page with nothing in it to answer. */
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
  const limited = scopes.filter((scope) => scope.resourceType);
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
        {!verified && <p className="muted">{t("preview.unverifiedNote")}</p>}
        {viewer && (
          <p className="muted preview-who">{t("shell.signedInAs", { name: viewer.email })}</p>
        )}
        {scopes.length === 0 && <p className="muted">{t("preview.nothing")}</p>}
        {usual.length > 0 && (
          <div className="preview-group">
            <p className="preview-heading">{t("preview.permissions", { name: shown })}</p>
            <Lines of={usual} optional={optional} />
          </div>
        )}
        {sensitive.length > 0 && (
          <div className="preview-group preview-sensitive">
            <p className="preview-heading">
              <TriangleAlert size={16} aria-hidden />
              {t("preview.sensitive")}
            </p>
            <p className="muted">{t("preview.sensitiveNote", { name: shown })}</p>
            <Lines of={sensitive} optional={optional} />
          </div>
        )}
        {limited.length > 0 && (
          <div className="preview-group">
            <p className="preview-heading">{t("preview.resources", { name: shown })}</p>
            <p className="muted">{t("preview.resourcesNote")}</p>
          </div>
        )}
        {host && (
          <p className="preview-next muted">
            <ArrowRight size={16} aria-hidden />
            <span>
              {t("preview.next")} <code>{host}</code>
            </span>
          </p>
        )}
        <p className="preview-answers" aria-hidden>
          <span className="button button-secondary">{t("preview.deny")}</span>
          <span className="button button-primary">{t("preview.allow")}</span>
        </p>
      </div>
    </figure>
  );
}
