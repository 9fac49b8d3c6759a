import { test } from 'vitest';
import { checkExample } from './run-example.js';

test('postgres.mjs', () => checkExample('postgres.mjs', 300_000));
