import type { Kinds, LabelSelector, StringMap } from '../kinds.ts';
import { type Pod, podOf } from '../pod.ts';
import { ruleFor } from '../rule.ts';
import { selectorViolations, selects } from '../selector.ts';
import { quote, required, type Violations } from '../violation.ts';

const NAME_LABELS = ['job-name', 'batch.kubernetes.io/job-name'];
const UID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

/**
 * The server chooses the labels and the selector of a Job. Only one with `manualSelector: true` has a selector of its own, which
 * selects the pods of its template.
 *
 * @example
 * apiVersion: batch/v1
 * kind: Job
 * metadata: { name: migrate }
 * spec:
 *   selector: { matchLabels: { app: migrate } } # the server makes one
 *   template:
 *     metadata: { labels: { app: migrate } }
 *     spec: { restartPolicy: Never, containers: [{ name: main, image: example.com/migrate:1 }] }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector
 */
export const jobSelector = ruleFor('job-selector', 'Job', function* (job): Violations {
  const { selector, manualSelector } = job.spec ?? {};
  const pod = podOf(job, 'Job');
  const labels = pod.metadata.labels ?? {};
  if (manualSelector !== true) yield* generatedViolations(job, pod);
  else if (selector === undefined) {
    yield required('spec.selector', 'Select the labels of the template, or remove manualSelector.');
  } else if (isValid(selector) && !selects(selector, labels)) {
    const problem = `The selector does not pick the pods of the template, whose labels are ${quote(labels)}.`;
    const remedy = 'Give the template the labels that are selected.';
    yield { field: `${pod.metadataPath}.labels`, problem, remedy };
  }
});

function* generatedViolations({ metadata, spec }: Kinds['Job'], { metadata: { labels = {} }, metadataPath }: Pod) {
  const name = metadata?.name ?? '';
  const generated = generatedLabels(name);
  for (const label of [...NAME_LABELS, ...UID_LABELS]) {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (value === undefined || (NAME_LABELS.includes(label) && value === name)) continue;
    const problem = `The server gives the pods of a Job the label ${label}.`;
    yield { field: `${metadataPath}.labels`, problem, remedy: 'Remove it.' };
  }
  const selector = spec?.selector;
  if (selector === undefined || !isValid(selector) || selects(selector, generated)) return;
  const problem = 'The server chooses the selector of a Job, and this is another.';
  yield { field: 'spec.selector', problem, remedy: 'Remove it, or set manualSelector: true.' };
}

/** The labels that the server gives the pods. Their UID is not known before. */
function generatedLabels(name: string): StringMap {
  const known = [...NAME_LABELS.map((label) => [label, name]), ...UID_LABELS.map((label) => [label, ' '])];
  return Object.fromEntries(known);
}

/** What else is wrong with it is for the rule `label-selector` to say. */
function isValid(selector: LabelSelector): boolean {
  return [...selectorViolations(selector, '')].length === 0;
}

/** The template of a CronJob has no selector. */
export const cronJobSelector = ruleFor('job-selector', 'CronJob', function* ({ spec }): Violations {
  const { selector, manualSelector } = spec?.jobTemplate?.spec ?? {};
  const path = 'spec.jobTemplate.spec';
  const remedy = 'Remove it.';
  if (selector !== undefined) {
    yield { field: `${path}.selector`, problem: 'The server chooses the selectors of the Jobs of a CronJob.', remedy };
  }
  if (manualSelector === true) {
    const problem = 'The Jobs of a CronJob have no selector of their own.';
    yield { code: 'FieldValueNotSupported', field: `${path}.manualSelector`, problem, remedy };
  }
});
