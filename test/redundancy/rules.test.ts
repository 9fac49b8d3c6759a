import { describe, expect, test } from 'vitest';
import { classify, type Tables } from '../../src/message/classify/classify.js';
import { createLinkContext } from '../../src/message/classify/context.js';
import { EXCLUSIONS, KIND_RULES } from '../../src/message/classify/rules.js';
import { discoverHtml } from '../../src/message/html/discover.js';
import { createSettings } from '../../src/message/plan/options.js';
import { GATE_CASES, KIND_RULE_CASES, type RuleCase } from './rules.cases.js';

const ALL: Tables = { kinds: KIND_RULES, exclusions: EXCLUSIONS };

/** What the tables say of a case; undefined where no rule matches at all. */
function outcome({ markup, options = {} }: RuleCase, tables: Tables): unknown {
  const settings = createSettings({ trackingUrl: 'https://click.brand.example/c', clickTracking: true, ...options }, [
    'html',
    'amp',
  ]);
  const source = markup.startsWith('<') ? markup : `<a ${markup}>x</a>`;
  const { syntaxes, part } = settings;
  const [occurrence] = discoverHtml(source, { part: part === 'amp' ? 'amp' : 'html', syntaxes }).occurrences;
  if (occurrence === undefined) throw new Error(`no link in ${source}`);
  const context = createLinkContext(occurrence, syntaxes);
  return tables.kinds.some((row) => row.test(context, settings)) ? classify(context, settings, tables) : undefined;
}

const without = <Row>(rows: readonly Row[], at: number): readonly Row[] => rows.filter((_, i) => i !== at);

describe('no row can be taken out', () => {
  test('every row has its case', () => {
    expect(KIND_RULE_CASES).toHaveLength(KIND_RULES.length);
    expect(GATE_CASES.map((each) => each.reason)).toEqual(EXCLUSIONS.map((row) => row.reason));
  });

  test.each(KIND_RULES.map((row, at) => ({ at, kind: row.kind, reason: row.reason })))(
    'kind rule $at: $kind, $reason',
    ({ at, kind }) => {
      const rule = KIND_RULE_CASES[at] as RuleCase;
      const whole = outcome(rule, ALL);
      expect(whole).toMatchObject({ kind });
      expect(outcome(rule, { ...ALL, kinds: without(KIND_RULES, at) })).not.toEqual(whole);
    },
  );

  test.each(GATE_CASES.map((each, at) => ({ ...each, at })))('gate $reason', ({ at, reason, ...rule }) => {
    expect(outcome(rule, ALL)).toMatchObject({ verdict: 'leave', reason });
    expect(outcome(rule, { ...ALL, exclusions: without(EXCLUSIONS, at) })).toMatchObject({ verdict: 'track' });
  });
});
