import { LogOut, UsersRound } from "lucide-react";
import { t } from "../lib/i18n";
import { selectAccountUrl, signOutUrl } from "../lib/server";
import { Menu, MenuLabel, MenuLink } from "./ui/MenuParts";

interface AccountMenuProps {
  trigger: React.ReactNode;
  email: string;
  /** Its button was pressed before it was here. */
  wanted: boolean;
}

/** Who is signed in, the way to another account, and the way out. */
export function AccountMenu({ trigger, email, wanted }: AccountMenuProps) {
  return (
    <Menu trigger={trigger} opened={wanted}>
      <MenuLabel>{t("shell.signedInAs", { name: email })}</MenuLabel>
      <MenuLink href={selectAccountUrl}>
        <UsersRound size={16} aria-hidden />
        {t("shell.switchAccount")}
      </MenuLink>
      <MenuLink href={signOutUrl}>
        <LogOut size={16} aria-hidden />
        {t("shell.signOut")}
      </MenuLink>
    </Menu>
  );
}
