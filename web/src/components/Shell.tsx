import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import {
  AppWindow,
  Download,
  History,
  House,
  KeyRound,
  KeySquare,
  Link2,
  LockKeyhole,
  LogOut,
  MonitorSmartphone,
  ScrollText,
  ShieldCheck,
  UserRound,
  UsersRound,
} from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import markUrl from "../assets/mark.svg";
import { t } from "../lib/i18n";
import { signOutUrl } from "../lib/server";
import { useViewer } from "../lib/viewer";
import { Avatar } from "./ui/Avatar";
import { Menu, MenuLabel, MenuLink } from "./ui/Menu";
import { Notices } from "./ui/Notices";

const areas = [
  { id: "account", to: "/", label: "area.account", administrators: false },
  { id: "developer", to: "/apps", label: "area.developer", administrators: false },
  { id: "administration", to: "/admin/users", label: "area.administration", administrators: true },
] as const;
type Area = (typeof areas)[number]["id"];

const icon = { size: 16, "aria-hidden": true } as const;
const pages = {
  account: [
    { to: "/", label: "overview.title", icon: <House {...icon} /> },
    { to: "/connected-apps", label: "connected.title", icon: <Link2 {...icon} /> },
    { to: "/api-keys", label: "keys.title", icon: <KeySquare {...icon} /> },
    { to: "/sessions", label: "sessions.title", icon: <MonitorSmartphone {...icon} /> },
    { to: "/security", label: "security.title", icon: <LockKeyhole {...icon} /> },
    { to: "/profile", label: "profile.title", icon: <UserRound {...icon} /> },
    { to: "/activity", label: "activity.title", icon: <History {...icon} /> },
    { to: "/data", label: "data.title", icon: <Download {...icon} /> },
  ],
  developer: [{ to: "/apps", label: "apps.title", icon: <AppWindow {...icon} /> }],
  administration: [
    { to: "/admin/users", label: "admin.users.title", icon: <UsersRound {...icon} /> },
    { to: "/admin/apis", label: "admin.apis.title", icon: <ShieldCheck {...icon} /> },
    { to: "/admin/signing-keys", label: "admin.keys.title", icon: <KeyRound {...icon} /> },
    { to: "/admin/audit", label: "admin.audit.title", icon: <ScrollText {...icon} /> },
  ],
} as const satisfies Record<Area, readonly { to: string; label: string; icon: ReactNode }[]>;

function areaOf(path: string): Area {
  if (path.startsWith("/admin")) return "administration";
  return path === "/apps" || path.startsWith("/apps/") ? "developer" : "account";
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
  return main;
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
              <LogOut {...icon} />
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
