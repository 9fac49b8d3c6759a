/** One statement and the values for its parameters, in their order, for whatever driver you have. */
export interface Statement {
  /** SQL with the parameters of the dialect. */
  readonly text: string;
  /** One for each parameter. Every driver can bind them as they are. */
  readonly values: readonly (string | number | null)[];
}

export type SqlValue = Statement['values'][number];

/** A row as the driver returns it, by the names of its columns. */
export type SqlRow = Readonly<Record<string, unknown>>;

/**
 * Runs a statement on your connection and returns its rows, at once or as a promise: objects by the names of their columns,
 * as drivers return them by default. An error of the driver's comes through as it is.
 */
export type Run = (text: string, values: Statement['values']) => readonly unknown[] | Promise<readonly unknown[]>;

/** Something to be read: nothing runs before `read` is called, and every call reads anew. */
export interface Reading<T> {
  /** Reads by way of your own `run`. Rejects with whatever your driver throws. */
  read(run: Run): Promise<T>;
}

/** A piece of SQL: text, and between it the values that are bound. */
export interface Sql {
  readonly pieces: readonly (string | { readonly bound: SqlValue })[];
}

/** One common table expression: what stands before its query (`name AS`, `name AS MATERIALIZED`), and the query. */
export type Cte = readonly [head: string, query: Sql | string];

/** Builds SQL. What is filled in is text of ours, never of a caller's: that goes through `bind`. */
export function sql(strings: TemplateStringsArray, ...filled: readonly (Sql | string | number)[]): Sql {
  const pieces: (string | { readonly bound: SqlValue })[] = [];
  strings.forEach((text, i) => {
    pieces.push(text);
    const next = filled[i];
    if (typeof next === 'object') pieces.push(...next.pieces);
    else if (next !== undefined) pieces.push(String(next));
  });
  return { pieces };
}

/** A value that the driver binds. */
export function bind(value: SqlValue): Sql {
  return { pieces: [{ bound: value }] };
}

/** Joins pieces of SQL; `empty` stands for none. */
export function join(parts: readonly Sql[], between: string, empty = ''): Sql {
  if (parts.length === 0) return { pieces: [empty] };
  return { pieces: parts.flatMap((part, i) => (i === 0 ? part.pieces : [between, ...part.pieces])) };
}

/** Writes SQL with the placeholders of a dialect. */
export function write({ pieces }: Sql, placeholder: (number: number) => string): Statement {
  const values: SqlValue[] = [];
  const text = pieces
    .map((piece) => (typeof piece === 'string' ? piece : placeholder(values.push(piece.bound))))
    .join('');
  return { text, values };
}
