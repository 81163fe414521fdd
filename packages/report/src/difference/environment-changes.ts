import type { EnvironmentDifference } from '@k8s-blocks/diff';

/** What a change does to one environment, and to which services. */
export interface EnvironmentChanges {
  readonly difference: EnvironmentDifference;
  /** The service whose build has an object, by its title in sentences: `Deployment connector in agent-runtime`. */
  readonly serviceOf: (object: string) => string | undefined;
  /** The services that differ. */
  readonly services: readonly ChangedService[];
}

/** A service that a change creates, deletes, or changes otherwise. */
export interface ChangedService {
  readonly name: string;
  readonly change: 'creates' | 'deletes' | 'changes';
  /** The namespace of its objects, as they are built. */
  readonly namespace: string;
}
