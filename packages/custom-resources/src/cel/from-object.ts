import { type Fields, fieldsOf, isFields } from '@k8s-blocks/manifest';
import { parseDate, parseLooseDuration, parseTime } from '../go-time.ts';
import type { Schema } from '../schema/schema.ts';
import { isInteger, keyOfJson } from '../schema/values.ts';
import { CelError } from './errors.ts';
import { escapedName } from './property-names.ts';
import { CelList, type CelMap, type CelValue, Duration, Opaque, Timestamp } from './values.ts';

/**
 * A value of an object as rules see it, by its schema: `self`.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/cel/common/valuesunstructured.go
 */
export function fromObject(value: unknown, schema: Schema): CelValue {
  if (value === null) return null;
  if (schema.isIntOrString) return typeof value === 'number' ? integer(value) : text(value);
  switch (schema.type) {
    case 'object':
      if (!isFields(value)) break;
      return new ObjectMap(value, schema.isEmbeddedResource ? schema.withObjectFields : schema);
    case 'array':
      if (Array.isArray(value)) return listOf(value, schema);
      break;
    case 'string':
      return formatted(text(value), schema.format);
    case 'number':
      if (typeof value === 'number') return value;
      break;
    case 'integer':
      return integer(value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    default:
      return new Opaque(value);
  }
  throw new CelError(`invalid data, expected ${schema.type}`);
}

const MAX_INT = 2n ** 63n - 1n;

function integer(value: unknown): bigint {
  if (typeof value === 'number' && isInteger(value)) return value === 2 ** 63 ? MAX_INT : BigInt(value);
  throw new CelError('invalid data, expected an integer');
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new CelError('invalid data, expected a string');
}

function formatted(value: string, format: string): CelValue {
  switch (format) {
    case 'duration':
      return new Duration(known(parseLooseDuration(value), value));
    case 'date':
      return new Timestamp(known(parseDate(value), value));
    case 'date-time':
      return timestampOf(value);
    case 'byte':
      if (!/^[A-Za-z0-9\-_]*={0,2}$/.test(value)) throw new CelError(`Invalid byte formatted string ${value}`);
      return Buffer.from(value, 'base64url');
    default:
      return value;
  }
}

function timestampOf(value: string): Timestamp {
  if (value === '') return new Timestamp(0n);
  const { nanoseconds, offset } = known(parseTime(value, 'optional'), value);
  return new Timestamp(nanoseconds, offset);
}

function known<T>(parsed: T | undefined, value: string): T {
  if (parsed === undefined) throw new CelError(`Invalid formatted string ${value}`);
  return parsed;
}

function listOf(values: readonly unknown[], { items, listType, listMapKeys }: Schema): CelList {
  if (items === undefined) throw new CelError('invalid array type, expected items');
  const list = values.map((each) => fromObject(each, items));
  if (listType === 'atomic') return new CelList(list);
  return new CelList(list, (item) => {
    const json = jsonOf(item);
    return keyOfJson(listType === 'set' ? json : listMapKeys.map((key) => fieldsOf(json)[key]));
  });
}

/** A value as data again. */
function jsonOf(value: CelValue): unknown {
  return value instanceof ObjectMap ? value.object : typeof value === 'bigint' ? Number(value) : value;
}

/** An object or map of a custom resource, whose values are read when they are asked for. */
export class ObjectMap implements CelMap {
  readonly isMap = true;
  /** As it is written. */
  readonly object: Fields;
  readonly #schema: Schema;
  readonly #values = new Map<string, CelValue>();

  constructor(object: Fields, schema: Schema) {
    this.object = object;
    this.#schema = schema;
  }

  get size(): number {
    return Object.keys(this.object).length;
  }

  keys(): readonly string[] {
    return Object.keys(this.object).flatMap((key) => {
      if (this.#schema.field(key) === undefined) return [];
      return this.#schema.hasProperties ? (escapedName(key) ?? []) : [key];
    });
  }

  get(key: CelValue): CelValue | undefined {
    if (typeof key !== 'string') return undefined;
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const name = this.#schema.hasProperties ? this.#nameOf(key) : key;
    if (name === undefined || !Object.hasOwn(this.object, name)) return undefined;
    const schema = this.#schema.field(name);
    const value = this.object[name];
    // In an object with fields of its own, null is as good as absent.
    if (schema === undefined || (value === null && this.#schema.hasProperties)) return undefined;
    const read = fromObject(value, schema);
    this.#values.set(key, read);
    return read;
  }

  /** The name of the field that rules write so. */
  #nameOf(escaped: string): string | undefined {
    if (!escaped.includes('__')) return escaped;
    return Object.keys(this.object).find((name) => escapedName(name) === escaped);
  }
}
