import type { Command } from './command.js';

/** Every command, in the order of the help. What a command needs is loaded when it is asked for. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import('./commands/audit.js')).audit,
  rewrite: async () => (await import('./commands/rewrite.js')).rewrite,
  decode: async () => (await import('./commands/decode.js')).decode,
  report: async () => (await import('./commands/report.js')).report,
  keygen: async () => (await import('./commands/keygen.js')).keygen,
  demo: async () => (await import('./commands/demo.js')).demo,
};

/** All of them. */
export function loadCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(COMMANDS).map((load) => load()));
}
