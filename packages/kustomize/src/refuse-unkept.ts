import { formatPath } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { isMap } from './plain-data.ts';
import type { PlainObject } from './plain-object.ts';
import { isReadAsText } from './read-as-text.ts';

/** Annotations that Kustomize keeps for itself while it builds, and removes from what it builds. */
const OWN_ANNOTATIONS = new Set([
  'alpha.config.kubernetes.io/transformations',
  'config.k8s.io/id',
  'config.kubernetes.io/index',
  'config.kubernetes.io/origin',
  'config.kubernetes.io/path',
]);

const OWN_PREFIX = 'internal.config.kubernetes.io/';

/** An object with this annotation is left out of the build, unless the value is `false`. */
const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/**
 * Refuses what Kustomize 5 does not keep of an object, and that for which it leaves the object out or does not build it.
 *
 * @param object as the cluster is to hold it: with the annotations of its layer.
 * @throws Refusal for a list of objects, or with every annotation that is not kept.
 */
export function refuseUnkept(object: PlainObject): void {
  refuseList(object);
  refuseUnkeptAnnotations(object);
}

function refuseList({ kind }: PlainObject): void {
  if (!kind.endsWith('List')) return;
  throw new Refusal({
    field: 'kind',
    problem: `Kustomize takes an object whose kind ends in "List" for a list of objects, and builds those, not the ${kind}.`,
    remedy: 'Give what is in a list as objects of their own. Apply an object of such a kind without Kustomize.',
  });
}

function refuseUnkeptAnnotations({ metadata: { annotations } }: PlainObject): void {
  if (annotations === undefined || !isMap(annotations)) return;
  const problems = Object.entries(annotations).flatMap(([key, value]) => {
    const problem = problemOf(key, value);
    return problem === undefined ? [] : [{ field: formatPath(['metadata', 'annotations', key]), ...problem }];
  });
  if (problems.length > 0) throw new Refusal(problems);
}

function problemOf(key: string, value: unknown): Pick<Problem, 'problem' | 'remedy'> | undefined {
  if (!isReadAsText(key)) {
    const problem = `Kustomize 5 does not build an object that has the annotation "${key}", which YAML reads as something else than text.`;
    return { problem, remedy: `Give the key a prefix, such as "example.com/${key}".` };
  }
  if (key === LOCAL_CONFIG && value !== 'false') {
    const problem = 'Kustomize leaves an object with this annotation out of the build.';
    return { problem, remedy: "Leave the annotation out, or the object: omitted('why')." };
  }
  if (!OWN_ANNOTATIONS.has(key) && !key.startsWith(OWN_PREFIX)) return undefined;
  return { problem: 'Kustomize uses this annotation itself, and removes it.', remedy: 'Give it another key.' };
}
