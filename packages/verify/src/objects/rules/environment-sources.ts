import { dnsSubdomainFault } from '@k8s-blocks/labels';
import { type Faults, formed, missing } from '../fault.ts';
import { environmentVariableNameFault } from '../formats.ts';
import { podRule } from '../rule.ts';

/**
 * Variables are taken from one ConfigMap or one Secret at a time.
 * See https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/.
 */
export const environmentSources = podRule('environment-sources', function* ({ containers }): Faults {
  for (const { container, path } of containers) {
    for (const [index, { prefix = '', configMapRef, secretRef }] of (container.envFrom ?? []).entries()) {
      const place = `${path}.envFrom[${index}]`;
      if (prefix !== '') {
        yield* formed(`${place}.prefix`, environmentVariableNameFault(prefix), 'Use letters, digits and "_".');
      }
      if (configMapRef !== undefined && secretRef !== undefined) {
        const problem = 'The entry names both a ConfigMap and a Secret.';
        yield { field: place, problem, remedy: 'Make two entries of it.' };
      } else if (configMapRef === undefined && secretRef === undefined) {
        const problem = 'The entry names neither a ConfigMap nor a Secret.';
        yield { field: place, problem, remedy: 'Give it configMapRef or secretRef.' };
      }
      yield* referenceFaults(configMapRef, `${place}.configMapRef.name`);
      yield* referenceFaults(secretRef, `${place}.secretRef.name`);
    }
  }
});

function* referenceFaults(reference: { readonly name?: string } | undefined, field: string): Faults {
  if (reference === undefined) return;
  const name = reference.name ?? '';
  const remedy = 'Name the object: lower-case letters, digits, "-" and ".".';
  if (name === '') yield missing(field, remedy);
  else yield* formed(field, dnsSubdomainFault(name.replace(/(?<=.)-$/, 'a')), remedy);
}
