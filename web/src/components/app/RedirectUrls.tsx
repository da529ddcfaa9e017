import { Info, Trash2 } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type { Platform, RedirectKind, RedirectUrlRowFragment } from "../../gql/graphql";
import { focusContent } from "../../lib/focus";
import { invalid, problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useOptimistic } from "../../lib/optimistic";
import { Button, IconButton } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { CopyText } from "../ui/CopyButton";
import { TextField } from "../ui/Field";
import { notify } from "../ui/Notices";
import { Section } from "../ui/Page";
import { Problems } from "../ui/Problems";
import { EmptyState } from "../ui/States";
import { RedirectTester } from "./RedirectTester";

graphql(`
  fragment RedirectUrlRow on RedirectUrl {
    id
    url
    createdAt
  }
`);

const AddRedirectUrl = graphql(`
  mutation AddRedirectUrl($input: AddRedirectUrlInput!) {
    addRedirectUrl(input: $input) {
      hint
      userErrors {
        message
        field
        code
      }
    }
  }
`);

const RemoveRedirectUrl = graphql(`
  mutation RemoveRedirectUrl($input: RemoveRedirectUrlInput!) {
    removeRedirectUrl(input: $input) {
      userErrors {
        message
        field
        code
      }
    }
  }
`);

interface AddProps {
  clientId: string;
  kind: RedirectKind;
  onDone: () => void;
}

function AddForm({ clientId, kind, onDone }: AddProps) {
  const [url, setUrl] = useState("");
  const [hint, setHint] = useState<string | null>(null);
  const action = useAction(AddRedirectUrl);
  const refused = problemOf(action.problems, "url");
  return (
    <form
      className="stack"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        const wanted = url.trim();
        if (action.busy) return;
        if (action.refuse([invalid(wanted === "", t("redirects.missing"), "url")])) return;
        const { payload } = await action.run({ clientId, kind, url: wanted });
        if (!payload) return;
        setUrl("");
        setHint(payload.hint ?? null);
        notify(t("redirects.added", { url: wanted }));
        onDone();
      }}
    >
      <Problems of={action.problems} />
      <div className="inline-form">
        <TextField
          label={t(kind === "LOGIN" ? "redirects.label" : "redirects.logoutLabel")}
          help={t("redirects.help")}
          type="url"
          code
          value={url}
          onChange={setUrl}
          error={refused}
        />
        <Button type="submit" busy={action.busy}>
          {t(kind === "LOGIN" ? "redirects.add" : "redirects.logoutAdd")}
        </Button>
      </div>
      {hint && (
        <p className="note" role="status">
          <Info size={20} aria-hidden />
          {hint}
        </p>
      )}
    </form>
  );
}

interface RedirectUrlsProps {
  clientId: string;
  platform: Platform;
  kind: RedirectKind;
  redirects: readonly RedirectUrlRowFragment[];
  mayChange: boolean;
  refresh: () => void;
}

/** Where a client may send people: back after signing in, or on after signing out. */
export function RedirectUrls({
  clientId,
  platform,
  kind,
  redirects,
  mayChange,
  refresh,
}: RedirectUrlsProps) {
  const [removing, setRemoving] = useState<RedirectUrlRowFragment | null>(null);
  const { rows, attempt } = useOptimistic(redirects);
  const action = useAction(RemoveRedirectUrl);
  const login = kind === "LOGIN";

  /** It is gone from the list at once, and back with the reason where it stays. */
  async function remove({ id, url }: RedirectUrlRowFragment) {
    setRemoving(null);
    focusContent();
    if (!(await attempt(id, null, () => action.run({ redirectUrlId: id })))) return;
    notify(t("redirects.removed", { url }));
    refresh();
  }

  return (
    <Section
      title={t(login ? "redirects.title" : "redirects.logoutTitle")}
      note={t(login ? "redirects.note" : "redirects.logoutNote")}
    >
      <Problems of={action.problems} />
      {rows.length === 0 ? (
        login ? (
          <EmptyState title={t("redirects.empty")}>{t("redirects.emptyText")}</EmptyState>
        ) : (
          <p className="muted">{t("redirects.logoutEmpty")}</p>
        )
      ) : (
        <ul className="list-edit">
          {rows.map((redirect) => (
            <li key={redirect.id}>
              <CopyText text={redirect.url} what={redirect.url} />
              {mayChange && (
                <IconButton
                  label={t("redirects.remove", { url: redirect.url })}
                  onClick={() => setRemoving(redirect)}
                >
                  <Trash2 size={16} aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && <AddForm clientId={clientId} kind={kind} onDone={refresh} />}
      {login && rows.length > 0 && (
        <RedirectTester registered={rows.map(({ url }) => url)} platform={platform} />
      )}
      {removing && (
        <Confirm
          title={t("redirects.removeTitle")}
          confirmLabel={t("action.remove")}
          busy={false}
          problems={[]}
          onClose={() => setRemoving(null)}
          onConfirm={() => remove(removing)}
        >
          <p>{t("redirects.removeText", { url: removing.url })}</p>
        </Confirm>
      )}
    </Section>
  );
}
