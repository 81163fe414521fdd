import { type LocatedObject, MAX_LISTED } from '@k8s-blocks/findings';
import {
  type Disclosure,
  type Fields,
  formatStep,
  HIDDEN,
  isFields,
  parseQuantity,
  shortName,
  typeName,
} from '@k8s-blocks/manifest';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import { type FieldViolation, quote } from '../violation.ts';
import type { ScalarType, Struct, ValueType } from './schema.ts';
import { formatAbsence } from './spans.ts';

/** An object as the API server understands it, and what it could not understand. */
export interface Decoded {
  /** The object without what is null: the very object that was given if it holds no null. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Values of a wrong type. If there are any, the value must not be read further. */
  readonly mistyped: readonly FieldViolation[];
  /** Fields that do not exist. */
  readonly unknown: readonly FieldViolation[];
}

/**
 * Reads an object as the API server does under strict field validation: names are case-sensitive, null is absent, and
 * in a list or map null is the empty value.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 * @param mayShow which values may be quoted. Default: all.
 * @param located how its numbers and booleans are written.
 */
export function decode(
  object: unknown,
  type: Struct,
  mayShow: Disclosure = () => true,
  located: WrittenValues = {},
): Decoded {
  const decoding = new Decoding(mayShow, located);
  const value = decoding.struct(object, type, '');
  return { value, mistyped: decoding.mistyped, unknown: decoding.unknown };
}

/** How the numbers and booleans of an object are written. */
type WrittenValues = Pick<LocatedObject, 'writtenAt' | 'rewritten'>;

class Decoding {
  readonly mistyped: FieldViolation[] = [];
  readonly unknown: FieldViolation[] = [];
  readonly #mayShow: Disclosure;
  readonly #located: WrittenValues;

  constructor(mayShow: Disclosure, located: WrittenValues) {
    this.#mayShow = mayShow;
    this.#located = located;
  }

  struct(value: unknown, struct: Struct, path: string): Fields {
    if (!isFields(value)) {
      this.#mistype(path, value, 'an object', () => 'Write its fields as keys.');
      return {};
    }
    let result = value;
    for (const key of Object.keys(value)) {
      const given = value[key];
      const field = struct.fields.get(key);
      if (given === undefined) continue;
      if (field === undefined) this.#unknownName(struct, key, path);
      else if (isRightScalar(given, field.type)) continue;
      const read = field === undefined || given === null ? undefined : this.value(given, field.type, join(path, key));
      if (read !== given) result = replaced(result, value, key, read);
    }
    return result;
  }

  value(value: unknown, type: ValueType, path: string): unknown {
    switch (type.is) {
      case 'struct':
        return this.struct(value, type.struct, path);
      case 'list':
        return this.#list(value, type.of, path);
      case 'map':
        return this.#map(value, type.of, path);
      case 'scalar':
        return this.#scalar(value, type.scalar, path);
    }
  }

  #list(value: unknown, of: ValueType, path: string): unknown {
    if (!Array.isArray(value)) {
      this.#mistype(path, value, 'a list', () => 'Write a list, each entry after "- ".');
      return [];
    }
    let result: unknown[] = value;
    for (const [index, entry] of value.entries()) {
      if (isRightScalar(entry, of)) continue;
      const read = entry === null ? emptyOf(of) : this.value(entry, of, `${path}[${index}]`);
      if (read === entry) continue;
      if (result === value) result = [...value];
      result[index] = read;
    }
    return result;
  }

  #map(value: unknown, of: ValueType, path: string): unknown {
    if (!isFields(value)) {
      this.#mistype(path, value, 'a map', () => 'Write keys and their values.');
      return {};
    }
    let result = value;
    for (const key of Object.keys(value)) {
      const given = value[key];
      if (given === undefined || isRightScalar(given, of)) continue;
      const read = given === null ? emptyOf(of) : this.value(given, of, path + formatStep(key));
      if (read !== given) result = replaced(result, value, key, read);
    }
    return result;
  }

  #scalar(value: unknown, scalar: ScalarType, path: string): unknown {
    const { fits, name, remedy } = SCALARS[scalar];
    if (!fits(value)) this.#mistype(path, value, name, remedy);
    return value;
  }

  #mistype(field: string, value: unknown, name: string, remedyFor: Scalar['remedy']): void {
    if (this.mistyped.length > MAX_LISTED) return;
    const shown = this.#mayShow(field, value);
    const problem = `${shown ? quote(value) : HIDDEN} is ${typeName(value)}, not ${name}.`;
    const { rewritten = false, writtenAt } = this.#located;
    const written = rewritten ? undefined : (writtenAt?.(field) ?? (isPlain(value) ? String(value) : undefined));
    const remedy = shown ? remedyFor(value, written) : remedyFor(undefined);
    this.mistyped.push({ code: 'FieldValueTypeInvalid', field, problem, remedy });
  }

  #unknownName(struct: Struct, key: string, path: string): void {
    if (this.unknown.length > MAX_LISTED) return;
    const childPath = join(path, key);
    const span = struct.absent?.get(key);
    if (span !== undefined && struct.kubernetes !== undefined) {
      const { kubernetes } = struct;
      const problem = `Kubernetes ${kubernetes} does not know the field ${quote(key)}: ${formatAbsence(span, kubernetes)}.`;
      this.unknown.push({ code: 'UnknownField', field: childPath, problem, remedy: 'Leave it out.' });
      return;
    }
    const names = [...struct.fields.keys()];
    const meant = nearest(key, names);
    const remedy = meant === undefined ? `Use one of ${formatNames(names.sort())}.` : `Did you mean "${meant}"?`;
    this.unknown.push({
      code: 'UnknownField',
      field: childPath,
      problem: `${quote(key)} is not a field of ${struct.name}.`,
      remedy,
    });
  }
}

/** How a scalar is told from other values, what it is called, and what to do about a value that is none. */
interface Scalar {
  readonly fits: (value: unknown) => boolean;
  readonly name: string;
  /** Of undefined, where the value may not be quoted; without the text where it is not known how it was written. */
  readonly remedy: (value: unknown, written?: string) => string;
}

const SCALARS: Readonly<Record<ScalarType, Scalar>> = {
  any: { fits: () => true, name: 'anything', remedy: () => '' },
  string: { fits: isString, name: 'a string', remedy: quotesRemedy },
  boolean: { fits: (value) => typeof value === 'boolean', name: 'true or false', remedy: () => 'Write true or false.' },
  int32: { fits: isInt32, name: 'an integer of 32 bits', remedy: integerRemedy },
  int64: { fits: isInt64, name: 'an integer of 64 bits', remedy: integerRemedy },
  intOrString: {
    fits: (value) => isInt32(value) || isString(value),
    name: 'an integer or a string',
    remedy: integerRemedy,
  },
  quantity: {
    fits: isQuantity,
    name: 'a quantity',
    remedy: () => 'Write a number with an optional unit, such as "250m", "1" or "512Mi".',
  },
  number: { fits: (value) => typeof value === 'number', name: 'a number', remedy: () => 'Write a number.' },
  time: { fits: isTime, name: 'a time', remedy: () => 'Write it as "2026-01-31T12:00:00Z".' },
  microTime: { fits: isMicroTime, name: 'a time', remedy: () => 'Write it as "2026-01-31T12:00:00.000000Z".' },
  bytes: { fits: isBytes, name: 'base64', remedy: () => 'Encode it with base64, or use stringData or data for text.' },
};

/** Hot path: most values are scalars of the right type, whose paths then need not be made. */
function isRightScalar(value: unknown, type: ValueType): boolean {
  return type.is === 'scalar' && value !== null && SCALARS[type.scalar].fits(value);
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= -0x80000000 && Number(value) <= 0x7fffffff;
}

function isInt64(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 63;
}

function isQuantity(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && parseQuantity(value) !== undefined;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function isTime(value: unknown): boolean {
  return typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value));
}

/** A time to the microsecond, with all six digits. */
function isMicroTime(value: unknown): boolean {
  return isTime(value) && /\.\d{6}[Z+-]/.test(String(value));
}

/** Base64, where the server skips line breaks; or a list of bytes, which it takes as well. */
function isBytes(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
  if (typeof value !== 'string') return false;
  const text = /[\r\n]/.test(value) ? value.replace(/[\r\n]/g, '') : value;
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function integerRemedy(value: unknown): string {
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value)
    ? `Write ${value}, without quotes.`
    : 'Write an integer.';
}

/** @param written the text in the file, if it is known: `1.10` is read as 1.1, and what is meant is most likely "1.10". */
function quotesRemedy(value: unknown, written?: string): string {
  if (isPlain(value) && written === undefined) return 'Put it in quotes, as it is written in its file.';
  return isPlain(value) ? `Put it in quotes: "${written}".` : 'Write a string, in quotes if need be.';
}

/** Whether it would be a string if it were in quotes. */
function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

/** What null stands for in a list or map. */
function emptyOf(type: ValueType): unknown {
  if (type.is === 'list') return [];
  if (type.is !== 'scalar') return {};
  return type.scalar === 'quantity'
    ? '0'
    : type.scalar === 'int32' || type.scalar === 'int64' || type.scalar === 'number'
      ? 0
      : '';
}

/** The copy with the key changed; a first change copies, so that what was given stays as it is. */
function replaced(copy: Fields, original: Fields, key: string, value: unknown): Fields {
  const result: Record<string, unknown> = copy === original ? { ...original } : copy;
  if (value === undefined) delete result[key];
  else result[key] = value;
  return result;
}

function join(path: string, key: string): string {
  const name = shortName(key);
  return path === '' ? name : `${path}.${name}`;
}
