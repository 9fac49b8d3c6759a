import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SnapshotErrorCode, TokenErrorCode } from '../../src/errors.js';
import { REASONS } from '../../src/message/classify/reasons.js';
import { FINDINGS } from '../../src/message/findings/catalog.js';

const page = readFileSync(new URL('../../docs/codes.md', import.meta.url), 'utf8');

/** The compiler refuses these tables where a code is missing or unknown. */
const TOKEN_CODES: Record<TokenErrorCode, true> = {
  'token-malformed': true,
  'token-too-long': true,
  'token-algorithm': true,
  'token-type': true,
  'token-key-unknown': true,
  'token-key-inactive': true,
  'token-critical': true,
  'token-signature': true,
  'token-encrypted': true,
  'token-decryption': true,
  'token-version': true,
  'token-claims': true,
  'token-audience': true,
  'token-destination': true,
  'token-link-unknown': true,
};
const SNAPSHOT_CODES: Record<SnapshotErrorCode, true> = {
  'snapshot-malformed': true,
  'snapshot-truncated': true,
  'snapshot-checksum': true,
  'snapshot-foreign': true,
  'snapshot-version': true,
};

test('docs/codes.md has a heading for every code, and no others', () => {
  const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1] as string);
  const codes = [REASONS, FINDINGS, TOKEN_CODES, SNAPSHOT_CODES].flatMap((table) => Object.keys(table));
  expect([...new Set(headings)].sort()).toEqual([...new Set(codes)].sort());
  expect(headings).toHaveLength(new Set(headings).size);
});

test('docs/codes.md gives each finding the severity of its row', () => {
  for (const [code, { severity }] of Object.entries(FINDINGS)) {
    const section = page.slice(page.indexOf(`\n## ${code}\n`));
    const said = /^\*(Error|Warning|Info)\.\*/m.exec(section.slice(0, section.indexOf('\n## ', 5)))?.[1];
    expect([code, said?.toLowerCase()]).toEqual([code, severity]);
  }
});
