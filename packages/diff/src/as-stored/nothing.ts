import { isFields } from '@k8s-blocks/manifest';

/** Maps that are the same empty and absent. Of others an empty one may say something, as `emptyDir: {}` does. */
const PLAIN_MAPS = new Set([
  'annotations',
  'binaryData',
  'data',
  'labels',
  'limits',
  'matchLabels',
  'metadata',
  'nodeSelector',
  'parameters',
  'requests',
  'resources',
  'status',
]);

/** Booleans that the API leaves out where they are false. For others, false may differ from absent. */
const PLAIN_BOOLEANS = new Set([
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'paused',
  'publishNotReadyAddresses',
  'readOnly',
  'stdin',
  'stdinOnce',
  'tty',
]);

/**
 * The value without what says nothing: null and empty lists, which the API reads as absent, and some maps and booleans.
 * Entries of lists stay: their number says something.
 */
export function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, withoutNothing(each)] as const);
  return Object.fromEntries(entries.filter(([key, each]) => !saysNothing(key, each)));
}

function saysNothing(key: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (value === false) return PLAIN_BOOLEANS.has(key);
  return PLAIN_MAPS.has(key) && isFields(value) && Object.keys(value).length === 0;
}
