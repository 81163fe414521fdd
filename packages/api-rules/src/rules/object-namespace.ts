import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { KINDS } from '../kinds.ts';
import { ruleFor } from '../rule.ts';
import { invalid } from '../violation.ts';

/**
 * The namespace of an object is a DNS label. (The server drops the namespace of a Namespace.)
 *
 * @example
 * metadata: { name: web, namespace: Shop }
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export const objectNamespace = ruleFor(
  'object-namespace',
  KINDS.filter((kind) => kind !== 'Namespace'),
  ({ metadata }) => {
    const namespace = metadata?.namespace ?? '';
    const sentence = namespace === '' ? undefined : dnsLabelProblem(namespace);
    return invalid('metadata.namespace', sentence, 'Name a namespace: lower-case letters, digits and "-", at most 63.');
  },
);
