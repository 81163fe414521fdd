import type { CommandSpec, CommandSpecs, Completion, OptionSpec } from '../command-spec.ts';

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
export function bashScript(commands: CommandSpecs): string {
  const entries = Object.entries(commands);
  const names = Object.keys(commands);
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
${entries.map(targetCase).join('\n')}
  esac
  case "$command $cur" in
${entries.map(optionCase).join('\n')}
  esac
  case "$command $prev" in
${entries.flatMap(valueCases).join('\n')}
  esac
  # So that names of files are quoted, and folders end in a slash; bash before 4 cannot.
  case "\${found[0]}" in -[fd]) compopt -o filenames 2>/dev/null ;; esac
  COMPREPLY=()
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "\${found[@]}" -- "$cur")
}
complete -F _k8s_blocks k8s-blocks
`;
}

type Entry = readonly [name: string, spec: CommandSpec];

function valueCases([name, { options }]: Entry): readonly string[] {
  return Object.entries(options)
    .filter(([, { value }]) => value !== undefined)
    .map(([option, spec]) => `    '${name} --${option}') found=(${valuesOf(spec)}) ;;`);
}

function valuesOf({ choices, completes = 'nothing' }: OptionSpec): string {
  return choices === undefined ? WORDS[completes] : wordList(choices);
}

function optionCase([name, { options }]: Entry): string {
  const words = [...Object.keys(options), 'help'].map((option) => `--${option}`);
  return `    '${name} -'*) found=(${wordList(words)}) ;;`;
}

function targetCase([name, { choices }]: Entry): string {
  return `    '${name}') found=(${choices === undefined ? WORDS.files : wordList(choices)}) ;;`;
}

function wordList(words: readonly string[]): string {
  return `-W '${words.join(' ')}'`;
}
