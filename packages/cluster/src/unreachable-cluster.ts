import { Refusal } from '@k8s-blocks/refusal';

/** As that of Refusal: `instanceof` also holds where two copies of this package are loaded in one process. */
const UNREACHABLE_CLUSTER = Symbol.for('k8s-blocks.unreachable-cluster');

/** The cluster cannot be asked: it is not reached, gives no answer, or does not take the credentials. */
export class UnreachableCluster extends Refusal {
  readonly [UNREACHABLE_CLUSTER] = true;

  static override [Symbol.hasInstance](value: unknown): value is UnreachableCluster {
    return typeof value === 'object' && value !== null && UNREACHABLE_CLUSTER in value;
  }
}
