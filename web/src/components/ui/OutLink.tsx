import { ExternalLink } from "lucide-react";

/** A link to someone else's site. Only the web's own schemes become links; anything else stays text. */
export function OutLink({ url, short = false }: { url: string; short?: boolean }) {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !["https:", "http:"].includes(parsed.protocol)) return <span>{url}</span>;
  return (
    <a className="out-link" href={url} target="_blank" rel="noreferrer">
      {short ? parsed.host : url}
      <ExternalLink size={12} aria-hidden />
    </a>
  );
}
