import { type FieldPath, formatPath, isFields } from '@k8s-blocks/manifest';

/** A file, folder or URL that a kustomization, or the configuration of one of its plugins, refers to. */
export interface Operand {
  /** A path, a URL, or, for fields that take it, inline YAML. */
  readonly name: string;
  /** The path of the field: `patches[0].path`. */
  readonly field: string;
  /**
   * What it may be:
   * - `resource`: a file of manifests, a folder with a kustomization, or a git repository;
   * - `component`: a folder with a kustomization, or a git repository;
   * - `plugin`: as a resource, or inline YAML; its content are configurations of plugins, which have operands too;
   * - `manifest`: a file of YAML, or, for a patch, inline YAML;
   * - `data`: any file.
   */
  readonly kind: 'component' | 'data' | 'manifest' | 'plugin' | 'resource';
}

/**
 * The fields whose values Kustomize opens, in lower case; also those of its builtin plugins. Fields of functions and Helm
 * charts are left out: kubectl runs neither without an option on its command line.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
const OPENED: ReadonlyMap<string, Operand['kind']> = new Map([
  ['resources', 'resource'],
  ['bases', 'resource'],
  ['components', 'component'],
  ['generators', 'plugin'],
  ['transformers', 'plugin'],
  ['validators', 'plugin'],
  ['patchesstrategicmerge', 'manifest'],
  ['patch', 'manifest'],
  ['path', 'manifest'],
  ['paths', 'manifest'],
  ['targetfilepath', 'manifest'],
  ['crds', 'manifest'],
  ['configurations', 'manifest'],
  ['files', 'data'],
  ['envs', 'data'],
  ['env', 'data'],
] as const);

/** Fields whose keys users choose, so that a key of {@link OPENED} below them is just a name. */
const WITH_FREE_KEYS = new Set([
  'metadata',
  'labels',
  'commonlabels',
  'annotations',
  'commonannotations',
  'literals',
  'options',
]);

/**
 * The operands of a kustomization, or of a plugin's configuration, at any depth. It is read generously: it is safe to find
 * operands that Kustomize ignores, and not safe to miss one.
 */
export function operandsOf(content: unknown): readonly Operand[] {
  const operands: Operand[] = [];
  const enter = (value: unknown, path: FieldPath, kind: Operand['kind'] | undefined): void => {
    if (typeof value === 'string') {
      if (kind !== undefined) operands.push(...named(value, formatPath(path), kind));
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) enter(item, [...path, index], kind);
    } else if (isFields(value)) {
      for (const [key, inner] of Object.entries(value)) {
        const name = asGoReads(key);
        if (!WITH_FREE_KEYS.has(name)) enter(inner, [...path, key], OPENED.get(name));
      }
    }
  };
  enter(content, [], undefined);
  return operands;
}

/** An entry of a generator's `files` may begin with the key of the data: `key=path`. */
function named(text: string, field: string, kind: Operand['kind']): readonly Operand[] {
  const [, path] = kind === 'data' ? (/^[^=]*=(.*)$/s.exec(text) ?? []) : [];
  return [text, ...(path === undefined ? [] : [path])].map((name) => ({ name, field, kind }));
}

/** Go's JSON ignores the case of keys; upper-casing first also maps `ſ` and the Kelvin sign to s and k, as Go does. */
function asGoReads(key: string): string {
  return key.toUpperCase().toLowerCase();
}
