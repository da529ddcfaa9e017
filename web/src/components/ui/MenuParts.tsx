/* What menus are made of. It needs a library to place them: pages load it after their first paint. */
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  /** Open from the start. */
  opened?: boolean;
  children: ReactNode;
}

/** A menu of secondary actions. Not modal: that would inject styles the page's policy refuses. */
export function Menu({ trigger, opened, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={opened}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="menu-label">{children}</DropdownMenu.Label>;
}

export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <DropdownMenu.Item asChild>
      <a className="menu-item" href={href}>
        {children}
      </a>
    </DropdownMenu.Item>
  );
}

export interface MenuActionProps {
  danger?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuAction({ danger, onSelect, children }: MenuActionProps) {
  return (
    <DropdownMenu.Item
      className={danger ? "menu-item menu-item-danger" : "menu-item"}
      onSelect={onSelect}
    >
      {children}
    </DropdownMenu.Item>
  );
}
