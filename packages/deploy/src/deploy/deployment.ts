import type { ObjectToSend } from '@k8s-blocks/cluster';

/** A service, and its objects. */
export interface DeployedService {
  readonly name: string;
  readonly objects: readonly ObjectToSend[];
}

/** What is deployed. */
export interface Deployment {
  /** What is applied before all services: what is of none of them alone. */
  readonly ofStack: readonly ObjectToSend[];
  /** The services, in waves: those of one side by side, after those of the waves before it are ready. */
  readonly waves: readonly (readonly DeployedService[])[];
}

/** All objects that are deployed, in the order in which they are applied. */
export function deployedObjects({ ofStack, waves }: Deployment): readonly ObjectToSend[] {
  return [...ofStack, ...waves.flat().flatMap(({ objects }) => objects)];
}
