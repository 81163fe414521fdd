import { isFields } from '@k8s-blocks/manifest';

/** Maps that mean the same empty and absent. Others may mean something if they are empty, as `emptyDir: {}` does. */
const MAPS_ABSENT_IF_EMPTY = new Set([
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

/** Booleans that the API leaves out if they are false. Of others, false may differ from absent. */
const BOOLEANS_ABSENT_IF_FALSE = new Set([
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
 * A value without the fields that the API reads as absent: null, empty lists, and some empty maps and false booleans.
 * Entries of lists stay, since their number matters.
 */
export function withoutAbsentFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsentFields);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, withoutAbsentFields(each)] as const);
  return Object.fromEntries(entries.filter(([key, each]) => !isReadAsAbsent(key, each)));
}

function isReadAsAbsent(key: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (value === false) return BOOLEANS_ABSENT_IF_FALSE.has(key);
  return MAPS_ABSENT_IF_EMPTY.has(key) && isFields(value) && Object.keys(value).length === 0;
}
