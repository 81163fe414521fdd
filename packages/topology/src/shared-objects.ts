import type { Problem } from '@k8s-blocks/refusal';
import type { Contract } from './contract.ts';
import { workloadsOf } from './workload.ts';

/** A name that two services of a stack cannot both have. */
interface Claim {
  readonly service: string;
  readonly field: string;
  /** What has the name: `a workload orders-worker`, `Service shop in namespace web`. */
  readonly object: string;
}

/**
 * The names that two services of a stack have: of workloads, and of their objects and of Services in one
 * namespace, where each apply would make the object of one service that of the other. Two services of one name are not
 * among them.
 */
export function sharedObjects(contracts: readonly Contract[]): Problem[] {
  const owners = new Map<string, Claim>();
  return contracts.flatMap(claimsOf).flatMap((claim) => {
    const owner = owners.get(claim.object) ?? claim;
    owners.set(claim.object, owner);
    if (owner.service === claim.service) return [];
    return [
      {
        service: claim.service,
        field: claim.field,
        problem: `"${owner.service}" and "${claim.service}" both have ${claim.object}.`,
        remedy: 'Give one of both another name, or the services different namespaces.',
      },
    ];
  });
}

function claimsOf(contract: Contract): Claim[] {
  const { name: service, namespace, ports } = contract;
  const services = new Set(Object.values(ports).flatMap((port) => port.services));
  return [
    ...workloadsOf(contract).flatMap(({ key, name, objectName }) => {
      const field = key === undefined ? 'workload' : `workloads.${key}`;
      const named = { service, field, object: `a workload ${name}` };
      return [named, { service, field, object: `an object ${objectName} that makes pods in namespace ${namespace}` }];
    }),
    ...[...services].map((name) => ({ service, field: 'ports', object: `Service ${name} in namespace ${namespace}` })),
  ];
}
