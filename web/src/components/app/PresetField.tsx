import type { AppPreset } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { SelectField } from "../ui/Field";

export type PresetChoice = AppPreset | "";

const presets: readonly AppPreset[] = ["STANDARD", "MONEYBUTTON", "COINS", "GREENFIELD"];

/** What the app is made like: by hand, or as the documents of a kind of server have it, with what is unsafe about that. */
export function PresetField({
  preset,
  onChange,
  error,
}: {
  preset: PresetChoice;
  onChange: (preset: PresetChoice) => void;
  error?: string;
}) {
  return (
    <SelectField<PresetChoice>
      label={t("newApp.preset")}
      help={preset === "" ? t("newApp.presetHelp") : t(`preset.${preset}.detail`)}
      value={preset}
      onChange={onChange}
      options={[
        { value: "", label: t("newApp.presetNone") },
        ...presets.map((value) => ({ value, label: t(`preset.${value}`) })),
      ]}
      error={error}
    />
  );
}
