import { ONE, type Quantity } from '@k8s-blocks/manifest';

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** An amount of a resource, in the unit that people write it in: `250m` and `1.5` of CPU, `512Mi` of memory. */
export function formatResource(resource: string, amount: Quantity): string {
  if (resource === 'cpu') return amount % ONE === 0n ? String(amount / ONE) : `${decimal(Number(amount) / 1e6)}m`;
  if (amount % ONE !== 0n) return decimal(Number(amount) / 1e9);
  const isBytes = /memory|storage|hugepages/.test(resource);
  return isBytes ? formatBytes(amount / ONE) : String(amount / ONE);
}

/** In the largest unit in which it has at most two decimals. */
function formatBytes(bytes: bigint): string {
  for (const [power, unit] of [...BINARY.entries()].reverse()) {
    const size = 1024n ** BigInt(power);
    if (bytes >= size && (bytes * 100n) % size === 0n) return `${decimal(Number((bytes * 100n) / size) / 100)}${unit}`;
  }
  return String(bytes);
}

function decimal(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
