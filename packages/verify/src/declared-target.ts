import { declaredTargetOf, type Fact } from '@k8s-blocks/findings';
import type { Service, Verdict } from '@k8s-blocks/reachability';
import type { BuiltStack } from './built-stack.ts';

/**
 * The fact that would let a connection through if the port of a Service led where it is declared to lead: the pods are not reached at
 * the port to which it leads, and would be at the other.
 *
 * @param port the port of the Service.
 */
export function dueToTarget(
  { connectionsTo, evaluator }: BuiltStack,
  { namespace, name }: Pick<Service, 'namespace' | 'name'>,
  port: number,
  { from, to, port: leadsTo, protocol }: Verdict,
): Fact[] {
  const isOffered = (service: { readonly name: string; readonly port: number }) =>
    service.name === name && service.port === port;
  const declared = connectionsTo(namespace).find(({ services }) => services?.some(isOffered));
  if (declared === undefined || declared.port === leadsTo) return [];
  if (!evaluator.verdict(from, to, declared.port, protocol).allowed) return [];
  return [declaredTargetOf({ group: '', kind: 'Service', namespace, name }, port)];
}
