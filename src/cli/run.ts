import { didYouMean, quote } from '../checks/options.js';
import { ClickstampError } from '../errors.js';
import { parseArgs } from './args.js';
import type { Command } from './command.js';
import { COMMANDS, loadCommands } from './commands.js';
import { commandHelp, generalHelp, HELP } from './help.js';
import { type Io, UsageError } from './io.js';
import { sayMistake } from './mistakes.js';
import { shownName } from './shown-name.js';

/**
 * Runs the command `clickstamp` with the words behind its name; gives the exit status. What is not ours, or damaged, is
 * status 1 and its code; a mistake on the command line is status 2. Whatever else is thrown is a bug of ours.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof ClickstampError) {
      sayMistake({ about: error.code, message: error.message, help: helpOf(argv) }, io);
      return 1;
    }
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
    const help = (error instanceof UsageError ? error.help : undefined) ?? helpOf(argv);
    sayMistake({ about: 'clickstamp', message: error.message, help }, io);
    return 2;
  }
}

/** The help that is nearest to a command line. */
function helpOf([name = '']: readonly string[]): string {
  return Object.hasOwn(COMMANDS, name) ? `clickstamp ${name} --help` : 'clickstamp --help';
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const topic = name === 'help' ? rest.find((word) => word !== '--help' && word !== '-h') : undefined;
    const help = topic === undefined ? generalHelp(await loadCommands()) : commandHelp(await commandNamed(topic));
    if (name === undefined) io.stderr(help);
    else io.stdout(help);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v' || name === '-V') {
    io.stdout(`${await io.readVersion()}\n`);
    return 0;
  }
  const command = await commandNamed(name);
  const args = parseArgs(rest, [...command.options, HELP]);
  if (args.has('help')) {
    io.stdout(commandHelp(command));
    return 0;
  }
  return command.run(args, io);
}

async function commandNamed(name: string): Promise<Command> {
  if (Object.hasOwn(COMMANDS, name)) return (COMMANDS[name] as () => Promise<Command>)();
  const near = didYouMean(name, Object.keys(COMMANDS));
  const shown = shownName(name);
  throw new UsageError(
    `There is no ${shown === undefined ? 'such command' : `command ${quote(shown)}`}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    near === undefined ? 'clickstamp --help' : `clickstamp ${near} --help`,
  );
}
