import { test } from 'vitest';
import { runDocuments } from './run-documents.js';

test('200 documents of hostile pieces come back whole, with every link right', () => runDocuments(200));
