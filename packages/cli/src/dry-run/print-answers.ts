import type { DryRunAnswer } from '@k8s-blocks/cluster';
import { fieldsOf, formatObject, groupBy, textOf } from '@k8s-blocks/manifest';
import { formatList, type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Printer } from '../output.ts';

/** What a server says of the objects of one service. */
export interface Answers {
  readonly service: string;
  readonly answers: readonly DryRunAnswer[];
}

/** What was asked. */
interface Question {
  readonly context: string;
  readonly environment: string;
  /** Whether everything was asked about that the environment has. */
  readonly isWhole: boolean;
}

/** Prints what a server says, and returns whether it accepts everything. */
export function printAnswers(services: readonly Answers[], question: Question, output: Printer): boolean {
  const { context, environment } = question;
  for (const { service, answers } of services) {
    output.print(`${service} in ${environment}, as ${context} would take it: ${countsOf(answers)}`);
  }
  const all = services.flatMap(({ answers }) => answers);
  for (const note of [...notesOfNamespaces(all), ...notesOfDefinitions(all), ...notesOfWarnings(all)])
    output.print(note);
  const missing = missingNamespaces(all, question);
  if (!question.isWhole) for (const { problem, remedy } of missing) output.print(`${problem}\n  ${remedy}`);
  const problems = [...refusedProblems(services, environment), ...(question.isWhole ? missing : [])];
  if (problems.length > 0) output.printError(new Refusal(problems).message);
  return problems.length === 0;
}

/** `9 objects accepted, 2 new; 1 refused.` */
function countsOf(answers: readonly DryRunAnswer[]): string {
  const count = (is: DryRunAnswer['verdict']['is']) => answers.filter(({ verdict }) => verdict.is === is).length;
  const created = answers.filter(({ verdict }) => verdict.is === 'accepted' && verdict.creates).length;
  const others = (['refused', 'not asked'] as const).filter((is) => count(is) > 0).map((is) => `${count(is)} ${is}`);
  const accepted = count('accepted');
  return `${[`${accepted} ${accepted === 1 ? 'object' : 'objects'} accepted, ${created} new`, ...others].join('; ')}.`;
}

/** Which objects were asked about elsewhere: what depends on their namespace itself is not known of them. */
function notesOfNamespaces(answers: readonly DryRunAnswer[]): readonly string[] {
  const elsewhere = answers.filter(({ askedIn }) => askedIn !== undefined);
  if (elsewhere.length === 0) return [];
  const byNamespace = groupBy(elsewhere, ({ object }) => [namespaceOf(object)]);
  const lines = [...byNamespace].map(
    ([namespace, own]) => `  ${namespace}: ${formatList(own, ({ object }) => nameOf(object))}`,
  );
  const [where] = elsewhere.flatMap(({ askedIn }) => askedIn ?? []);
  const head = `Asked in the namespace "${where}", since their own does not exist yet; what is of that alone, as its quotas, is not known:`;
  return [[head, ...lines].join('\n')];
}

function notesOfDefinitions(answers: readonly DryRunAnswer[]): readonly string[] {
  const lines = answers.flatMap(({ object, verdict }) =>
    verdict.is === 'not asked' ? [`  ${nameOf(object)}: ${verdict.definition}`] : [],
  );
  if (lines.length === 0) return [];
  return [
    ['Not asked, since the definition of the kind is applied with it, and is not installed yet:', ...lines].join('\n'),
  ];
}

function notesOfWarnings(answers: readonly DryRunAnswer[]): readonly string[] {
  return answers.flatMap(({ object, warnings }) =>
    warnings.map((warning) => `The server warns of ${nameOf(object)}: ${warning}`),
  );
}

/** Namespaces that do not exist, and that nothing of what was asked about creates. */
function missingNamespaces(answers: readonly DryRunAnswer[], { context, environment }: Question): readonly Problem[] {
  const created = new Set(
    answers
      .map(({ object }) => fieldsOf(object))
      .flatMap(({ kind, metadata }) => {
        return kind === 'Namespace' ? [textOf(fieldsOf(metadata).name)] : [];
      }),
  );
  const needed = new Set(
    answers.flatMap(({ object, askedIn }) => (askedIn === undefined ? [] : [namespaceOf(object)])),
  );
  return [...needed]
    .filter((namespace) => !created.has(namespace))
    .map((namespace) => ({
      environment,
      object: `Namespace ${namespace}`,
      problem: `The namespace "${namespace}" does not exist, and nothing of what was asked about creates it.`,
      remedy: `Create it before: kubectl --context ${context} create namespace ${namespace}`,
    }));
}

function refusedProblems(services: readonly Answers[], environment: string): readonly Problem[] {
  return services.flatMap(({ service, answers }) =>
    answers.flatMap(({ verdict }) =>
      verdict.is === 'refused' ? verdict.refusal.within({ service, environment }).problems : [],
    ),
  );
}

function nameOf(object: unknown): string {
  return formatObject(object, 'an object');
}

function namespaceOf(object: unknown): string {
  return textOf(fieldsOf(fieldsOf(object).metadata).namespace) ?? '';
}
