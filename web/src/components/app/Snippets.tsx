import { graphql } from "../../gql";
import type { ClientSnippetFragment } from "../../gql/graphql";
import { t } from "../../lib/i18n";
import { Snippet } from "../ui/Snippet";
import { Tabs } from "../ui/Tabs";

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
    <Tabs
      label={t("snippets.label")}
      tabs={shown.map((language) => ({
        key: language,
        title: languages[language],
        content: snippets
          .filter((snippet) => snippet.language === language)
          .map((snippet) => (
            <Snippet key={snippet.title} title={snippet.title} code={snippet.code} />
          )),
      }))}
    />
  );
}
