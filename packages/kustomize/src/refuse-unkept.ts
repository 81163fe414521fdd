import { formatPath } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { isMap } from './plain-data.ts';
import type { PlainObject } from './plain-object.ts';

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

/** Keys that YAML reads as something else than text if they are not in quotes, which Kustomize leaves out at annotations. */
const NOT_TEXT = [
  /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE)$/,
  /^[-+]?(?:0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?$/,
];

/**
 * Refuses annotations that Kustomize 5 does not keep, or with which it does not build or leaves out the object.
 *
 * @param object as the cluster is to hold it: with the annotations of its layer.
 * @throws Refusal with every such annotation.
 */
export function refuseUnkeptAnnotations({ metadata: { annotations } }: PlainObject): void {
  if (annotations === undefined || !isMap(annotations)) return;
  const problems = Object.entries(annotations).flatMap(([key, value]) => {
    const problem = problemOf(key, value);
    return problem === undefined ? [] : [{ field: formatPath(['metadata', 'annotations', key]), ...problem }];
  });
  if (problems.length > 0) throw new Refusal(problems);
}

function problemOf(key: string, value: unknown): Pick<Problem, 'problem' | 'remedy'> | undefined {
  if (NOT_TEXT.some((pattern) => pattern.test(key))) {
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
