import { useEffect, useState } from "react";
import { t } from "../../lib/i18n";
import { type Score, strengthOf } from "../../lib/strength";
import { TextField } from "./Field";

interface Props {
  label: string;
  help: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  /** The person's own, which must not make up the password. */
  words: readonly string[];
}

/** The strength of what is typed, as soon as it is known; null for nothing, or where it can't be judged. */
function useStrength(password: string, words: readonly string[]): Score | null {
  const [known, setKnown] = useState<{ of: string; score: Score } | null>(null);
  const own = words.join("\n");
  useEffect(() => {
    if (password === "") return;
    let wanted = true;
    strengthOf(password, own.split("\n")).then(
      (score) => wanted && setKnown({ of: password, score }),
      // Without the estimator the server still decides.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [password, own]);
  if (password === "" || !known) return null;
  return known.score;
}

/** Where a new password is typed, with how hard it is to guess. */
export function NewPasswordField({ words, ...field }: Props) {
  const score = useStrength(field.value, words);
  return (
    <div className="stack-small">
      <TextField {...field} type="password" autoComplete="new-password" />
      <p className="strength" data-score={score ?? undefined} role="status">
        {score !== null && t(`strength.${score}`)}
      </p>
    </div>
  );
}
