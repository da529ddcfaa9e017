/* The areas of the dashboard and their pages: for the frame's lists and for the quick search. */
import {
  Activity,
  AppWindow,
  Braces,
  Building2,
  Download,
  FlaskConical,
  History,
  House,
  KeyRound,
  KeySquare,
  Link2,
  LockKeyhole,
  MailPlus,
  MonitorSmartphone,
  Palette,
  ScrollText,
  SearchCheck,
  ShieldCheck,
  UserRound,
  UsersRound,
  Waypoints,
} from "lucide-react";
import type { ReactNode } from "react";

const icon = { size: 16, "aria-hidden": true } as const;

export const areas = [
  { id: "account", to: "/", label: "area.account", administrators: false },
  { id: "developer", to: "/apps", label: "area.developer", administrators: false },
  { id: "organizations", to: "/organizations", label: "area.organizations", administrators: false },
  { id: "administration", to: "/admin/users", label: "area.administration", administrators: true },
] as const;

export type Area = (typeof areas)[number]["id"];

export const pages = {
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
  developer: [
    { to: "/apps", label: "apps.title", icon: <AppWindow {...icon} /> },
    { to: "/apis", label: "apis.title", icon: <Waypoints {...icon} /> },
    { to: "/developer/error", label: "findError.title", icon: <SearchCheck {...icon} /> },
    { to: "/developer/try", label: "try.title", icon: <FlaskConical {...icon} /> },
    { to: "/graphiql", label: "explorer.title", icon: <Braces {...icon} /> },
  ],
  organizations: [
    { to: "/organizations", label: "organizations.title", icon: <Building2 {...icon} /> },
  ],
  administration: [
    { to: "/admin/users", label: "admin.users.title", icon: <UsersRound {...icon} /> },
    { to: "/admin/invitations", label: "invitations.title", icon: <MailPlus {...icon} /> },
    { to: "/admin/apps", label: "admin.apps.title", icon: <AppWindow {...icon} /> },
    { to: "/admin/apis", label: "admin.apis.title", icon: <ShieldCheck {...icon} /> },
    { to: "/admin/audit", label: "admin.audit.title", icon: <ScrollText {...icon} /> },
    { to: "/admin/signing-keys", label: "admin.keys.title", icon: <KeyRound {...icon} /> },
    { to: "/admin/settings", label: "branding.title", icon: <Palette {...icon} /> },
    { to: "/admin/health", label: "admin.health.title", icon: <Activity {...icon} /> },
  ],
} as const satisfies Record<Area, readonly { to: string; label: string; icon: ReactNode }[]>;

/** The pages of an area that are there for this person on this server. */
export function pagesOf(area: Area, explorer: boolean) {
  return pages[area].filter((page) => explorer || page.to !== "/graphiql");
}

export function areaOf(path: string): Area {
  const first = path.split("/")[1] ?? "";
  if (first === "admin") return "administration";
  if (first === "organizations" || first === "invitation") return "organizations";
  return ["apps", "apis", "developer", "graphiql"].includes(first) ? "developer" : "account";
}
