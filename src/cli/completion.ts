import type { OptionSpec } from './args.js';
import type { Command } from './command.js';
import { HELP } from './help.js';

/** How each shell is told what there is; made of the table of commands, so nothing is ever missing. */
export const COMPLETION_SCRIPTS: Readonly<Record<string, (commands: readonly Command[]) => string>> = { bash, zsh };

function optionsOf({ options }: Command): readonly OptionSpec[] {
  return [...options, HELP];
}

/** What can stand behind an option: its choices, a file, or nothing the shell could know. */
function valuesOf({ value, choices }: OptionSpec): 'none' | 'file' | 'text' | readonly string[] {
  if (value === undefined) return 'none';
  return choices ?? (value === 'FILE' ? 'file' : 'text');
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const values = optionsOf(command).flatMap((option) => {
      const kind = valuesOf(option);
      if (kind === 'none') return [];
      const flags = [`--${option.name}`, ...(option.short === undefined ? [] : [`-${option.short}`])].join('|');
      if (kind === 'file') return [`      ${flags}) compopt -o default; return ;;`];
      if (kind === 'text') return [`      ${flags}) return ;;`];
      return [`      ${flags}) COMPREPLY=($(compgen -W '${kind.join(' ')}' -- "$word")); return ;;`];
    });
    const flags = optionsOf(command).map(({ name }) => `--${name}`);
    const operands =
      command.operandChoices === undefined
        ? command.operands === ''
          ? ''
          : '\n    compopt -o default'
        : `\n    COMPREPLY=($(compgen -W '${command.operandChoices.join(' ')}' -- "$word"))`;
    return `  ${command.name})
    case $before in
${values.join('\n')}
    esac
    if [[ $word == -* ]]; then
      COMPREPLY=($(compgen -W '${flags.join(' ')}' -- "$word"))
      return
    fi${operands} ;;`.replace('    case $before in\n\n    esac\n', '');
  });
  return `# bash completion of clickstamp: source <(clickstamp completion bash)
_clickstamp() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${[...commands.map(({ name }) => name), 'help', '--help', '--version'].join(' ')}' -- "$word"))
    return
  fi
  case \${COMP_WORDS[1]} in
  help) COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$word")) ;;
${cases.join('\n')}
  esac
}
complete -F _clickstamp clickstamp
`;
}

function zsh(commands: readonly Command[]): string {
  const list = commands.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`);
  const cases = commands.map((command) => {
    const specs = optionsOf(command).flatMap((option) => zshOption(option).map((spec) => `      ${quote(spec)}`));
    const operands =
      command.operandChoices === undefined
        ? command.operands === ''
          ? []
          : [`      '*:file:_files'`]
        : [`      ${quote(`1:name:(${command.operandChoices.join(' ')})`)}`];
    return `  ${command.name})
    _arguments -S \\
${[...specs, ...operands].join(' \\\n')} ;;`;
  });
  return `#compdef clickstamp
# zsh completion of clickstamp: clickstamp completion zsh > a folder of $fpath/_clickstamp
_clickstamp() {
  local -a commands
  commands=(
${list.join('\n')}
  )
  if ((CURRENT == 2)); then
    if [[ $PREFIX == -* ]]; then
      _arguments '(- *)--help[show the help]' '(- *)--version[show the version]'
    else
      commands+=('help:show the help of a command')
      _describe command commands
    fi
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
  help) _describe command commands ;;
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _clickstamp ]]; then _clickstamp "$@"; else compdef _clickstamp clickstamp; fi
`;
}

/** The specifications of `_arguments` (zshcompsys) for an option. Brackets and colons in the help would end them. */
function zshOption(option: OptionSpec): string[] {
  const { name, short, many, help } = option;
  const kind = valuesOf(option);
  const text = help.replace(/[[\]\\]/g, '').replaceAll(':', '\\:');
  const action = kind === 'file' ? '_files' : Array.isArray(kind) ? `(${kind.join(' ')})` : ' ';
  const value = kind === 'none' ? '' : `:${option.value}:${action}`;
  const long = `--${name}${kind === 'none' ? '' : '='}[${text}]${value}`;
  if (short === undefined) return [many === true ? `*${long}` : long];
  const once = `(-${short} --${name})`;
  return [`${once}-${short}[${text}]${value}`, `${once}${long}`];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
