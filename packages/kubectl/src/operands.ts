import { type FieldPath, formatPath, isFields } from '@k8s-blocks/manifest';

/** Something that a kustomization, or the configuration of one of its plugins, takes from elsewhere. */
export interface Operand {
  /** What stands there: a path, an address, or, where that is allowed, the text itself. */
  readonly name: string;
  /** Where it stands: `patches[0].path`. */
  readonly field: string;
  /**
   * What it may be:
   * - `resource`: a file of manifests, a folder with a kustomization, or a git repository;
   * - `component`: a folder with a kustomization, or a git repository;
   * - `plugin`: as a resource, or the text itself; what it holds are configurations of plugins, and has operands too;
   * - `manifest`: a file of YAML, or, of a patch, the text itself;
   * - `data`: a file of anything.
   */
  readonly kind: 'component' | 'data' | 'manifest' | 'plugin' | 'resource';
}

/**
 * The fields whose values Kustomize opens, in lower case; also those of its builtin plugins. What is opened by a function
 * or by Helm is not among them: kubectl runs neither, unless it is told to on its command line.
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

/** Fields below which users choose the keys, so that one of those above means nothing there. */
const FREE = new Set(['metadata', 'labels', 'commonlabels', 'annotations', 'commonannotations', 'literals', 'options']);

/**
 * What a kustomization, or a plugin's configuration, takes from elsewhere, wherever in it that stands: rather one too many
 * than one too few, such as in a field that is there twice.
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
        if (!FREE.has(name)) enter(inner, [...path, key], OPENED.get(name));
      }
    }
  };
  enter(content, [], undefined);
  return operands;
}

/** A generator's `files` may say which key a file becomes: `key=path`. */
function named(text: string, field: string, kind: Operand['kind']): readonly Operand[] {
  const [, path] = kind === 'data' ? (/^[^=]*=(.*)$/s.exec(text) ?? []) : [];
  return [text, ...(path === undefined ? [] : [path])].map((name) => ({ name, field, kind }));
}

/** Go's JSON reads keys in any case; `ſ` and the sign for Kelvin are an s and a k in another case. */
function asGoReads(key: string): string {
  return key.toUpperCase().toLowerCase();
}
