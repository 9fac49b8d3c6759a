import type { Command } from './command.js';
import { audit } from './commands/audit.js';
import { decode } from './commands/decode.js';
import { demo } from './commands/demo.js';
import { keygen } from './commands/keygen.js';
import { report } from './commands/report.js';
import { rewrite } from './commands/rewrite.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [audit, rewrite, decode, report, keygen, demo];
