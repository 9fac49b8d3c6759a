/** Gives the class of what was thrown: its message might quote the content. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
