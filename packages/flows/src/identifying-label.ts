import type { Labels } from '@k8s-blocks/reachability';

/** The usual labels that say what pods are, in the order in which they are preferred. */
const IDENTIFYING = ['app.kubernetes.io/name', 'k8s-app', 'app', 'name'];

/** The key of the label that says best what pods are; undefined where none of the usual ones is there. */
export function identifyingLabel(labels: Labels): string | undefined {
  return IDENTIFYING.find((key) => Object.hasOwn(labels, key));
}
