import { type Fields, formatObject, keyOf } from '@k8s-blocks/manifest';
import { formatNames, type Problem, Refusal } from '@k8s-blocks/refusal';
import { type IdentifiedObject, identified } from './environment-names.ts';
import { isSame } from './varying.ts';

/** An object of an environment, and where it was read. */
export interface FoundObject {
  readonly object: Fields;
  /** A file, or the folder of a kustomization. Undefined where it is not known. */
  readonly path: string | undefined;
}

/** How many objects, and how many paths, a message names. */
const MAX_NAMED = 10;

/**
 * The objects of an environment with their identity, each once. What two paths have in common, such as a Namespace, is one object.
 *
 * @throws Refusal if paths have an object with other values: they are alternatives, of which an environment has one.
 */
export function identifiedOnce(environment: string, found: readonly FoundObject[]): readonly IdentifiedObject[] {
  const byKey = new Map<string, IdentifiedObject & FoundObject>();
  const clashes = new Map<string, string>();
  const paths = new Set<string>();
  for (const each of found) {
    for (const one of identified([each.object])) {
      const key = keyOf(one.reference);
      const other = byKey.get(key);
      byKey.set(key, { ...one, path: each.path });
      if (other === undefined || isSame(other.object, each.object)) continue;
      clashes.set(key, formatObject(each.object, 'object'));
      for (const path of [other.path, each.path]) if (path !== undefined) paths.add(path);
    }
  }
  const [first, ...others] = clashes.values();
  if (first !== undefined) throw new Refusal(clashOf(environment, [first, ...others], [...paths]));
  return [...byKey.values()].map(({ object, reference }) => ({ object, reference }));
}

function clashOf(environment: string, [object = '', ...others]: readonly string[], paths: readonly string[]): Problem {
  const also = others.length === 0 ? '' : ` So ${others.length === 1 ? 'is' : 'are'} ${shortList(others)}.`;
  const [path] = paths;
  const problem = `${object} is among its manifests twice, with other values.${also}`;
  if (path === undefined || paths.length === 1)
    return { environment, object, problem, remedy: 'Leave one of both out.' };
  const remedy =
    `Give one of these at a time: ${shortList(paths)}. ` +
    `Where they are environments, name each: --environment <name>=${path}.`;
  return { environment, object, problem, remedy };
}

function shortList(names: readonly string[]): string {
  if (names.length <= MAX_NAMED) return formatNames(names);
  return `${formatNames(names.slice(0, MAX_NAMED))} and ${names.length - MAX_NAMED} more`;
}

/** What is wrong with the objects of an environment that have no kind or no name: they cannot be imported. */
export function unidentified(environment: string, found: readonly FoundObject[]): Problem[] {
  return found
    .filter(({ object }) => identified([object]).length === 0)
    .map(({ object, path }) => {
      const place = {
        environment,
        ...(path === undefined ? {} : { file: path }),
        object: formatObject(object, 'object'),
      };
      if (typeof object.kind !== 'string' || object.kind === '') {
        const problem = 'It has no kind, so it cannot be imported.';
        return { ...place, problem, remedy: 'Give it apiVersion and kind, or leave it out.' };
      }
      const problem = 'It has no name, so it cannot be imported: it would be another object each time it is applied.';
      return { ...place, problem, remedy: 'Give it metadata.name.' };
    });
}
