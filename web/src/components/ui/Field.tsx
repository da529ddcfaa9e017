import { type HTMLInputTypeAttribute, type ReactNode, useId } from "react";
import { t } from "../../lib/i18n";

interface FrameProps {
  id: string;
  label: string;
  help?: ReactNode;
  error?: string;
  optional?: boolean;
  /** The label is only read aloud: what stands around the field says it to the eye. */
  quiet?: boolean;
  children: ReactNode;
}

function describedBy(id: string, help: ReactNode, error: string | undefined): string | undefined {
  return error || help ? `${id}-note` : undefined;
}

/** Label above, help below; an error takes the place of the help. */
function Frame({ id, label, help, error, optional, quiet, children }: FrameProps) {
  return (
    <div className="field">
      <label htmlFor={id} className={quiet ? "visually-hidden" : undefined}>
        {label}
        {optional && <span className="field-optional"> {t("field.optional")}</span>}
      </label>
      {children}
      {error ? (
        <p id={`${id}-note`} className="field-error">
          {error}
        </p>
      ) : (
        help && (
          <p id={`${id}-note`} className="field-help">
            {help}
          </p>
        )
      )}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
  error?: string;
  optional?: boolean;
  type?: HTMLInputTypeAttribute;
  autoComplete?: string;
  placeholder?: string;
  maxLength?: number;
  inputMode?: "numeric" | "email" | "url";
  /** For ids, URLs and code. */
  code?: boolean;
  rows?: number;
}

export function TextField({
  label,
  value,
  onChange,
  help,
  error,
  optional,
  type = "text",
  code,
  rows,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const shared = {
    ...rest,
    id,
    value,
    className: code ? "control code" : "control",
    spellCheck: code ? false : undefined,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy(id, help, error),
  };
  return (
    <Frame id={id} label={label} help={help} error={error} optional={optional}>
      {rows ? (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />
      )}
    </Frame>
  );
}

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
  help?: ReactNode;
  error?: string;
  quiet?: boolean;
}

export function SelectField<Value extends string>({
  label,
  value,
  onChange,
  options,
  help,
  error,
  quiet,
}: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} error={error} quiet={quiet}>
      <select
        id={id}
        className="control"
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, help, error)}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface ChoiceProps {
  label: ReactNode;
  detail?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A checkbox with its words beside it and, when needed, a line of detail. */
export function Choice({ label, detail, checked, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="choice">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={detail ? `${id}-detail` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {detail && (
        <p id={`${id}-detail`} className="choice-detail">
          {detail}
        </p>
      )}
    </div>
  );
}

interface ChoicesProps {
  legend: string;
  /** When the heading above asks the question already, the legend is only read aloud. */
  quiet?: boolean;
  help?: string;
  error?: string;
  children: ReactNode;
}

/** A group of choices under one question. */
export function Choices({ legend, quiet, help, error, children }: ChoicesProps) {
  const id = useId();
  return (
    <fieldset className="choices" aria-describedby={describedBy(id, help, error)}>
      <legend className={quiet ? "visually-hidden" : undefined}>{legend}</legend>
      {error ? (
        <p id={`${id}-note`} className="field-error">
          {error}
        </p>
      ) : (
        help && (
          <p id={`${id}-note`} className="field-help">
            {help}
          </p>
        )
      )}
      <div className="choices-list">{children}</div>
    </fieldset>
  );
}
