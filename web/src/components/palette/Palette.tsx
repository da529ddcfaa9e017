import { useNavigate } from "@tanstack/react-router";
import { AppWindow, Plus, Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { graphql } from "../../gql";
import { useOperation } from "../../lib/graphql";
import { t } from "../../lib/i18n";
import { useViewer } from "../../lib/viewer";
import { areas, pagesOf } from "../areas";
import { useSearch } from "../ui/Search";

const QuickSearchQuery = graphql(`
  query QuickSearch($filter: AppFilter) {
    viewer {
      apps(first: 8, filter: $filter, orderBy: { field: NAME }) {
        nodes {
          id
          name
        }
      }
    }
  }
`);

interface Entry {
  key: string;
  label: string;
  /** Where it belongs; also searched in. */
  hint: string;
  icon: ReactNode;
  href: string;
}

/** What fits the letters, and what is to be said where nothing does. */
function useEntries(text: string, wanted: string): { entries: Entry[]; none: string } {
  const viewer = useViewer();
  const filter = wanted ? { search: wanted } : null;
  const { data, failure } = useOperation(QuickSearchQuery, { filter });
  const places: Entry[] = areas
    .filter((area) => !area.administrators || viewer?.administrator)
    .flatMap((area) =>
      pagesOf(area.id, viewer?.explorer ?? false).map((page) => ({
        key: page.to,
        label: t(page.label),
        hint: t(area.label),
        icon: page.icon,
        href: page.to,
      })),
    );
  const plus = <Plus size={16} aria-hidden />;
  const acts: Entry[] = [
    ...(viewer?.mayCreateApps
      ? [{ key: "/apps/new", label: t("apps.new"), hint: t("palette.action"), icon: plus }]
      : []),
    { key: "/apis/new", label: t("apis.new"), hint: t("palette.action"), icon: plus },
  ].map((entry) => ({ ...entry, href: entry.key }));
  const words = text.trim().toLowerCase().split(/\s+/);
  const fits = ({ label, hint }: Entry) =>
    words.every((word) => `${label} ${hint}`.toLowerCase().includes(word));
  const apps: Entry[] = (data?.viewer?.apps?.nodes ?? []).map(({ id, name }) => ({
    key: id,
    label: name,
    hint: t("palette.app"),
    icon: <AppWindow size={16} aria-hidden />,
    href: `/apps/${id}`,
  }));
  const entries = [...places.filter(fits), ...acts.filter(fits), ...apps.filter(fits)];
  // That nothing has these letters is known once the apps were asked for.
  const none = failure?.message ?? (data ? t("palette.none") : "");
  return { entries, none };
}

/** Goes to any page or app by a few letters of its name (the combobox pattern of ARIA). */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const search = useSearch();
  const { entries, none } = useEntries(search.text, search.wanted);
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const id = useId();
  const at = Math.min(chosen, entries.length - 1);

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView?.({ block: "nearest" });
  }, [id, at]);

  function open(entry: Entry | undefined) {
    if (!entry) return;
    onClose();
    void navigate({ href: entry.href });
  }

  function onKeyDown(event: KeyboardEvent) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && entries.length > 0) {
      event.preventDefault();
      setChosen((at + move + entries.length) % entries.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      open(entries[at]);
    }
  }

  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t("palette.title")}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A press on the backdrop arrives at the dialog itself.
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      <div className="palette-field">
        <Search size={20} aria-hidden />
        <input
          role="combobox"
          aria-label={t("palette.title")}
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t("palette.placeholder")}
          value={search.text}
          onChange={(event) => {
            search.setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("palette.title")}
        className="palette-list"
      >
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
          <div
            key={entry.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="palette-entry"
            onClick={() => open(entry)}
          >
            {entry.icon}
            <span>{entry.label}</span>
            <span className="muted">{entry.hint}</span>
          </div>
        ))}
      </div>
      <p className="palette-none" role="status">
        {entries.length === 0 && none}
      </p>
    </dialog>
  );
}
