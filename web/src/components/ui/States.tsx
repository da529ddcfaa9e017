import { CircleAlert, Inbox, Lock, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import type { Failure } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { Button } from "./Button";

interface EmptyStateProps {
  title: string;
  /** One line of why, or of what to do. */
  children: ReactNode;
  action?: ReactNode;
}

/** A list with nothing in it teaches what belongs there. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="state">
      <Inbox size={20} aria-hidden />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** What happened, what it means, and a way to try again where that can help. */
export function ErrorState({ failure, retry }: { failure: Failure; retry: () => void }) {
  const denied = failure.kind === "forbidden";
  const missing = failure.kind === "missing";
  return (
    <div className="state" role="alert">
      {denied ? <Lock size={20} aria-hidden /> : <CircleAlert size={20} aria-hidden />}
      <h2>{denied ? t("state.denied") : missing ? t("state.missing") : t("state.failed")}</h2>
      <p>{failure.message}</p>
      {!denied && !missing && (
        <Button icon={<RotateCw size={16} aria-hidden />} onClick={retry}>
          {t("action.retry")}
        </Button>
      )}
    </div>
  );
}

/** Grey lines in the place of what is coming; after two seconds, words. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t("state.loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never change places
        <span key={row} className="skeleton-row" aria-hidden />
      ))}
      <p className="skeleton-words" aria-hidden>
        {t("state.stillLoading")}
      </p>
    </div>
  );
}

interface LoadedProps<Data, Part> {
  answer: { data: Data | undefined; failure: Failure | undefined; refresh: () => void };
  /** The part of the answer the page is about. */
  pick: (data: Data) => Part | null | undefined;
  /** What it means when the server answers without that part and without an error. */
  absent?: "missing" | "forbidden";
  rows?: number;
  children: (part: Part) => ReactNode;
}

/** The states every read goes through: waiting, failed, absent, there. */
export function Loaded<Data, Part>({
  answer,
  pick,
  absent = "missing",
  rows,
  children,
}: LoadedProps<Data, Part>) {
  const part = answer.data === undefined ? undefined : pick(answer.data);
  if (part !== null && part !== undefined) return children(part);
  if (answer.failure) return <ErrorState failure={answer.failure} retry={answer.refresh} />;
  if (answer.data === undefined) return <Skeleton rows={rows} />;
  return (
    <ErrorState
      failure={{ kind: absent, message: t(`failure.${absent}`) }}
      retry={answer.refresh}
    />
  );
}
