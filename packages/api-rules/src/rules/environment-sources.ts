import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { environmentVariableNameProblem } from '../formats.ts';
import { podRule } from '../rule.ts';
import { invalid, required, type Violations } from '../violation.ts';

/**
 * Each entry of `envFrom` names either a ConfigMap or a Secret.
 *
 * @example
 * envFrom:
 *   - configMapRef: { name: settings }
 *     secretRef: { name: keys } # make two entries of it
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/
 */
export const environmentSources = podRule('environment-sources', function* ({ containers }): Violations {
  for (const { container, path } of containers) {
    for (const [index, { prefix = '', configMapRef, secretRef }] of (container.envFrom ?? []).entries()) {
      const childPath = `${path}.envFrom[${index}]`;
      if (prefix !== '') {
        yield* invalid(`${childPath}.prefix`, environmentVariableNameProblem(prefix), 'Use letters, digits and "_".');
      }
      if (configMapRef !== undefined && secretRef !== undefined) {
        const problem = 'The entry names both a ConfigMap and a Secret.';
        yield { field: childPath, problem, remedy: 'Make two entries of it.' };
      } else if (configMapRef === undefined && secretRef === undefined) {
        const problem = 'The entry names neither a ConfigMap nor a Secret.';
        yield { field: childPath, problem, remedy: 'Give it configMapRef or secretRef.' };
      }
      yield* referenceViolations(configMapRef, `${childPath}.configMapRef.name`);
      yield* referenceViolations(secretRef, `${childPath}.secretRef.name`);
    }
  }
});

function* referenceViolations(reference: { readonly name?: string } | undefined, field: string): Violations {
  if (reference === undefined) return;
  const name = reference.name ?? '';
  const remedy = 'Name the object: lower-case letters, digits, "-" and ".".';
  if (name === '') yield required(field, remedy);
  else yield* invalid(field, dnsSubdomainProblem(name.replace(/(?<=.)-$/, 'a')), remedy);
}
