import { type CommandSpec, type CommandSpecs, type Completion, HELP, type OptionSpec } from '../command-spec.ts';

/** The actions of zsh's `_arguments` for the value of an option. */
const ACTIONS: Readonly<Record<Completion, string>> = {
  contexts: '{compadd -- ${(f)"$(kubectl config get-contexts -o name 2>/dev/null)"}}',
  files: '_files',
  folders: '_files -/',
  nothing: ' ',
  revisions: '{compadd -- HEAD ${(f)"$(git for-each-ref --format="%(refname:short)" 2>/dev/null)"}}',
};

/**
 * The script for zsh: it may be sourced after compinit, or lie as `_k8s-blocks` in a folder of `$fpath`.
 *
 * @see https://zsh.sourceforge.io/Doc/Release/Completion-System.html
 */
export function zshScript(commands: CommandSpecs): string {
  const entries = Object.entries(commands);
  const described = entries.map(([name, { summary }]) => `        ${quoted(`${name}:${summary}`)}`);
  return `#compdef k8s-blocks
# Completes k8s-blocks in zsh: source <(k8s-blocks completion zsh)
_k8s_blocks() {
  local curcontext="$curcontext" state line
  _arguments -C ${argument('help', HELP)} '1:command:->command' '*::argument:->argument'
  case "$state" in
    command)
      local -a commands=(
${described.join('\n')}
      )
      _describe command commands ;;
    argument)
      case "$line[1]" in
${entries.map(([name, spec]) => `        ${name}) ${argumentsOf(spec)} ;;`).join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_k8s-blocks" ]; then _k8s_blocks "$@"; else compdef _k8s_blocks k8s-blocks; fi
`;
}

function argumentsOf({ options, choices, targets }: CommandSpec): string {
  const all = Object.entries({ ...options, help: HELP }).map(([option, spec]) => argument(option, spec));
  const action = choices === undefined ? ACTIONS.files : `(${choices.join(' ')})`;
  return `_arguments ${[...all, quoted(`*:${escaped(targets)}:${action}`)].join(' ')}`;
}

function argument(name: string, { value, summary, choices, completes = 'nothing' }: OptionSpec): string {
  if (value === undefined) return quoted(`--${name}[${escaped(summary)}]`);
  const action = choices === undefined ? ACTIONS[completes] : `(${choices.join(' ')})`;
  return quoted(`--${name}=[${escaped(summary)}]:${escaped(value)}:${action}`);
}

/** In the arguments of `_arguments`, brackets and colons are separators. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, (character) => `\\${character}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
