import { formatCidr, formatIpAddress } from '@k8s-blocks/manifest';
import { formatGoDuration, formatTime, withoutZeros } from '../../go-time.ts';
import { CelList, CelType, type CelValue, CidrValue, Duration, IpValue, isCelMap, Timestamp, Uint } from '../values.ts';

/** A value as text, as `format` writes it; undefined of a type that has none. */
export function textOf(value: CelValue): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return doubleText(value);
  if (value instanceof Uint) return value.value.toString();
  if (value instanceof Duration) return durationText(value);
  if (value instanceof Timestamp) return formatTime(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (value instanceof CelType) return value.type;
  if (value instanceof IpValue) return formatIpAddress(value.address);
  if (value instanceof CidrValue) return formatCidr({ ...value.block, first: value.block.address });
  if (value instanceof CelList) return joined(value.items.map(inner), '[', ', ', ']');
  if (isCelMap(value)) {
    const entries = value.keys().map((key) => joined([inner(key), inner(value.get(key) ?? null)], '', ':', ''));
    return joined(entries.sort(), '{', ', ', '}');
  }
  return undefined;
}

/** A duration in seconds: `90s`. */
export function durationText({ nanoseconds }: Duration): string {
  const text = formatGoDuration(nanoseconds % 1_000_000_000n);
  const seconds = nanoseconds / 1_000_000_000n;
  const fraction = nanoseconds % 1_000_000_000n;
  if (fraction === 0n) return `${seconds}s`;
  const digits = withoutZeros((fraction < 0n ? -fraction : fraction).toString().padStart(9, '0'));
  return `${text.startsWith('-') && seconds === 0n ? '-' : ''}${seconds}.${digits}s`;
}

/** A double as Go writes it. */
export function doubleText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e21)) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return String(value);
}

/** A value in a list or map: a text is in quotes. */
function inner(value: CelValue): string | undefined {
  return typeof value === 'string' ? JSON.stringify(value) : textOf(value);
}

function joined(
  parts: readonly (string | undefined)[],
  start: string,
  separator: string,
  end: string,
): string | undefined {
  return parts.includes(undefined) ? undefined : `${start}${parts.join(separator)}${end}`;
}
