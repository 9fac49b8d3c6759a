import type { Command } from '../command.js';
import { COMPLETION_SCRIPTS } from '../completion.js';
import { UsageError } from '../io.js';

/** Made of the table it stands in, which is why it is handed over. */
export function createCompletion(commands: () => readonly Command[]): Command {
  const shells = Object.keys(COMPLETION_SCRIPTS);
  return {
    name: 'completion',
    operands: shells.join('|'),
    operandChoices: shells,
    summary: 'print the completion of the command for a shell',
    options: [],
    examples: [
      'source <(clickstamp completion bash)',
      'clickstamp completion zsh > ~/.zfunc/_clickstamp   # a folder of $fpath',
    ],
    async run(args, io) {
      const [shell = '', ...more] = args.operands;
      const script = Object.hasOwn(COMPLETION_SCRIPTS, shell) ? COMPLETION_SCRIPTS[shell] : undefined;
      if (script === undefined || more.length > 0) throw new UsageError(`Name a shell: ${shells.join(' or ')}.`);
      io.stdout(script(commands()));
      return 0;
    },
  };
}
