import type { Completion, OptionSpec } from '../command-spec.ts';
import { COMMANDS } from '../commands.ts';

/** The options of bash's `compgen` for the value of an option. */
const WORDS: Readonly<Record<Completion, string>> = {
  contexts: '-W "$(kubectl config get-contexts -o name 2>/dev/null)"',
  files: '-f',
  folders: '-d',
  nothing: "-W ''",
  revisions: `-W "HEAD $(git for-each-ref --format='%(refname:short)' 2>/dev/null)"`,
};

/**
 * The script for bash 3.2 (of macOS) and newer. It contains all words, so that completing does not start Node.
 *
 * @see https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 */
export function bashScript(): string {
  const names = Object.keys(COMMANDS);
  return `# Completes k8s-blocks in bash: source <(k8s-blocks completion bash)
_k8s_blocks() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command= word
  local -a found
  # bash splits "--format=json" into three words.
  if [[ "$cur" == "=" ]]; then cur=
  elif [[ "$prev" == "=" ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${names.join('|')}) command="$word"; break ;; esac
  done
  case "$command" in
    '') found=(${wordList([...names, '--help'])}) ;;
${names.map(targetCase).join('\n')}
  esac
  case "$command $cur" in
${names.map(optionCase).join('\n')}
  esac
  case "$command $prev" in
${names.flatMap(valueCases).join('\n')}
  esac
  # So that names of files are quoted, and folders end in a slash; bash before 4 cannot.
  case "\${found[0]}" in -[fd]) compopt -o filenames 2>/dev/null ;; esac
  COMPREPLY=()
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "\${found[@]}" -- "$cur")
}
complete -F _k8s_blocks k8s-blocks
`;
}

function valueCases(name: string): readonly string[] {
  return Object.entries(COMMANDS[name]?.options ?? {})
    .filter(([, { value }]) => value !== undefined)
    .map(([option, spec]) => `    '${name} --${option}') found=(${valuesOf(spec)}) ;;`);
}

function valuesOf({ choices, completes = 'nothing' }: OptionSpec): string {
  return choices === undefined ? WORDS[completes] : wordList(choices);
}

function optionCase(name: string): string {
  const options = [...Object.keys(COMMANDS[name]?.options ?? {}), 'help'].map((option) => `--${option}`);
  return `    '${name} -'*) found=(${wordList(options)}) ;;`;
}

function targetCase(name: string): string {
  const { choices } = COMMANDS[name] ?? {};
  return `    '${name}') found=(${choices === undefined ? WORDS.files : wordList(choices)}) ;;`;
}

function wordList(words: readonly string[]): string {
  return `-W '${words.join(' ')}'`;
}
