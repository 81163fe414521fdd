import type { Labels } from '@k8s-blocks/reachability';

/** Labels that say what pods are, of which the first is enough. */
const TELLING = ['app.kubernetes.io/name', 'k8s-app', 'app', 'name'];

/** The key of the label that tells pods best; undefined where none of the usual ones is there. */
export function tellingLabel(labels: Labels): string | undefined {
  return TELLING.find((key) => Object.hasOwn(labels, key));
}
