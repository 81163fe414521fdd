import type { BuiltObject } from './built-object.ts';

/** How an environment makes the names of its objects. */
export interface NamesHere {
  /** What the names of objects begin with there. Default: nothing. */
  readonly prefix?: string;
  /** What the names of objects end in there. Default: nothing. */
  readonly suffix?: string;
  /** The namespaces, by their names in base. Default: they are named as other objects are. */
  readonly namespaceNames?: Readonly<Record<string, string>>;
}

/** Whether all names are those of base, as far as is known. */
export function areNamesOfBase({ prefix = '', suffix = '', namespaceNames = {} }: NamesHere): boolean {
  return prefix + suffix === '' && Object.entries(namespaceNames).every(([inBase, here]) => inBase === here);
}

/** The name of an object in an environment, by its name in base. */
export function nameHere(name: string, { prefix = '', suffix = '' }: NamesHere): string {
  return prefix + name + suffix;
}

/** The name of a namespace in an environment, by its name in base. */
export function namespaceHere(name: string, names: NamesHere): string {
  if (names.namespaceNames === undefined) return nameHere(name, names);
  return Object.hasOwn(names.namespaceNames, name) ? (names.namespaceNames[name] ?? name) : name;
}

/** Finds the name that an object has in base; undefined if it is the same, or not known. */
export function nameInBase(names: NamesHere): (object: Pick<BuiltObject, 'type' | 'name'>) => string | undefined {
  const { namespaceNames } = names;
  const namespaces = new Map(Object.entries(namespaceNames ?? {}).map(([inBase, here]) => [here, inBase]));
  return ({ type, name }) => {
    const isListed = type === 'v1 Namespace' && namespaceNames !== undefined;
    const bare = isListed ? namespaces.get(name) : withoutAffixes(name, names);
    return bare === name ? undefined : bare;
  };
}

/** A name without prefix and suffix; undefined if it does not have both. */
function withoutAffixes(name: string, names: NamesHere): string | undefined {
  const { prefix = '', suffix = '' } = names;
  const bare = name.slice(prefix.length, name.length - suffix.length);
  return bare !== '' && nameHere(bare, names) === name ? bare : undefined;
}

/** What a name in base lacks, in a sentence: `without the suffix "-staging"`. */
export function formatLack({ prefix = '', suffix = '' }: NamesHere): string {
  const lacking = [
    ...(prefix === '' ? [] : [`the prefix "${prefix}"`]),
    ...(suffix === '' ? [] : [`the suffix "${suffix}"`]),
  ];
  return lacking.length === 0 ? 'in base' : `without ${lacking.join(' and ')}`;
}
