import { DropdownMenu } from "radix-ui";
import { type ReactNode, useEffect, useRef } from "react";
import type { MenuAction } from "./RowMenu";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  /** Open from the start. */
  opened?: boolean;
  /** It is closed, and the focus on its way back to the button. */
  onClosed?: () => void;
  children: ReactNode;
}

/** A menu of secondary actions. Not modal: that would inject styles the page's policy refuses. */
export function Menu({ trigger, opened, onClosed, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={opened}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        className="menu"
        align="end"
        sideOffset={4}
        collisionPadding={8}
        onCloseAutoFocus={onClosed}
      >
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

interface ActionsMenuProps {
  trigger: ReactNode;
  /** It was opened from the keyboard, before it was here to see that. */
  byKey: boolean;
  actions: readonly MenuAction[];
}

/**
 * A menu of things to do, open from the start. What was chosen begins once the focus is back on the
 * button: a dialog gives it back there in turn.
 */
export function ActionsMenu({ trigger, byKey, actions }: ActionsMenuProps) {
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (byKey) first.current?.focus();
  }, [byKey]);
  const chosen = useRef<MenuAction>(undefined);
  return (
    <Menu
      trigger={trigger}
      opened
      onClosed={() => {
        chosen.current?.onSelect();
        chosen.current = undefined;
      }}
    >
      {actions.map((action, index) => (
        <DropdownMenu.Item
          ref={index === 0 ? first : undefined}
          key={action.label}
          className={action.danger ? "menu-item menu-item-danger" : "menu-item"}
          onSelect={() => {
            chosen.current = action;
          }}
        >
          {action.label}
        </DropdownMenu.Item>
      ))}
    </Menu>
  );
}
