import { Link, type LinkProps } from "@tanstack/react-router";
import type { ButtonHTMLAttributes, ReactNode } from "react";

export type Look = "primary" | "secondary" | "danger" | "quiet";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  icon?: ReactNode;
  busy?: boolean;
}

/** A button with words. While busy it keeps its size and place and ignores presses. */
export function Button({
  look = "secondary",
  icon,
  busy = false,
  type = "button",
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`button button-${look}`}
      aria-disabled={busy || undefined}
      data-busy={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {icon}
      <span>{children}</span>
    </button>
  );
}

interface ButtonLinkProps {
  look?: Look;
  icon?: ReactNode;
  to: LinkProps["to"];
  params?: Record<string, string>;
  children: ReactNode;
}

/** A link to a page of the dashboard that looks like a button. */
export function ButtonLink({ look = "secondary", icon, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...(rest as LinkProps)} className={`button button-${look}`}>
      {icon}
      <span>{children}</span>
    </Link>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string;
  children: ReactNode;
}

/** A square button whose only content is an icon; its name is the label. */
export function IconButton({ label, children, ...rest }: IconButtonProps) {
  return (
    <button {...rest} type="button" className="icon-button" aria-label={label} title={label}>
      {children}
    </button>
  );
}
