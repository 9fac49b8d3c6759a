import { type ClickTableOptions, clickTable } from '../../../src/clicks/sql/index.js';

const table = clickTable({ dialect: 'sqlite', name: 'clicks' });
const make = (options: object): unknown =>
  clickTable({ dialect: 'sqlite', name: 'clicks', ...options } as ClickTableOptions);

/** Mistakes of callers, and what is said of them. */
export const MISTAKES: Readonly<Record<string, readonly [call: () => unknown, message: string | RegExp]>> = {
  'an unknown option': [() => make({ tabel: 1 }), /^clickTable options: unknown option "tabel"/],
  'an engine that is not known': [() => make({ dialect: 'sqlit' }), /^dialect: must be one of .*did you mean "sqlite"/],
  'no engine': [() => make({ dialect: undefined }), /^dialect: must be one of/],
  'a name with a quote': [
    () => make({ name: 'clicks"; DROP TABLE users; --' }),
    /^name: must be a name such as clicks/,
  ],
  'a name of three parts': [() => make({ name: 'a.b.c' }), /^name: must be a name such as/],
  'an empty name': [() => make({ name: '' }), /^name: must be a name such as/],
  'a name that is a number': [() => make({ name: 5 }), /^name: must be a string/],
  'a name that our queries use': [() => make({ name: 'cs_known' }), 'name: must not begin with cs_'],
  'a cluster without ClickHouse': [() => make({ cluster: 'c' }), 'cluster: is for ClickHouse only'],
  'an empty salt': [() => make({ salt: '' }), 'salt: must not be empty'],
  'a weight that is not one': [
    () => make({ bots: { weights: { burst: -1 } } }),
    /^bots\.weights\.burst: must be a number/,
  ],
  'one record, not in an array': [
    () => table.insert({ linkId: 'a', at: 1 } as never),
    'records: must be an array of clicks, not an object',
  ],
  'a record without a link': [() => table.insert([{ at: 1 } as never]), /^event\.linkId: must be a string/],
  'a record without a time': [() => table.insert([{ linkId: 'a' } as never]), /^event\.at: must be/],
  'settling without a time': [() => table.settle({} as never), 'now: must be a valid Date, not undefined'],
  'settling with a negative delay': [() => table.settle({ now: new Date(0), lateMs: -1 }), /^lateMs: must be a number/],
  'pruning without a time': [() => table.prune({} as never), /^before: must be a valid Date/],
  'forgetting nobody': [() => table.forget(''), 'contactId: must be a string that is not empty'],
  'renaming to nobody': [() => table.renameContact('a', ''), 'to: must be a string that is not empty'],
  'a filter that is not known': [() => table.where({ linkID: 'a' } as never), /^query: unknown option "linkID"/],
  'a filter by a text for a time': [() => table.where({ from: '2026' as never }), /^query\.from: must be a valid Date/],
  'a filter by a number for a time': [() => table.where({ to: 1 as never }), /^query\.to: must be a valid Date/],
  'a filter by tags of numbers': [
    () => table.where({ tags: { a: 1 as never } }),
    'query.tags: must be an object of strings',
  ],
  'a dimension that is not known': [() => table.groupBy('links' as never), /^dimension: must be one of/],
  'a bucket that is not known': [() => table.timeline({ bucket: 'minute' as never }), /^bucket: must be/],
  'a zone that is not known': [() => table.timeline({ timeZone: 'Mars/Base' }), /^timeZone: must be an IANA time zone/],
};
