import { dnsLabelFault } from '@k8s-blocks/labels';
import { KINDS } from '../kinds.ts';
import { ruleFor } from '../rule.ts';
import { invalid } from '../violation.ts';

/**
 * An object's namespace has the form of the name of one. A Namespace itself is in none, and the server drops it there.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export const objectNamespace = ruleFor(
  'object-namespace',
  KINDS.filter((kind) => kind !== 'Namespace'),
  ({ metadata }) => {
    const namespace = metadata?.namespace ?? '';
    const sentence = namespace === '' ? undefined : dnsLabelFault(namespace);
    return invalid('metadata.namespace', sentence, 'Name a namespace: lower-case letters, digits and "-", at most 63.');
  },
);
