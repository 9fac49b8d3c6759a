import { vi } from 'vitest';

/** Waits until an expectation holds, as long as a busy machine may need; Vitest's own gives up after a second. */
export const waitFor = (expectation: () => void): Promise<void> => vi.waitFor(expectation, { timeout: 60_000 });
