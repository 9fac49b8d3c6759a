import { test } from 'vitest';
import { runDocuments } from './run-documents.js';

test('2,000 documents of hostile pieces come back whole, with every link right', () => runDocuments(2_000));
