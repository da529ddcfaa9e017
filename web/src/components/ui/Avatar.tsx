// The page's policy allows pictures from this server only.
function showable(src: string | null | undefined): src is string {
  if (!src || !URL.canParse(src, window.location.origin)) return false;
  return new URL(src, window.location.origin).origin === window.location.origin;
}

/** The picture of a person or an app; its first letter when there is none. */
export function Avatar({
  name,
  src,
  round = false,
}: {
  name: string;
  src?: string | null;
  round?: boolean;
}) {
  const shape = round ? "avatar avatar-round" : "avatar";
  if (showable(src)) return <img className={shape} src={src} alt="" width={32} height={32} />;
  return (
    <span className={shape} aria-hidden>
      {[...name.trim()][0]?.toUpperCase() ?? "?"}
    </span>
  );
}
