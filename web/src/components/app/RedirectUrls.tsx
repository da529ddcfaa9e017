import { Info, Trash2 } from "lucide-react";
import { useState } from "react";
import { graphql } from "../../gql";
import type { Platform, RedirectKind, RedirectUrlRowFragment } from "../../gql/graphql";
import { focusContent } from "../../lib/focus";
import { invalid, problemOf, useAction } from "../../lib/graphql";
import { t } from "../../lib/i18n";
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

interface RemoveProps {
  redirect: RedirectUrlRowFragment;
  onDone: () => void;
  onClose: () => void;
}

function RemoveUrl({ redirect, onDone, onClose }: RemoveProps) {
  const action = useAction(RemoveRedirectUrl);
  const { url } = redirect;
  return (
    <Confirm
      title={t("redirects.removeTitle")}
      confirmLabel={t("action.remove")}
      busy={action.busy}
      problems={action.problems}
      onClose={onClose}
      onConfirm={async () => {
        const { ok } = await action.run({ redirectUrlId: redirect.id });
        if (!ok) return;
        notify(t("redirects.removed", { url }));
        onDone();
      }}
    >
      <p>{t("redirects.removeText", { url })}</p>
    </Confirm>
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
  const login = kind === "LOGIN";
  return (
    <Section
      title={t(login ? "redirects.title" : "redirects.logoutTitle")}
      note={t(login ? "redirects.note" : "redirects.logoutNote")}
    >
      {redirects.length === 0 ? (
        login ? (
          <EmptyState title={t("redirects.empty")}>{t("redirects.emptyText")}</EmptyState>
        ) : (
          <p className="muted">{t("redirects.logoutEmpty")}</p>
        )
      ) : (
        <ul className="list-edit">
          {redirects.map((redirect) => (
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
      {login && redirects.length > 0 && (
        <RedirectTester registered={redirects.map(({ url }) => url)} platform={platform} />
      )}
      {removing && (
        <RemoveUrl
          redirect={removing}
          onClose={() => setRemoving(null)}
          onDone={() => {
            setRemoving(null);
            refresh();
            focusContent();
          }}
        />
      )}
    </Section>
  );
}
