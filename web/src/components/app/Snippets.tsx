import { Tabs } from "radix-ui";
import { graphql } from "../../gql";
import type { ClientSnippetFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { Snippet } from "../ui/Snippet";

graphql(`
  fragment ClientSnippet on Snippet {
    language
    title
    code
  }
`);

const languages: Record<ClientSnippetFragment["language"], string> = {
  CURL: "curl",
  JAVASCRIPT: "JavaScript",
  PYTHON: "Python",
  GO: "Go",
  RUST: "Rust",
};

/** Lines to paste, by language. */
export function Snippets({ of: snippets }: { of: readonly ClientSnippetFragment[] }) {
  const shown = [...new Set(snippets.map((snippet) => snippet.language))];
  if (shown.length === 0) return null;
  return (
    <Tabs.Root className="stack-small" defaultValue={shown[0]}>
      <Tabs.List className="segments" aria-label={t("snippets.label")}>
        {shown.map((language) => (
          <Tabs.Trigger key={language} className="segment" value={language}>
            {languages[language]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {shown.map((language) => (
        <Tabs.Content key={language} className="stack-small" value={language} tabIndex={-1}>
          {snippets
            .filter((snippet) => snippet.language === language)
            .map((snippet) => (
              <Snippet key={snippet.title} title={snippet.title} code={snippet.code} />
            ))}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
