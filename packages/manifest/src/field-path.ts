import { isFields } from './fields.ts';
import { shortName } from './short-name.ts';

/** The steps from an object to a field in it: keys of maps, and indexes of lists. */
export type FieldPath = readonly (string | number)[];

/**
 * A field path as text: `spec.template.spec.containers[0].name`, or `metadata.annotations["a/b"]` if a key has other
 * characters than letters, digits, `_` and `-`. Empty for the object itself. Different paths have different texts, unless a
 * key is longer than any name of Kubernetes: such a key is cut.
 */
export function formatPath(path: FieldPath): string {
  const [first, ...rest] = path;
  if (first === undefined) return '';
  return [formatStep(first).replace(/^\./, ''), ...rest.map(formatStep)].join('');
}

/** One step of {@link formatPath}: `.name`, `["a/b"]` or `[0]`, to be appended to the text of a path. */
export function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  const name = shortName(step);
  return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** A step of a path: `.name`, `[0]` or `["a/b"]`. */
const STEP = /^(?:\.([\w-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/;

/** Parses the text of {@link formatPath}; undefined if it is not such a text. */
export function parsePath(text: string): FieldPath | undefined {
  const path: (string | number)[] = [];
  let rest = text === '' || text.startsWith('[') ? text : `.${text}`;
  while (rest !== '') {
    const [step, name, index, quoted = '""'] = STEP.exec(rest) ?? [];
    if (step === undefined) return undefined;
    path.push(name ?? (index === undefined ? String(JSON.parse(quoted)) : Number(index)));
    rest = rest.slice(step.length);
  }
  return path;
}

/**
 * Whether a field is another one, or in it, by the texts of their paths: `spec.ports[0]` is in `spec`, and `specification` is not. Keys may
 * be written as an API server does: `metadata.labels[app]`.
 */
export function isWithinPath(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
}

/**
 * The path as a JSON pointer: `/metadata/annotations/a~1b`; the empty text is the object itself.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6901
 */
export function formatJsonPointer(path: FieldPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The value at a path; undefined if there is none. Keys are steps into maps only, indexes into lists only. */
export function valueAt(object: unknown, path: FieldPath): unknown {
  let value = object;
  for (const step of path) {
    if (typeof step === 'string') value = isFields(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    else value = Array.isArray(value) ? value[step] : undefined;
  }
  return value;
}
