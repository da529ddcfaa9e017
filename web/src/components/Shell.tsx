import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Menu, Search, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import markUrl from "../assets/mark.svg";
import { keepFocus } from "../lib/focus";
import { t } from "../lib/i18n";
import { useServiceName, useViewer, type Viewer } from "../lib/viewer";
import { AccountGuard } from "./AccountGuard";
import { areaOf, areas, pagesOf } from "./areas";
import { LeaveGuard } from "./LeaveGuard";
import { Avatar } from "./ui/Avatar";
import { Notices } from "./ui/Notices";
import { Page } from "./ui/Page";
import { ErrorState } from "./ui/States";

const Palette = lazy(() =>
  import("./palette/Palette").then((module) => ({ default: module.Palette })),
);

// Menus need a library to place them; it comes after the first paint.
const AccountMenu = lazy(() =>
  import("./AccountMenu").then((module) => ({ default: module.AccountMenu })),
);

function Account({ viewer }: { viewer: Viewer }) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      className="account-button"
      aria-label={t("shell.account", { name: viewer.name })}
    >
      <Avatar name={viewer.name} src={viewer.picture} round />
      <span className="account-name">{viewer.name}</span>
    </button>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside has the keys and the name
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press of a key on the button arrives as a click
    <span onClick={() => setWanted(true)}>
      <Suspense fallback={button}>
        <AccountMenu trigger={button} email={viewer.email} wanted={wanted} />
      </Suspense>
    </span>
  );
}

/** Moves the focus to the content after a change of page, as a full page load would. */
function useFocusOnNavigation(path: string) {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what triggers it
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus();
  }, [path]);
  useEffect(() => (main.current ? keepFocus(main.current) : undefined), []);
  return main;
}

/** On narrow screens areas and pages are behind a button; going somewhere closes them. */
function useMenu(path: string) {
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === path;
  return { open, toggle: () => setOpenAt(open ? null : path) };
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

function NotForYou() {
  return (
    <Page title={t("area.administration")}>
      <ErrorState
        failure={{ kind: "forbidden", message: t("failure.forbidden") }}
        retry={() => {}}
      />
    </Page>
  );
}

/** The frame of every page: top bar with the areas, the area's pages at the left, the content. */
export function Shell() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useFocusOnNavigation(path);
  const viewer = useViewer();
  const service = useServiceName();
  const area = areaOf(path);
  const menu = useMenu(path);
  // Nobody is shown the tools around what they may not see.
  const denied = area === "administration" && viewer?.administrator === false;

  return (
    <>
      <a className="skip" href="#content">
        {t("shell.skip")}
      </a>
      <header className="topbar">
        <Link className="brand" to="/" aria-label={t("shell.home", { service })}>
          <img className="service-mark" src={markUrl} alt="" width={28} height={28} />
          <span className="brand-name">{service}</span>
        </Link>
        <nav
          id="areas"
          className="areas"
          aria-label={t("shell.areas")}
          data-open={menu.open || undefined}
        >
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
        {viewer && <Account viewer={viewer} />}
        <button
          type="button"
          className="icon-button menu-button"
          aria-label={t("shell.menu")}
          aria-expanded={menu.open}
          aria-controls="areas pages"
          onClick={menu.toggle}
        >
          {menu.open ? <X size={20} aria-hidden /> : <Menu size={20} aria-hidden />}
        </button>
      </header>
      <div className="frame">
        <nav
          id="pages"
          className="pages"
          aria-label={t("shell.pages")}
          data-open={menu.open || undefined}
        >
          {!denied && (
            <ul>
              {pagesOf(area, viewer?.explorer ?? false).map((each) => (
                <li key={each.to}>
                  <Link to={each.to} activeOptions={{ exact: each.to === "/" }}>
                    {each.icon}
                    {t(each.label)}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </nav>
        <main id="content" ref={main} tabIndex={-1}>
          {denied ? <NotForYou /> : <Outlet />}
        </main>
      </div>
      <Notices />
      <LeaveGuard />
      <AccountGuard />
    </>
  );
}
