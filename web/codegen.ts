import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/gql/**"],
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        strictScalars: true,
        useTypeImports: true,
        dedupeFragments: true,
        scalars: {
          DateTime: "string",
          EmailAddress: "string",
          ScopeName: "string",
          URL: "string",
          JSON: "unknown",
          Permission: "string",
        },
      },
    },
  },
};

export default config;
