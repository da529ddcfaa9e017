import { lazy, Suspense, useState } from "react";
import { graphql } from "../../gql";
import type { AppUsagePartFragment, UsageRange } from "../../gql/graphql";
import { locale, number, t } from "../../lib/i18n";
import { Button } from "../ui/Button";
import { SelectField } from "../ui/Field";
import { Facts, Section } from "../ui/Page";
import { Table } from "../ui/Table";

// Its scales are heavier than the rest of the page, and stand below what the page is opened for.
const BarChart = lazy(() =>
  import("../chart/BarChart").then((module) => ({ default: module.BarChart })),
);

graphql(`
  fragment AppUsagePart on AppUsage {
    since
    bucketSeconds
    buckets {
      at
      figures {
        signIns
        activeUsers
        tokenCount
        errorCount
      }
    }
    total {
      signIns
      activeUsers
      tokenCount
      errorCount
      refreshFailures
      tokens {
        name
        count
      }
      errors {
        name
        count
      }
    }
  }
`);

export const ranges: readonly UsageRange[] = [
  "LAST_24_HOURS",
  "LAST_7_DAYS",
  "LAST_30_DAYS",
  "LAST_90_DAYS",
];
const measures = ["signIns", "activeUsers", "tokenCount", "errorCount"] as const;
type Measure = (typeof measures)[number];

interface UsageProps {
  usage: AppUsagePartFragment;
  range: UsageRange;
  onRange: (range: UsageRange) => void;
}

function list(counts: readonly { name: string; count: number }[]): string | null {
  return counts.length === 0
    ? null
    : counts.map(({ name, count }) => `${name}: ${number(count)}`).join(", ");
}

/** How much an app is used: one measure at a time as bars, all of them in a table on demand. */
export function Usage({ usage, range, onRange }: UsageProps) {
  const [measure, setMeasure] = useState<Measure>("signIns");
  const [table, setTable] = useState(false);
  const hours = usage.bucketSeconds < 86_400;
  // Days are those of UTC: in the reader's own zone they would be called by the name of another.
  const short = new Intl.DateTimeFormat(
    locale(),
    hours
      ? { hour: "2-digit", minute: "2-digit" }
      : { day: "numeric", month: "short", timeZone: "UTC" },
  );
  const long = new Intl.DateTimeFormat(
    locale(),
    hours
      ? { dateStyle: "medium", timeStyle: "short" }
      : { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" },
  );
  const latest = usage.buckets.at(-1);
  /** When a part was; the one that is not over yet says so. */
  const when = (at: string) => {
    const words = long.format(new Date(at));
    return at === latest?.at ? t("usage.soFar", { when: words }) : words;
  };
  const bars = usage.buckets.map(({ at, figures }) => ({
    key: at,
    label: short.format(new Date(at)),
    title: `${when(at)}: ${number(figures[measure])}`,
    value: figures[measure],
  }));
  return (
    <Section
      title={t("usage.title")}
      action={
        <SelectField
          label={t("usage.range")}
          quiet
          value={range}
          onChange={onRange}
          options={ranges.map((value) => ({ value, label: t(`usage.range.${value}`) }))}
        />
      }
    >
      <fieldset className="measures">
        <legend className="visually-hidden">{t("usage.measure")}</legend>
        {measures.map((each) => (
          <label key={each} className="measure" data-current={each === measure ? "" : undefined}>
            <input
              type="radio"
              name="measure"
              checked={each === measure}
              onChange={() => setMeasure(each)}
            />
            <strong>{number(usage.total[each])}</strong>
            <span>{t(`usage.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <Suspense fallback={<div className="chart-place" />}>
        <BarChart
          bars={bars}
          summary={t("usage.summary", {
            measure: t(`usage.${measure}`),
            total: number(usage.total[measure]),
          })}
        />
      </Suspense>
      <div className="actions chart-foot">
        <Button look="quiet" aria-expanded={table} onClick={() => setTable(!table)}>
          {t(table ? "usage.hideTable" : "usage.showTable")}
        </Button>
        {!hours && <span className="muted">{t("usage.utc")}</span>}
      </div>
      {table && (
        <Table
          caption={t("usage.title")}
          rows={usage.buckets.toReversed()}
          rowKey={(bucket) => bucket.at}
          columns={[
            {
              title: t("activity.when"),
              lead: true,
              cell: (bucket) => when(bucket.at),
            },
            ...measures.map((each) => ({
              title: t(`usage.${each}`),
              cell: (bucket: (typeof usage.buckets)[number]) => number(bucket.figures[each]),
            })),
          ]}
        />
      )}
      <Facts
        of={[
          [t("usage.byGrant"), list(usage.total.tokens)],
          [t("usage.byError"), list(usage.total.errors)],
          [
            t("usage.refreshFailures"),
            usage.total.refreshFailures > 0 && number(usage.total.refreshFailures),
          ],
        ].filter((row): row is [string, string] => Boolean(row[1]))}
      />
    </Section>
  );
}
