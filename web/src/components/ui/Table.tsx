import type { ReactNode } from "react";

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  /** Reads as a sentence by itself, so that the card form shows no label. */
  lead?: boolean;
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Buttons of a row; shown last. */
  actions?: (row: Row) => ReactNode;
  actionsTitle?: string;
}

/**
 * A table on wide screens, cards on narrow ones, from the same markup. A link with the class
 * `row-link` in the lead cell makes the whole row clickable.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  actions,
  actionsTitle,
}: TableProps<Row>) {
  return (
    <table className="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col">
              {column.title}
            </th>
          ))}
          {actions && (
            <th scope="col">
              <span className="visually-hidden">{actionsTitle}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <td key={column.title} data-label={column.lead ? undefined : column.title}>
                {column.cell(row)}
              </td>
            ))}
            {actions && <td className="table-actions">{actions(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
