/** What an object is, by its `apiVersion` and `kind`, before anything else of it is read. */
import { shortName } from '@k8s-blocks/refusal';
import { type Kind, kinds } from './kinds.ts';

/** An object, what to call it, and the kind by which it is judged. */
export interface Identified {
  readonly value: unknown;
  /** Kind and name: `Deployment connector`. */
  readonly object: string;
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  /** The kind by which it is judged; absent if that is not one of those judged in full. */
  readonly judgedAs?: Kind;
}

/** The groups that belong to Kubernetes and hold, or once held, the kinds that are judged in full. */
const ownGroups = new Set(['', 'apps', 'extensions', 'policy', 'networking.k8s.io']);

/** The objects of a value: itself, or those that a `List` holds. */
export function identify(value: unknown, unnamed: string): Identified[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ value, object: unnamed }];
  const { apiVersion, kind, items } = value as Readonly<Record<string, unknown>>;
  if (apiVersion === 'v1' && kind === 'List' && Array.isArray(items)) {
    return items.flatMap((item, index) => identify(item, `${unnamed}, item ${index + 1}`));
  }
  const judgedAs = kinds.find((known) => known === kind);
  const own = typeof apiVersion !== 'string' || ownGroups.has(groupOf(apiVersion));
  return [{ value, object: nameOf(value, unnamed), apiVersion, kind, ...(judgedAs && own ? { judgedAs } : {}) }];
}

/** The group of an API version; empty for the core. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function nameOf(value: object, unnamed: string): string {
  const { kind, metadata } = value as { readonly kind?: unknown; readonly metadata?: unknown };
  const what = typeof kind === 'string' && kind !== '' ? shortName(kind) : unnamed;
  if (typeof metadata !== 'object' || metadata === null) return what;
  const { name, generateName } = metadata as { readonly name?: unknown; readonly generateName?: unknown };
  if (typeof name === 'string' && name !== '') return `${what} ${shortName(name)}`;
  return typeof generateName === 'string' && generateName !== '' ? `${what} ${shortName(generateName)}…` : what;
}
