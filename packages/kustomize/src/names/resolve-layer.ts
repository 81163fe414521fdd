import { formatObject, groupOf, keyOf } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { PlainObject } from '../plain-object.ts';
import { type NamedObject, type Naming, namedObject, nameIndex, withoutAffixes } from './named-object.ts';
import { type NameContext, type Neighbour, resolveNames } from './resolve-names.ts';

/** An object of a file. */
interface ObjectInFile {
  readonly file: string;
  readonly object: PlainObject;
}

/** An object of a file with its names and references resolved. */
export interface ResolvedInFile {
  readonly file: string;
  readonly source: PlainObject;
  readonly named: PlainObject;
  readonly names: NamedObject;
}

/** What the names in a layer depend on, with the defaults of a layer filled in. */
export interface LayerNaming extends Naming {
  readonly baseNamespace?: string;
  readonly neighboursNamed?: (name: string) => readonly Neighbour[];
}

/**
 * The objects of a layer with their names and references resolved, in the same order.
 *
 * @throws Refusal for a duplicate object, or with the problems of all names.
 */
export function resolveLayer(located: readonly ObjectInFile[], layer: LayerNaming): readonly ResolvedInFile[] {
  const written = located.map((each) => ({ ...each, object: withNameOfBase(each.object, layer) }));
  refuseDuplicates(written);
  const named = written.map((each) => ({ ...each, names: namedObject(each.object, layer) }));
  const context: NameContext = {
    namespace: layer.namespace,
    namePrefix: layer.namePrefix,
    nameSuffix: layer.nameSuffix,
    baseNamespace: layer.baseNamespace === layer.namespace ? undefined : layer.baseNamespace,
    own: nameIndex(named.map(({ names }) => names)),
    neighboursNamed: layer.neighboursNamed,
  };
  const problems: Problem[] = [];
  const resolved = named.map(({ file, object, names }) => {
    const { source, named: withNames, problems: found } = resolveNames(object, names, context);
    const located = { file, object: formatObject(object, 'an object') };
    problems.push(...[...nameProblems(names, context), ...found].map((problem) => ({ ...located, ...problem })));
    return { file, source, named: withNames, names };
  });
  if (problems.length > 0) throw new Refusal(problems);
  return resolved;
}

/** The Namespace of the service with the name that it has in base, so that it is one and the same there and here. */
function withNameOfBase(object: PlainObject, { namespace, baseNamespace = namespace }: LayerNaming): PlainObject {
  const { apiVersion, kind, metadata } = object;
  if (apiVersion !== 'v1' || kind !== 'Namespace' || metadata.name !== namespace) return object;
  return metadata.name === baseNamespace ? object : { ...object, metadata: { ...metadata, name: baseNamespace } };
}

/** What is wrong with the name or namespace of an object itself. */
function nameProblems(names: NamedObject, context: NameContext): readonly Problem[] {
  const { namespace, baseNamespace } = context;
  const { group, kind, written, name, foreignNamespace } = names;
  if (foreignNamespace !== undefined && foreignNamespace === baseNamespace) {
    const problem = `"${foreignNamespace}" is the namespace of base; here it is "${namespace}".`;
    return [{ field: 'metadata.namespace', problem, remedy: 'Leave it out, or write env.namespace.' }];
  }
  if (group === '' && kind === 'Namespace') {
    if (written === namespace || written === baseNamespace) return [];
    const problem = `Kustomize names every Namespace "${namespace}", after the namespace of the service.`;
    return [{ field: 'metadata.name', problem, remedy: 'Leave it to the service of that namespace.' }];
  }
  if (kind === 'Namespace' && written !== namespace) {
    const problem = `Some versions of Kustomize name every object of kind Namespace "${namespace}", also one of group ${group}.`;
    return [
      { field: 'metadata.name', problem, remedy: 'Write env.namespace, or apply the object with something else.' },
    ];
  }
  const bare = name === written ? undefined : withoutAffixes(written, context);
  if (bare === undefined) return [];
  const problem = `The name already ${formatAffixes(context)}, which Kustomize adds once more.`;
  return [{ field: 'metadata.name', problem, remedy: `Write "${bare}": references to it have env.nameOf('${bare}').` }];
}

/** What names have: `ends in "-staging"`. */
function formatAffixes({ namePrefix, nameSuffix }: Naming): string {
  return [
    ...(namePrefix === '' ? [] : [`begins with "${namePrefix}"`]),
    ...(nameSuffix === '' ? [] : [`ends in "${nameSuffix}"`]),
  ].join(' and ');
}

function refuseDuplicates(located: readonly ObjectInFile[]): void {
  const seen = new Map<string, ObjectInFile>();
  for (const each of located) {
    const { apiVersion, kind, metadata } = each.object;
    // Kustomize moves all into one namespace first, and a cluster holds one object for all versions of a kind.
    const key = keyOf({ group: groupOf(apiVersion), kind, name: metadata.name });
    const other = seen.get(key);
    if (other !== undefined) {
      const isElsewhere = metadata.namespace !== other.object.metadata.namespace;
      throw new Refusal({
        file: each.file,
        object: formatObject(each.object, 'an object'),
        problem: `It is in ${other.file} already${isElsewhere ? ', in another namespace: Kustomize cannot tell them apart' : ''}.`,
        remedy: 'Give one of them another name.',
      });
    }
    seen.set(key, each);
  }
}
