import { didYouMean } from '../options.js';
import { parseArgs } from './args.js';
import { COMMANDS } from './commands.js';
import { commandHelp, generalHelp, HELP } from './help.js';
import { type Io, UsageError } from './io.js';

/** Runs the command `clickstamp` with the words behind its name; gives the exit status. Whatever else is thrown is a bug of ours. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
    io.stderr(`clickstamp: ${error.message}\n`);
    return 2;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const about = COMMANDS.find((command) => command.name === rest[0]);
    io.stdout(about === undefined ? generalHelp(COMMANDS) : commandHelp(about));
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) {
    const near = didYouMean(
      name,
      COMMANDS.map((each) => each.name),
    );
    throw new UsageError(
      `There is no command ${name}${near === undefined ? '; see clickstamp --help.' : `. Did you mean ${near}?`}`,
    );
  }
  const args = parseArgs(rest, [...command.options, HELP]);
  if (args.has('help')) {
    io.stdout(commandHelp(command));
    return 0;
  }
  return command.run(args, io);
}
