import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { type LocatedContainer, type Pod, refusedOfPods } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, nonEmpty, notSupported, quote, required, type Violations } from '../violation.ts';

const NAME_REMEDY = 'Use lower-case letters, digits and "-", at most 63, with a letter or digit at both ends.';

/**
 * A pod has at least one container. Each container has an image, valid policies, and a valid name that no other one
 * has.
 *
 * @example
 * containers:
 *   - name: Main # upper case
 *     image: example.com/web:1
 *     imagePullPolicy: IfMissing # Always, IfNotPresent or Never
 *
 * @see https://kubernetes.io/docs/concepts/containers/
 */
export const containers = podRule('containers', function* (pod): Violations {
  const { kind, spec, path, containers: all } = pod;
  if ((spec.containers ?? []).length === 0) yield required(`${path}.containers`, 'Describe a container.');
  if ((spec.ephemeralContainers ?? []).length > 0) {
    const what = kind === 'Pod' ? 'A new pod' : 'A template';
    const problem = `${what} may hold no ephemeral containers.`;
    yield {
      code: 'FieldValueForbidden',
      field: `${path}.ephemeralContainers`,
      problem,
      remedy: 'Use containers or initContainers.',
    };
  }
  for (const located of all) {
    yield* containerViolations(located);
    yield* imageSpaceViolations(located, pod);
  }
  yield* repeatedNameViolations(all);
});

/** Containers before init containers, so that it is the latter whose name is refused. */
function* repeatedNameViolations(all: readonly LocatedContainer[]): Violations {
  const names = new Set<string>();
  for (const list of ['containers', 'initContainers']) {
    for (const { container, path, list: own } of all) {
      const { name = '' } = container;
      if (own !== list || name === '') continue;
      if (names.has(name)) {
        const problem = `Another container is named "${name}" as well.`;
        yield {
          code: 'FieldValueDuplicate',
          field: `${path}.name`,
          problem,
          remedy: 'Give each container and init container its own name.',
        };
      }
      names.add(name);
    }
  }
}

function* containerViolations({ container, path }: LocatedContainer): Violations {
  const { name = '', image = '' } = container;
  if (name === '') yield required(`${path}.name`, NAME_REMEDY);
  else yield* invalid(`${path}.name`, dnsLabelProblem(name), NAME_REMEDY);
  if (image === '') yield required(`${path}.image`, 'Name the image, with its tag or digest.');
  yield* notSupported(`${path}.imagePullPolicy`, nonEmpty(container.imagePullPolicy), [
    'Always',
    'IfNotPresent',
    'Never',
  ]);
  yield* notSupported(`${path}.terminationMessagePolicy`, nonEmpty(container.terminationMessagePolicy), [
    'File',
    'FallbackToLogsOnError',
  ]);
}

function* imageSpaceViolations({ container: { image = '' }, path }: LocatedContainer, pod: Pod): Violations {
  if (image.trim() === image) return;
  const problem = `${quote(image)} has a space at its beginning or end.`;
  yield refusedOfPods(pod, { field: `${path}.image`, problem, remedy: `Write ${quote(image.trim())}.` });
}
