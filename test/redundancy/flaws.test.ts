import { expect, test } from 'vitest';
import { FLAWS, findTypo } from '../../src/url/suggest.js';
import { FLAW_CASES } from '../url/suggest.cases.js';

const outcomes = (urlErrors = FLAWS) => FLAW_CASES.map(([address]) => findTypo(address, urlErrors));

test.each(FLAWS.map((row, at) => ({ at, urlError: row.urlError })))(
  'without flaw row $at ($flaw), a case reads otherwise',
  ({ at }) => {
    expect(outcomes(FLAWS.filter((_, i) => i !== at))).not.toEqual(outcomes());
  },
);
