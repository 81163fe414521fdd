import type { Cidr, IpAddress, Quantity } from '@k8s-blocks/manifest';
import type { GoUrl } from '../go-url.ts';

/**
 * A value of the Common Expression Language. Integers are `bigint`, and `double` is `number`.
 *
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#values
 */
export type CelValue = null | boolean | bigint | number | string | Uint8Array | CelObject;

type CelObject =
  | Uint
  | Duration
  | Timestamp
  | CelList
  | CelMap
  | Optional
  | CelType
  | QuantityValue
  | UrlValue
  | IpValue
  | CidrValue
  | Semver
  | Format
  | Opaque;

/** An unsigned integer of 64 bits. */
export class Uint {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

export class Duration {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

export class Timestamp {
  /** Since 1970. */
  readonly nanoseconds: bigint;
  /** How many minutes the zone is ahead of UTC in which it is written. */
  readonly offset: number;
  constructor(nanoseconds: bigint, offset = 0) {
    this.nanoseconds = nanoseconds;
    this.offset = offset;
  }
}

export class CelList {
  readonly items: readonly CelValue[];
  /** How its entries are told apart, where it is a set or a map: their order does not count then. */
  readonly keyOf: ((item: CelValue) => string) | undefined;
  constructor(items: readonly CelValue[], keyOf?: (item: CelValue) => string) {
    this.items = items;
    this.keyOf = keyOf;
  }
}

/** A map, or an object with fields. */
export interface CelMap {
  readonly isMap: true;
  readonly size: number;
  readonly keys: () => readonly CelValue[];
  readonly get: (key: CelValue) => CelValue | undefined;
}

/** A map that an expression makes. */
export class LiteralMap implements CelMap {
  readonly isMap = true;
  readonly #entries: ReadonlyMap<string | boolean | bigint, CelValue>;

  constructor(entries: Iterable<readonly [CelValue, CelValue]>) {
    const pairs = Array.from(entries, ([key, value]) => [keyOf(key), value] as const);
    this.#entries = new Map(pairs.flatMap(([key, value]) => (key === undefined ? [] : [[key, value] as const])));
  }

  get size(): number {
    return this.#entries.size;
  }

  keys(): readonly CelValue[] {
    return [...this.#entries.keys()];
  }

  get(key: CelValue): CelValue | undefined {
    const known = keyOf(key);
    return known === undefined ? undefined : this.#entries.get(known);
  }
}

/** A key of a map, so that equal ones are the same: `1`, `1u` and `1.0`. Undefined of what is none. */
function keyOf(key: CelValue): string | boolean | bigint | undefined {
  if (typeof key === 'string' || typeof key === 'boolean' || typeof key === 'bigint') return key;
  if (typeof key === 'number') return Number.isInteger(key) ? BigInt(key) : undefined;
  return key instanceof Uint ? key.value : undefined;
}

/** A value that may be absent. */
export class Optional {
  static readonly NONE = new Optional(undefined);
  readonly value: CelValue | undefined;
  constructor(value: CelValue | undefined) {
    this.value = value;
  }
}

/** The type of a value: what `type(1)` is. */
export class CelType {
  readonly type: string;
  constructor(type: string) {
    this.type = type;
  }
}

export class QuantityValue {
  readonly quantity: Quantity;
  constructor(quantity: Quantity) {
    this.quantity = quantity;
  }
}

export class UrlValue {
  readonly url: GoUrl;
  constructor(url: GoUrl) {
    this.url = url;
  }
}

export class IpValue {
  readonly address: IpAddress;
  constructor(address: IpAddress) {
    this.address = address;
  }
}

export class CidrValue {
  readonly block: Cidr;
  constructor(block: Cidr) {
    this.block = block;
  }
}

export class Semver {
  readonly numbers: readonly [major: bigint, minor: bigint, patch: bigint];
  readonly prerelease: readonly string[];
  constructor(numbers: readonly [bigint, bigint, bigint], prerelease: readonly string[]) {
    this.numbers = numbers;
    this.prerelease = prerelease;
  }
}

/** A format of names, which texts are validated by. */
export class Format {
  readonly name: string;
  /** What is wrong with a text; undefined if nothing is. */
  readonly problemOf: (text: string) => string | undefined;
  constructor(name: string, problemOf: (text: string) => string | undefined) {
    this.name = name;
    this.problemOf = problemOf;
  }
}

/** A value that the schema preserves, and expressions cannot look into. */
export class Opaque {
  readonly json: unknown;
  constructor(json: unknown) {
    this.json = json;
  }
}

/** What values of each type are in TypeScript. */
export interface Types {
  readonly null: null;
  readonly bool: boolean;
  readonly int: bigint;
  readonly uint: Uint;
  readonly double: number;
  readonly string: string;
  readonly bytes: Uint8Array;
  readonly list: CelList;
  readonly map: CelMap;
  readonly timestamp: Timestamp;
  readonly duration: Duration;
  readonly optional: Optional;
  readonly type: CelType;
  readonly quantity: QuantityValue;
  readonly url: UrlValue;
  readonly ip: IpValue;
  readonly cidr: CidrValue;
  readonly semver: Semver;
  readonly format: Format;
  readonly opaque: Opaque;
  /** A value of any type. */
  readonly dyn: CelValue;
}

export type TypeName = keyof Types;

const CLASSES: readonly (readonly [type: new (...values: never[]) => unknown, name: TypeName])[] = [
  [CelList, 'list'],
  [Uint8Array, 'bytes'],
  [Duration, 'duration'],
  [Timestamp, 'timestamp'],
  [Optional, 'optional'],
  [Uint, 'uint'],
  [CelType, 'type'],
  [QuantityValue, 'quantity'],
  [UrlValue, 'url'],
  [IpValue, 'ip'],
  [CidrValue, 'cidr'],
  [Semver, 'semver'],
  [Format, 'format'],
  [Opaque, 'opaque'],
];

/** The name of the type of a value. */
export function typeOf(value: CelValue): TypeName {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
    default:
      return isCelMap(value) ? 'map' : (CLASSES.find(([type]) => value instanceof type)?.[1] ?? 'opaque');
  }
}

/** Whether a value is a map, or an object with fields. */
export function isCelMap(value: CelValue): value is CelMap {
  return typeof value === 'object' && value !== null && 'isMap' in value;
}
