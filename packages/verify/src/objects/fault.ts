import { quote, sayNames, shortName } from '@k8s-blocks/refusal';

export { quote };

/** What a rule finds: a {@link Finding} without what its caller knows, the rule's name and the object. */
export interface Fault {
  /** The path of the field: `spec.template.spec.containers[0].name`. */
  readonly field: string;
  /** What is wrong, as a sentence that quotes the value. */
  readonly problem: string;
  /** What would be right. */
  readonly remedy: string;
  /** `warning` where the server accepts it in a dry run, or with other settings. An error if absent. */
  readonly severity?: 'warning';
  /** What would happen in the cluster, where that is not plain. */
  readonly why?: string;
}

/** What a rule yields; nothing if the object is right. */
export type Faults = Iterable<Fault>;

/** The step from an object to one of its keys, as it stands in a path: `.name`, or `["a/b"]` where a dot would mislead. */
export function keyStep(key: string): string {
  const name = shortName(key);
  return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** What a value is, as it stands in a sentence that does not quote it: `a string`. */
export function sayType(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Undefined for the empty string: for fields where the API server takes it for absent. */
export function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** A field that must be there and is not. */
export function missing(field: string, remedy: string): Fault {
  const name = field.slice(field.lastIndexOf('.') + 1);
  return { field, problem: `${name} is missing, or empty.`, remedy };
}

/** Nearly every value is right, and is asked about more often than anything else: so these are no generators. */
const NONE: readonly Fault[] = [];

/** The fault of a value whose form is wrong, if `sentence` says so. */
export function formed(field: string, sentence: string | undefined, remedy: string): Faults {
  return sentence === undefined ? NONE : [{ field, problem: sentence, remedy }];
}

/** The fault of a value that is none of those allowed. Absent is right. */
export function oneOf(field: string, value: string | undefined, allowed: readonly string[]): Faults {
  if (value === undefined || allowed.includes(value)) return NONE;
  const meant = allowed.find((name) => name.toLowerCase() === value.toLowerCase());
  const problem = `${quote(value)} is none of ${sayNames(allowed)}.`;
  return [{ field, problem, remedy: meant === undefined ? `Use one of ${sayNames(allowed)}.` : `Write "${meant}".` }];
}

/** The fault of a number outside its range. Absent is right. */
export function between(field: string, value: number | undefined, least: number, most: number): Faults {
  if (value === undefined || (value >= least && value <= most)) return NONE;
  const problem = `${value} is not from ${least} to ${most}.`;
  return [{ field, problem, remedy: `Use a number from ${least} to ${most}.` }];
}

/** The fault of a number that is less than it may be. Absent is right. */
export function atLeast(field: string, value: number | undefined, least: number): Faults {
  if (value === undefined || value >= least) return NONE;
  return [{ field, problem: `${value} is less than ${least}.`, remedy: `Use ${least} or more.` }];
}
