import { Refusal } from '@k8s-blocks/refusal';
import { stack } from '@k8s-blocks/topology';

/** The field of a stack's definition that lists its services. */
export const SERVICES_FIELD = servicesField();

/** `services` where the start order is computed; `startOrder` in a topology that does not know that yet. */
function servicesField(): 'services' | 'startOrder' {
  const definition = { services: [], startOrder: undefined, environments: { base: {} }, connections: [] };
  try {
    Reflect.apply(stack, undefined, [definition]);
    return 'services';
  } catch (error) {
    if (error instanceof Refusal) return 'startOrder';
    throw error;
  }
}
