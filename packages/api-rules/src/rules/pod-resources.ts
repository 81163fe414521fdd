import { formatStep } from '@k8s-blocks/manifest';
import { type Pod, refusedOfPods } from '../pod.ts';
import { amountOf, resourceViolations } from '../resources.ts';
import { podRule } from '../rule.ts';
import { quote, type Violations } from '../violation.ts';

type Amounts = NonNullable<NonNullable<Pod['spec']['resources']>['limits']>;

/**
 * The requests and limits of a pod as a whole cover those of its containers.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification
 */
export const podResources = podRule('pod-resources', function* (pod): Violations {
  const { resources, overhead } = pod.spec;
  if (overhead !== undefined) {
    const path = pod.path;
    for (const violation of resourceViolations({ limits: overhead }, path, 'container')) {
      yield { ...violation, field: violation.field.replace(`${path}.limits`, `${path}.overhead`) };
    }
  }
  if (overhead !== undefined && (pod.spec.runtimeClassName ?? '') === '') {
    const problem = 'The overhead of a pod is that of its RuntimeClass, and there is none.';
    const code = 'FieldValueForbidden';
    yield refusedOfPods(pod, {
      code,
      field: `${pod.path}.overhead`,
      problem,
      remedy: 'Name a RuntimeClass, or remove it.',
    });
  }
  if (resources === undefined) return;
  const path = `${pod.path}.resources`;
  yield* resourceViolations(resources, path, 'pod');
  if (resources.claims !== undefined) {
    const problem = 'A pod as a whole claims no devices.';
    const code = 'FieldValueForbidden';
    yield { code, field: `${path}.claims`, problem, remedy: 'Claim them at the container.' };
  }
  yield* requestViolations(pod, resources.requests ?? {}, `${path}.requests`);
  yield* limitViolations(pod, resources.limits ?? {});
});

/** What the pod requests must hold what its containers request together. What it does not state, they make up. */
function* requestViolations(pod: Pod, requests: Amounts, path: string): Violations {
  for (const name in requests) {
    if (sumOfRequests(pod, name) <= (amountOf(requests, name) ?? 0n)) continue;
    const problem = `The containers request more ${name} together than the pod, which requests ${quote(requests[name])}.`;
    yield { field: path + formatStep(name), problem, remedy: 'Request more for the pod, or less for the containers.' };
  }
}

/** What containers and sidecars request together, or an init container beside the sidecars before it, if more. */
function sumOfRequests({ containers }: Pod, name: string): bigint {
  let sidecars = 0n;
  let starting = 0n;
  let running = 0n;
  for (const { container, list, longRunning } of containers) {
    const request = amountOf(container.resources?.requests, name) ?? 0n;
    if (list === 'containers') running += request;
    else if (longRunning) sidecars += request;
    const startingNow = sidecars + (longRunning ? 0n : request);
    if (list === 'initContainers' && startingNow > starting) starting = startingNow;
  }
  return running + sidecars > starting ? running + sidecars : starting;
}

function* limitViolations({ containers }: Pod, limits: Amounts): Violations {
  for (const { container, path, list } of containers) {
    if (list !== 'containers') continue;
    const own = container.resources?.limits ?? {};
    for (const name in own) {
      const limit = amountOf(limits, name);
      if (limit === undefined || (amountOf(own, name) ?? 0n) <= limit) continue;
      const problem = `The limit of ${quote(own[name])} is more than the limit of the pod, which is ${quote(limits[name])}.`;
      yield { field: `${path}.resources.limits${formatStep(name)}`, problem, remedy: 'Raise the limit of the pod.' };
    }
  }
}
