import { test } from 'vitest';
import { runDocuments } from './run-documents.js';

test('100,000 documents of hostile pieces come back whole, with every link right', () => runDocuments(100_000));
