import type { LocatedObject } from '@k8s-blocks/findings';
import { fieldsOf, isFields, isNamespaced, referenceOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { declaredTraffic, type Environment, type Stack } from '@k8s-blocks/topology';
import { judgeRules } from './judge.ts';
import type { Rule } from './rule.ts';

/** A small stack to try a rule on. */
export interface TriedStack<Name extends string = string> {
  readonly map: Stack<Name>;
  /** The environment that the objects are of. Default: base. */
  readonly environment?: Name | 'base';
  /** The objects of each service, by its name: made by blocks, or written by hand. One that names no namespace is in that of its service. */
  readonly objects: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * What breaks a rule in a small stack, as sentences: for the tests of rules. `verify` judges the same way what Kustomize builds.
 *
 * @throws Refusal if a service is not on the map, or the rule throws.
 * @example
 * const env = map.serviceIn(payments, 'base');
 * expect(brokenBy(rule, { map, objects: { payments: [deployment(env, …), networkPolicy(env)] } })).toEqual([]);
 */
export function brokenBy<Name extends string>(rule: Rule, tried: TriedStack<Name>): string[] {
  const { map, environment: name = 'base', objects } = tried;
  const environment: Environment = map.environments[name];
  const input = {
    objects: Object.entries(objects).flatMap(([service, those]) => located(map, environment, service, those)),
    environment: name,
    connections: declaredTraffic(map, name).flatMap(({ from, to, ports, why }) =>
      ports.map(({ number, ...port }) => ({ from: from.party, to: to.party, port: number, ...port, why })),
    ),
  };
  return judgeRules([rule], map, [{ definition: environment, input }]).map(({ problem }) => problem);
}

function located(
  map: Pick<Stack, 'contractNamed'>,
  { namespaceName }: Environment,
  service: string,
  objects: readonly unknown[],
): LocatedObject[] {
  const contract = map.contractNamed(service);
  if (contract === undefined) {
    const remedy = 'Give the objects by the names of services.';
    throw new Refusal({ service, problem: `"${service}" is not on the map.`, remedy });
  }
  const namespace = namespaceName(contract.namespace);
  return objects.map((object, index) => {
    return { object: inNamespace(object, namespace), document: `${service}#${index}`, service };
  });
}

/** The object in a namespace, where it names none and is of one. */
function inNamespace(object: unknown, namespace: string): unknown {
  const reference = referenceOf(object);
  if (!isFields(object) || reference === undefined || isNamespaced(reference) === false) return object;
  return { ...object, metadata: { namespace, ...fieldsOf(object.metadata) } };
}
