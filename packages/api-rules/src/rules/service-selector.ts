import { ruleFor } from '../rule.ts';
import { labelViolations } from '../selector.ts';

/**
 * The keys and values in the selector of a Service are valid labels.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
 */
export const serviceSelector = ruleFor('service-selector', 'Service', ({ spec }) =>
  labelViolations(spec?.selector, 'spec.selector'),
);
