import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { LogOut, Search } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import markUrl from "../assets/mark.svg";
import { t } from "../lib/i18n";
import { signOutUrl } from "../lib/server";
import { useViewer } from "../lib/viewer";
import { areaOf, areas, pages } from "./areas";
import { Avatar } from "./ui/Avatar";
import { Menu, MenuLabel, MenuLink } from "./ui/Menu";
import { Notices } from "./ui/Notices";

const Palette = lazy(() =>
  import("./palette/Palette").then((module) => ({ default: module.Palette })),
);

/** Moves the focus to the content after a change of page, as a full page load would. */
function useFocusOnNavigation(path: string) {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what triggers it
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus();
  }, [path]);
  return main;
}

/** Ctrl+K, or Command+K, opens the quick search from anywhere; not while a dialog is open. */
function usePaletteKey(open: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (!document.querySelector("dialog[open]")) open();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [open]);
}

function QuickSearch() {
  const [open, setOpen] = useState(false);
  const show = useRef(() => setOpen(true));
  usePaletteKey(show.current);
  return (
    <>
      <button
        type="button"
        className="quick-search"
        aria-label={t("palette.title")}
        onClick={show.current}
      >
        <Search size={16} aria-hidden />
        <span>{t("palette.open")}</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      {open && (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** The frame of every page: top bar with the areas, the area's pages at the left, the content. */
export function Shell() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useFocusOnNavigation(path);
  const viewer = useViewer();
  const area = areaOf(path);

  return (
    <>
      <a className="skip" href="#content">
        {t("shell.skip")}
      </a>
      <header className="topbar">
        <Link className="brand" to="/" aria-label={t("shell.home")}>
          <img src={markUrl} alt="" width={28} height={28} />
          <span>Latchkey</span>
        </Link>
        <nav className="areas" aria-label={t("shell.areas")}>
          {areas
            .filter((each) => !each.administrators || viewer?.administrator)
            .map((each) => (
              <Link
                key={each.id}
                to={each.to}
                data-current={each.id === area ? "" : undefined}
                aria-current={each.id === area ? "true" : undefined}
              >
                {t(each.label)}
              </Link>
            ))}
        </nav>
        <QuickSearch />
        {viewer && (
          <Menu
            trigger={
              <button
                type="button"
                className="account-button"
                aria-label={t("shell.account", { name: viewer.name })}
              >
                <Avatar name={viewer.name} src={viewer.picture} round />
                <span className="account-name">{viewer.name}</span>
              </button>
            }
          >
            <MenuLabel>{t("shell.signedInAs", { name: viewer.email })}</MenuLabel>
            <MenuLink href={signOutUrl}>
              <LogOut size={16} aria-hidden />
              {t("shell.signOut")}
            </MenuLink>
          </Menu>
        )}
      </header>
      <div className="frame">
        <nav className="pages" aria-label={t("shell.pages")}>
          <ul>
            {pages[area].map((each) => (
              <li key={each.to}>
                <Link to={each.to} activeOptions={{ exact: each.to === "/" }}>
                  {each.icon}
                  {t(each.label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <main id="content" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Notices />
    </>
  );
}
