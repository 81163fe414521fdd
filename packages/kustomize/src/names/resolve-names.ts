import { formatPath, isNamespaced, type Reference, referencesOf } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import type { PlainObject } from '../plain-object.ts';
import { type FollowedName, followedNames } from './followed-fields.ts';
import { type NamedObject, type NameIndex, type Naming, withoutAffixes } from './named-object.ts';
import { type Referrer, referralCandidates } from './referral-candidates.ts';
import { withValue } from './with-value.ts';

/** An object of another service that those of a layer may refer to. */
export interface Neighbour {
  readonly group: string;
  readonly kind: string;
  /** Its name and namespace in base. Absent for objects of the whole cluster: the namespace. */
  readonly base: { readonly namespace?: string; readonly name: string };
  /** Its name and namespace in this environment. */
  readonly here: { readonly namespace?: string; readonly name: string };
}

/** What the names in an object may refer to. */
export interface NameContext extends Naming {
  readonly own: NameIndex;
  /** Finds objects of others by their name in base; undefined if they have the same names here. */
  readonly neighboursNamed: ((name: string) => readonly Neighbour[]) | undefined;
  /** The namespace of the layer in base; undefined if it is the same. */
  readonly baseNamespace: string | undefined;
}

/** An object with its references in two forms. */
export interface ResolvedObject {
  /** As it is written for Kustomize: what Kustomize renames has the name without prefix and suffix. */
  readonly source: PlainObject;
  /** With the names that the cluster is to hold. */
  readonly named: PlainObject;
  readonly problems: readonly Problem[];
}

/**
 * Resolves the names by which an object refers to others. A reference that Kustomize follows may be written with the bare
 * name or with that of the environment; any other must have the name of the environment.
 */
export function resolveNames(object: PlainObject, self: NamedObject, context: NameContext): ResolvedObject {
  const referrer = { object, names: self };
  const followed = followedNames(object);
  // Where all names are those of base, Kustomize only writes namespaces beside names.
  if (areNamesOfBase(context) && !followed.some(({ within }) => within !== undefined)) {
    return { source: object, named: object, problems: [] };
  }
  const references = referencesOf(withNamespace(object, self));
  const resolved = { source: object, named: object, problems: [] as Problem[] };
  const renamed = new Set<string>();
  for (const each of followed) {
    const path = formatPath(each.path);
    if (each.within !== undefined && each.within.name === undefined) resolved.problems.push(nameless(path));
    const found = referralCandidates(each, referrer, context.own);
    if (each.within !== undefined && new Set(found.map(({ namespace }) => namespace)).size > 1) {
      resolved.problems.push(ambiguous(each, found, path));
      continue;
    }
    const meant = found.find((target) => isMeant(each, target, references, path));
    const target = renamedTo(each, meant ?? found[0]);
    if (target === undefined) {
      const written = writtenName(each, referrer, context.own);
      if (written !== undefined) resolved.source = withValue(resolved.source, each.path, written);
    } else if (target === meant) {
      renamed.add(path);
      resolved.named = withRenamed(resolved.named, each, target);
    } else {
      resolved.problems.push(wronglyRenamed(each, target, path));
    }
  }
  for (const reference of references) {
    if (renamed.has(formatPath(reference.path))) continue;
    const problem = bareName(reference, context);
    if (problem !== undefined) resolved.problems.push(problem);
  }
  return resolved;
}

function areNamesOfBase({ namePrefix, nameSuffix, baseNamespace, neighboursNamed }: NameContext): boolean {
  return namePrefix === '' && nameSuffix === '' && baseNamespace === undefined && neighboursNamed === undefined;
}

/** References are to the namespace that the object is in. */
function withNamespace(object: PlainObject, { namespace }: NamedObject): PlainObject {
  if (namespace === undefined || object.metadata.namespace === namespace) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** The object whose new name Kustomize writes in the place of a name; undefined if the name stays as it is. */
function renamedTo(name: FollowedName, target: NamedObject | undefined): NamedObject | undefined {
  // Where only the name is written, nothing changes if it is the same.
  return name.within === undefined && target?.name === name.name ? undefined : target;
}

/** The name without prefix and suffix to write, where a name is already that of the environment. */
function writtenName(name: FollowedName, referrer: Referrer, own: NameIndex): string | undefined {
  if (name.within !== undefined) return undefined;
  const isWritten = ({ written }: NamedObject) => {
    const [target] = referralCandidates({ ...name, name: written }, referrer, own);
    return target?.name === name.name && written !== name.name;
  };
  return (own.byName.get(name.name) ?? []).find(isWritten)?.written;
}

/** Whether a name is that of the object that Kustomize takes it for. */
function isMeant(
  { within }: FollowedName,
  target: NamedObject,
  references: readonly Reference[],
  path: string,
): boolean {
  if (within !== undefined && typeof within.kind === 'string' && within.kind !== target.kind) return false;
  const known = references.filter((each) => formatPath(each.path) === path);
  return known.length === 0 || known.some(({ to }) => isReferenceTo(to, target));
}

/** Whether a reference by a written name is to an object. A reference without a group, as in old manifests, is to any. */
function isReferenceTo(to: Reference['to'], target: Pick<NamedObject, 'group' | 'kind' | 'namespace'>): boolean {
  if (to.kind !== target.kind || (to.group !== target.group && to.group !== '')) return false;
  return to.namespace === undefined || target.namespace === undefined || to.namespace === target.namespace;
}

function withRenamed(object: PlainObject, { path, within }: FollowedName, target: NamedObject): PlainObject {
  const renamed = withValue(object, path, target.name);
  if (within === undefined || target.namespace === undefined) return renamed;
  return withValue(renamed, [...path.slice(0, -1), 'namespace'], target.namespace);
}

function ambiguous({ name }: FollowedName, [first]: readonly NamedObject[], path: string): Problem {
  return {
    field: path,
    problem: `Kustomize finds several objects of kind ${first?.kind} named "${name}", in several namespaces.`,
    remedy: 'Give one of them another name.',
  };
}

function nameless(path: string): Problem {
  return { field: path, problem: 'Kustomize does not build an object that lacks this name.', remedy: 'Give the name.' };
}

function wronglyRenamed({ name, within }: FollowedName, target: NamedObject, path: string): Problem {
  const change =
    target.name === name ? `give it the namespace ${target.namespace}` : `replace "${name}" by "${target.name}"`;
  const kind = typeof within?.kind === 'string' ? ` of ${within.kind}` : '';
  return {
    field: path,
    problem: `Kustomize would ${change}: it takes the name${kind} for that of ${target.kind} ${target.written}.`,
    remedy: `Give the ${target.kind} another name than "${name}".`,
  };
}

/** The problem of a reference that has the name of base, which nothing replaces. */
function bareName({ path, to }: Reference, context: NameContext): Problem | undefined {
  const { own, namespace, baseNamespace } = context;
  const field = formatPath(path);
  const target = (own.byWritten.get(to.name) ?? []).find((each) => each.name !== to.name && isReferenceTo(to, each));
  if (target !== undefined) {
    return {
      field,
      problem: `"${to.name}" is the name of ${target.kind} ${target.written} in base; here it is "${target.name}", and Kustomize does not replace it.`,
      remedy: `Write env.nameOf('${target.written}').`,
    };
  }
  const neighboursNamed = context.neighboursNamed ?? (() => []);
  const bare = withoutAffixes(to.name, context) ?? to.name;
  const neighbour = neighboursNamed(bare).find((each) => isBareReferenceTo(to, each));
  if (neighbour !== undefined) {
    const { kind, here } = neighbour;
    const within = here.namespace === undefined ? '' : ` in namespace ${here.namespace}`;
    return {
      field,
      problem: `There is no ${kind} "${to.name}"${to.namespace === undefined ? '' : ` in ${to.namespace}`} in this environment: it is "${here.name}"${within}.`,
      remedy: remedyFor(to, neighbour),
    };
  }
  if (baseNamespace === undefined || to.namespace !== baseNamespace || isNamespaced(to) === false) return undefined;
  return {
    field: formatPath([...path.slice(0, -1), 'namespace']),
    problem: `"${baseNamespace}" is the namespace of base; here it is "${namespace}".`,
    remedy: 'Write env.namespace.',
  };
}

/** How to write the name and the namespace of a neighbour, those of them that are wrong. */
function remedyFor({ name, namespace }: Reference['to'], { base, here }: Neighbour): string {
  const correct = [
    ...(name === here.name ? [] : [`env.nameOf('${base.name}')`]),
    ...(namespace === here.namespace ? [] : [`its namespace with env.namespaceOf('${base.namespace}')`]),
  ];
  return `Write ${correct.join(', and ')}.`;
}

/** Whether a reference has the name or the namespace that another service's object has in base. */
function isBareReferenceTo(to: Reference['to'], { group, kind, base, here }: Neighbour): boolean {
  if (to.kind !== kind || (to.group !== group && to.group !== '')) return false;
  const isHere = to.name === here.name && to.namespace === here.namespace;
  const isName = to.name === base.name || to.name === here.name;
  const isNamespace = to.namespace === base.namespace || to.namespace === here.namespace;
  return !isHere && isName && isNamespace;
}
