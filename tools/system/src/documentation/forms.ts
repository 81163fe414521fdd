import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '@k8s-blocks/cli';
import { type Words, wordsOf } from './shell.ts';

/** What commands are checked against. */
export interface Surroundings {
  /** The root of the workspace. */
  readonly workspace: string;
  /** The working directory of the command. */
  readonly folder: string;
  /** The targets of every project, by its short name, and the command of each that has one. */
  readonly targets: ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;
}

/** A form of commands in the documentation. */
interface Form {
  readonly is: RegExp;
  /** The problems of a command of this form. Default: none. */
  readonly problems?: (words: Words, surroundings: Surroundings) => readonly string[] | Promise<readonly string[]>;
  /** Why commands of this form are not run. Default: they are run. */
  readonly notRun?: string;
}

/** The service of examples, which has neither a project nor a folder in this workspace. */
const EXAMPLE = /\bpayments\b/;

/** The first form that matches a command applies. A command that matches none fails the test. */
const FORMS: readonly Form[] = [
  { is: /^npm ci$/, notRun: 'it installs; the modules of a copy are linked' },
  { is: /^npm install( |$)/, notRun: 'it installs; tools/release installs the packed packages elsewhere' },
  {
    is: /^npm (test|run )/,
    problems: npmProblems,
    notRun: 'a run of all tests, or of Biome, is CI’s; tools/release runs the scripts of examples',
  },
  { is: /^npx biome check /, problems: binaryProblems, notRun: 'a run of Biome is CI’s' },
  { is: /^npx changeset$/, problems: binaryProblems, notRun: 'it asks questions' },
  { is: /^npx nx g .*--dry-run$/, problems: generatorProblems },
  { is: /^npx nx g /, problems: generatorProblems, notRun: 'the test of the tutorial runs it' },
  { is: /^npx nx run \S+:(emit|check|preview|verify)( |$)/, problems: nxProblems },
  { is: /^npx nx run-many -t( (emit|typecheck))+( -p .*)?$/, problems: nxProblems },
  {
    is: /^npx nx /,
    problems: nxProblems,
    notRun: 'it takes long, or needs a cluster or a registry; CI and tests run it',
  },
  {
    is: /^npx tsc$/,
    problems: binaryProblems,
    notRun: 'here the packages are sources; the examples are type-checked all together',
  },
  { is: /^(npx )?k8s-blocks( |$)/, problems: ([...words]) => cliProblemsAfter('k8s-blocks', words) },
  {
    is: /^node tools\/nx-plugin\/k8s-blocks\.mjs /,
    problems: (words) => cliProblemsAfter(words[1] ?? '', words),
  },
  { is: /^node --import tsx tools\/bench\/src\//, notRun: 'it takes half an hour; the tests of tools/bench run it' },
  { is: /^source <\(k8s-blocks .*\)$/ },
  { is: /^source$/, notRun: 'it reads what the command before it prints' },
  { is: /^export [A-Z_]+=\S+$/, notRun: 'it sets a variable for a server that is not there' },
  { is: /^kubectl apply --server-side -k \S+$/, notRun: 'it needs a cluster' },
  { is: /^kubectl apply --server-side --field-manager=\S+ -f \S+$/, notRun: 'it needs a cluster' },
  { is: /^kubectl apply( --server-side( -k)?)?$/, notRun: 'it needs a cluster' },
  { is: /^git (diff|status)( |$)/ },
];

/** The result of checking a command by its form. */
export interface Judged {
  readonly problems: readonly string[];
  readonly isRun: boolean;
}

/** Whether a command has a known form, and its parts exist. */
export async function judge(words: Words, surroundings: Surroundings): Promise<Judged> {
  const command = words.join(' ');
  const form = FORMS.find(({ is }) => is.test(command));
  if (form === undefined) return { problems: [`"${command}" matches no form in forms.ts.`], isRun: false };
  const problems = [...((await form.problems?.(words, surroundings)) ?? []), ...pathProblems(words, surroundings)];
  // Only a generator can run with the service of examples, which does not exist.
  const needsExample = EXAMPLE.test(command) && !command.startsWith('npx nx g ');
  const isRun = form.notRun === undefined && problems.length === 0 && !needsExample && !command.includes('<name>');
  return { problems: problems.map((problem) => `${command}: ${problem}`), isRun };
}

/** The words with `*` in paths expanded, as a shell does. */
export function expanded(words: Words, folder: string): Words {
  return words.flatMap((word) => (word.includes('*') ? pathsLike(word, folder) : [word]));
}

function pathsLike(pattern: string, folder: string): readonly string[] {
  const steps = pattern.split('/');
  return steps.reduce<readonly string[]>(
    (paths, step) =>
      paths
        .flatMap((path) =>
          step === '*' ? readdirSync(join(folder, path)).map((name) => join(path, name)) : [join(path, step)],
        )
        .filter((path) => existsSync(join(folder, path))),
    [''],
  );
}

/** Words with a slash are paths, unless they are a package, a revision or a placeholder. */
function pathProblems(words: Words, { folder }: Surroundings): readonly string[] {
  const paths = words.filter(
    (word) => /^[\w*.-]+\//.test(word) && !word.startsWith('origin/') && !/[<$:]/.test(word) && !EXAMPLE.test(word),
  );
  return paths.filter((path) => pathsLike(path, folder).length === 0).map((path) => `There is no ${path}.`);
}

function npmProblems([, verb = '', script = verb]: Words, { folder }: Surroundings): readonly string[] {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const name = verb === 'run' ? script : verb;
  return name in scripts ? [] : [`There is no script "${name}".`];
}

function binaryProblems([, binary = '']: Words, { workspace }: Surroundings): readonly string[] {
  return existsSync(join(workspace, 'node_modules/.bin', binary)) ? [] : [`There is no command "${binary}".`];
}

function generatorProblems([, , , generator = '', ...args]: Words, { workspace }: Surroundings): readonly string[] {
  const [plugin, name = ''] = generator.split(':');
  if (plugin !== '@k8s-blocks/nx-plugin') return [`There is no plugin "${plugin}".`];
  const folder = join(workspace, 'tools/nx-plugin');
  const { generators } = JSON.parse(readFileSync(join(folder, 'generators.json'), 'utf8'));
  if (!(name in generators)) return [`There is no generator "${name}".`];
  const { properties } = JSON.parse(readFileSync(join(folder, generators[name].schema), 'utf8'));
  const known = ['dryRun', ...Object.keys(properties)].map((each) =>
    each.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`),
  );
  return unknown(optionsOf(args), known);
}

const NX_OPTIONS = ['targets', 'projects', 'parallel', 'base', 'head', 'affected', 'json', 'skip-nx-cache'];

function nxProblems(
  [, , verb, ...args]: Words,
  { targets }: Surroundings,
): readonly string[] | Promise<readonly string[]> {
  if (verb === 'run') {
    const [task = '', ...rest] = args;
    const [project = '', target = ''] = task.split(':');
    if (!targets.get(project)?.has(target)) return [`There is no task "${task}".`];
    const command = targets.get(project)?.get(target) ?? '';
    // A task of the plugin's executor names the command alone.
    const cli = /k8s-blocks\.mjs (\S+)/.exec(command)?.[1] ?? ['emit', 'check'].find((each) => each === command);
    return cli === undefined ? unknown(optionsOf(rest), []) : cliProblems(cli, rest);
  }
  if (verb === 'show') return unknown(optionsOf(args), NX_OPTIONS);
  if (verb !== 'run-many' && verb !== 'affected') return [`"nx ${verb}" is not a command that forms.ts checks.`];
  const all = new Set([...targets.values()].flatMap((each) => [...each.keys()]));
  return [
    ...valuesOf(args, '-t').flatMap((target) => (all.has(target) ? [] : [`No project has a target "${target}".`])),
    ...valuesOf(args, '-p')
      .filter((project) => !targets.has(project) && !EXAMPLE.test(project))
      .map((project) => `There is no project "${project}".`),
    ...unknown(optionsOf(args), NX_OPTIONS),
  ];
}

/** The values of a short option, up to the next option. */
function valuesOf(args: Words, option: string): Words {
  const after = args.slice(args.indexOf(option) + 1);
  if (!args.includes(option)) return [];
  const end = after.findIndex((word) => word.startsWith('-'));
  return end < 0 ? after : after.slice(0, end);
}

function cliProblemsAfter(program: string, words: Words): Promise<readonly string[]> {
  const [command = '', ...args] = words.slice(words.indexOf(program) + 1);
  return cliProblems(command, args);
}

/** Checks options against the help of the command. */
async function cliProblems(command: string, args: Words): Promise<readonly string[]> {
  let help = '';
  const exitCode = await run([command, '--help'], {
    print: (text) => {
      help += text;
    },
    printError: () => {},
  });
  if (exitCode !== 0) return [`k8s-blocks has no command "${command}".`];
  const known = [...help.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, name = '']) => name);
  return unknown(optionsOf(args), known);
}

function optionsOf(args: Words): Words {
  return args.flatMap((word) => /^--([\w-]+)/.exec(word)?.[1] ?? []);
}

function unknown(options: Words, known: Words): readonly string[] {
  return options.filter((option) => !known.includes(option)).map((option) => `There is no option --${option}.`);
}

/** The command to run for a command of a page: of a process substitution, the inner one. */
export function program(words: Words): Words {
  const inner = /^source <\((.*)\)$/.exec(words.join(' '))?.[1];
  return inner === undefined ? words : wordsOf(inner);
}
