import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { ClusterObject, ObjectAddress, ObjectToSend } from '@k8s-blocks/cluster';
import { fieldsOf, integerOf, nonEmptyTextOf, printableLine, shortName } from '@k8s-blocks/manifest';
import type { DeployedStack } from '../inventory/apply-set.ts';

/** For how many seconds a lock is held after it was last renewed: as long as leaders of Kubernetes' own controllers hold theirs. */
export const LEASE_SECONDS = 15;

/** The address of the Lease of a stack in an environment. */
export function leaseAddress({ stack, environment, namespace }: DeployedStack): ObjectAddress {
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: `${stack}.${environment}`, namespace };
}

/** Who holds a lock, and since when. */
export interface LeaseState {
  readonly holder: string;
  /** RFC 3339, empty if it is not said. */
  readonly since: string;
  /** When it was last renewed, in milliseconds since 1970, by the clock of the holder; NaN if it is not said. */
  readonly renewed: number;
  readonly seconds: number;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/ */
export function leaseState(lease: ClusterObject): LeaseState {
  const { holderIdentity, acquireTime, renewTime, leaseDurationSeconds } = fieldsOf(lease.spec);
  return {
    holder: nonEmptyTextOf(holderIdentity) ?? '',
    since: nonEmptyTextOf(acquireTime) ?? '',
    renewed: Date.parse(nonEmptyTextOf(renewTime) ?? ''),
    seconds: integerOf(leaseDurationSeconds) ?? LEASE_SECONDS,
  };
}

/** Which Lease is written. */
export interface LeaseToWrite {
  readonly holder: string;
  /** In milliseconds since 1970. */
  readonly acquired: number;
  readonly renewed: number;
  /** The Lease that is replaced, as it was read: refused if somebody has changed it since. */
  readonly replaced?: ClusterObject;
}

/** The Lease of a stack in an environment, as it is written. */
export function leaseToWrite(
  stack: DeployedStack,
  { holder, acquired, renewed, replaced }: LeaseToWrite,
): ObjectToSend {
  const { apiVersion, kind, name, namespace } = leaseAddress(stack);
  const before =
    replaced === undefined ? undefined : { spec: fieldsOf(replaced.spec), holder: leaseState(replaced).holder };
  const transitions = integerOf(before?.spec.leaseTransitions) ?? 0;
  const lease = {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      ...(replaced === undefined
        ? {}
        : { uid: replaced.metadata.uid, resourceVersion: replaced.metadata.resourceVersion }),
    },
    spec: {
      holderIdentity: holder,
      leaseDurationSeconds: LEASE_SECONDS,
      acquireTime: microTime(acquired),
      renewTime: microTime(renewed),
      leaseTransitions: before !== undefined && before.holder !== holder ? transitions + 1 : transitions,
    },
  };
  return lease;
}

/** A Lease takes no other number of digits than six. */
function microTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}

/** This run, told from all others: `anna@laptop, process 4711 (3f2a9c1b)`. */
export function holderOfThisRun(): string {
  return `${userName()}@${hostname()}, process ${process.pid} (${randomBytes(4).toString('hex')})`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that has no name.
    return 'somebody';
  }
}

/** A holder in a message. Whoever may write the Lease may write anything there. */
export function formatHolder(holder: string): string {
  return holder === '' ? 'somebody' : shortName(printableLine(holder));
}
