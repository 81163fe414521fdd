import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { domainPathProblem } from '../formats.ts';
import { jobRules, type LocatedJob } from '../job-spec.ts';
import { completedName } from '../object-names.ts';
import { ruleFor } from '../rule.ts';
import { belowMinimum, invalid, notSupported, quote, required, type Violations } from '../violation.ts';

const NUMBERS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
] as const;

const MODES = ['Indexed', 'NonIndexed'];
const REPLACEMENTS = ['Failed', 'TerminatingOrFailed'];

/** Up to this many completions and failed indexes, and pods at once, the status of an indexed Job has room for all. */
const MAX_INDEXES = 100_000;
/** At most this many, where more completions than {@link MAX_INDEXES} have a limit of their own. */
const MAX_OF_MANY = 10_000;
const MAX_MANAGER_LENGTH = 63;

/**
 * The numbers of a Job are not negative, and what only an indexed Job has stands in one alone.
 *
 * @example
 * apiVersion: batch/v1
 * kind: Job
 * metadata: { name: migrate }
 * spec:
 *   backoffLimitPerIndex: 1 # needs completionMode: Indexed
 *   template:
 *     spec: { restartPolicy: Never, containers: [{ name: main, image: example.com/migrate:1 }] }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export const job = jobRules('job', function* (located): Violations {
  const { spec, path } = located;
  // The tables take an empty text for an absent one, as the server does in most enumerations.
  if (spec.completionMode === '') yield* notSupported(`${path}.completionMode`, '', MODES);
  if (spec.podReplacementPolicy === '') yield* notSupported(`${path}.podReplacementPolicy`, '', REPLACEMENTS);
  for (const name of NUMBERS) yield* belowMinimum(`${path}.${name}`, spec[name], 0);
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined) {
    yield required(`${path}.backoffLimitPerIndex`, 'Set it beside maxFailedIndexes.');
  }
  if (spec.completionMode === 'Indexed') yield* indexedViolations(located);
  else if ((spec.completionMode ?? 'NonIndexed') === 'NonIndexed') yield* notIndexedViolations(located);
  const { managedBy } = spec;
  if (managedBy === undefined) return;
  const remedy = 'Name the controller, as in "example.com/controller".';
  if (managedBy === '') yield required(`${path}.managedBy`, remedy);
  else yield* invalid(`${path}.managedBy`, domainPathProblem(managedBy), remedy);
  if (managedBy.length > MAX_MANAGER_LENGTH) {
    const problem = `${quote(managedBy)} has more than ${MAX_MANAGER_LENGTH} characters.`;
    yield { code: 'FieldValueTooLong', field: `${path}.managedBy`, problem, remedy: 'Shorten it.' };
  }
});

function* indexedViolations({ spec, path, completions }: LocatedJob): Violations {
  const { parallelism, maxFailedIndexes } = spec;
  if (completions === undefined) yield required(`${path}.completions`, 'Give the number of indexes.');
  yield* aboveMaximum(`${path}.parallelism`, parallelism, MAX_INDEXES, 'of an indexed Job');
  yield* aboveMaximum(`${path}.maxFailedIndexes`, maxFailedIndexes, completions, 'since there are no more completions');
  yield* aboveMaximum(`${path}.maxFailedIndexes`, maxFailedIndexes, MAX_INDEXES, 'of an indexed Job');
  if ((completions ?? 0) <= MAX_INDEXES || spec.backoffLimitPerIndex === undefined) return;
  const because = `with backoffLimitPerIndex and ${completions} completions`;
  if (maxFailedIndexes === undefined) yield required(`${path}.maxFailedIndexes`, `Give it, ${because}.`);
  yield* aboveMaximum(`${path}.parallelism`, parallelism, MAX_OF_MANY, because);
  yield* aboveMaximum(`${path}.maxFailedIndexes`, maxFailedIndexes, MAX_OF_MANY, because);
}

function* aboveMaximum(field: string, value: number | undefined, max = Infinity, because: string): Violations {
  if (value === undefined || value <= max) return;
  yield { field, problem: `${value} is more than ${max}, ${because}.`, remedy: `Use at most ${max}.` };
}

function* notIndexedViolations({ spec, path }: LocatedJob): Violations {
  for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'] as const) {
    if (spec[name] === undefined) continue;
    const problem = `Only a Job whose completionMode is "Indexed" has ${name}.`;
    yield { field: `${path}.${name}`, problem, remedy: 'Set completionMode: Indexed, or remove it.' };
  }
}

/** The name of an indexed Job leaves room for the indexes that its pods have behind it. */
export const indexedJobName = ruleFor('job', 'Job', function* ({ metadata, spec = {} }): Violations {
  const { completionMode, completions = 0 } = spec;
  const { name = '', generateName = '' } = metadata ?? {};
  const whole = name === '' && generateName !== '' ? completedName(generateName) : name;
  if (completionMode !== 'Indexed' || completions <= 0 || whole === '') return;
  const last = `${whole}-${completions - 1}`;
  if (dnsLabelProblem(last) === undefined) return;
  const problem = `The last pod would be called ${quote(last)}, which is not a host name of at most 63 characters.`;
  const field = name === '' ? 'metadata.generateName' : 'metadata.name';
  yield { field, problem, remedy: 'Use a shorter name, of lower-case letters, digits and "-".' };
});
