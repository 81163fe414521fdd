import { isEqualJson } from '../schema/values.ts';
import { ObjectMap } from './from-object.ts';
import {
  CelList,
  type CelMap,
  CelType,
  type CelValue,
  CidrValue,
  Duration,
  Format,
  IpValue,
  isCelMap,
  Opaque,
  Optional,
  QuantityValue,
  Semver,
  Timestamp,
  Uint,
  UrlValue,
} from './values.ts';

/** Whether two values are equal. Values of different types are not, but for numbers. */
export function isEqual(one: CelValue, other: CelValue): boolean {
  const numbers = comparedNumbers(one, other);
  if (numbers !== undefined) return numbers === 0;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return one === other;
  if (one instanceof CelList) return other instanceof CelList && isEqualList(one, other);
  if (isCelMap(one)) return isCelMap(other) && isEqualMap(one, other);
  if (one instanceof Uint8Array) return other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  if (one instanceof Optional) return other instanceof Optional && isEqualOptional(one, other);
  const comparison = comparedOthers(one, other);
  return comparison === undefined ? isEqualOther(one, other) : comparison === 0;
}

function isEqualList(one: CelList, other: CelList): boolean {
  if (one.items.length !== other.items.length) return false;
  const { keyOf } = one;
  if (keyOf === undefined) return one.items.every((item, index) => isEqual(item, other.items[index] ?? null));
  const others = new Map(other.items.map((item) => [keyOf(item), item]));
  return (
    others.size === one.items.length &&
    one.items.every((item) => isEqual(item, others.get(keyOf(item)) ?? Optional.NONE))
  );
}

function isEqualMap(one: CelMap, other: CelMap): boolean {
  if (one.size !== other.size) return false;
  const keys = one.keys();
  const isSame = keys.every((key) => {
    const value = one.get(key);
    const otherValue = other.get(key);
    return value === undefined || otherValue === undefined ? value === otherValue : isEqual(value, otherValue);
  });
  // What the schema does not know is compared as it is written.
  if (isSame && one instanceof ObjectMap && other instanceof ObjectMap && keys.length < one.size) {
    return isEqualJson(one.object, other.object);
  }
  return isSame;
}

function isEqualOptional({ value }: Optional, { value: other }: Optional): boolean {
  return value === undefined || other === undefined ? value === other : isEqual(value, other);
}

function isEqualOther(one: CelValue, other: CelValue): boolean {
  if (one instanceof CelType && other instanceof CelType) return one.type === other.type;
  if (one instanceof UrlValue && other instanceof UrlValue) return one.url.text === other.url.text;
  if (one instanceof Format && other instanceof Format) return one.name === other.name;
  if (one instanceof Opaque && other instanceof Opaque) return isEqualJson(one.json, other.json);
  if (one instanceof IpValue && other instanceof IpValue) {
    return one.address.family === other.address.family && one.address.bits === other.address.bits;
  }
  if (one instanceof CidrValue && other instanceof CidrValue) {
    const [{ block }, { block: otherBlock }] = [one, other];
    return (
      block.family === otherBlock.family && block.address === otherBlock.address && block.prefix === otherBlock.prefix
    );
  }
  return false;
}

/** Less than 0 if the first is less than the second, 0 if they are equal; undefined if they cannot be compared. */
export function compared(one: CelValue, other: CelValue): number | undefined {
  const numbers = comparedNumbers(one, other);
  if (numbers !== undefined) return numbers;
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.compare(one, other);
  return comparedOthers(one, other);
}

function comparedOthers(one: CelValue, other: CelValue): number | undefined {
  if (one instanceof Duration && other instanceof Duration) return sign(one.nanoseconds, other.nanoseconds);
  if (one instanceof Timestamp && other instanceof Timestamp) return sign(one.nanoseconds, other.nanoseconds);
  if (one instanceof QuantityValue && other instanceof QuantityValue) return sign(one.quantity, other.quantity);
  if (one instanceof Semver && other instanceof Semver) return comparedVersions(one, other);
  return undefined;
}

/** Numbers are compared whatever their types; NaN is less than nothing, and equal to nothing. */
function comparedNumbers(one: CelValue, other: CelValue): number | undefined {
  const first = numberOf(one);
  const second = numberOf(other);
  if (first === undefined || second === undefined) return undefined;
  if (Number.isNaN(first) || Number.isNaN(second)) return Number.NaN;
  return first < second ? -1 : first > second ? 1 : 0;
}

function numberOf(value: CelValue): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  return value instanceof Uint ? value.value : undefined;
}

function sign(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** @see https://semver.org/#spec-item-11 */
export function comparedVersions(one: Semver, other: Semver): number {
  for (const [index, number] of one.numbers.entries()) {
    const difference = sign(number, other.numbers[index] ?? 0n);
    if (difference !== 0) return difference;
  }
  if (one.prerelease.length === 0 || other.prerelease.length === 0)
    return other.prerelease.length - one.prerelease.length;
  for (const [index, part] of one.prerelease.entries()) {
    const otherPart = other.prerelease[index];
    if (otherPart === undefined) return 1;
    const difference = comparedParts(part, otherPart);
    if (difference !== 0) return difference;
  }
  return one.prerelease.length - other.prerelease.length;
}

function comparedParts(one: string, other: string): number {
  const areNumbers = [one, other].map((part) => /^\d+$/.test(part));
  if (areNumbers[0] && areNumbers[1]) return sign(BigInt(one), BigInt(other));
  if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
