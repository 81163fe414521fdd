import { dnsLabelProblem, serviceNameProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { system } from '@k8s-blocks/stack';
import { connection, contract, type Environment, internet } from '@k8s-blocks/topology';
import type { Service } from './service.ts';

/** What Kubernetes would refuse of a service: in its contract, or with the names that it has in an environment. */
export function refusedByKubernetes({ name, namespace, workload, port, host }: Service): readonly Problem[] {
  const ports = port === undefined ? {} : { [port.name]: port.number };
  try {
    const offered = Object.values(contract({ name, namespace, workload, ports }).ports);
    if (host !== undefined) for (const each of offered) connection(internet, each, 'a route', { host });
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  const itsOwn = namespace === 'default' || namespace.startsWith('kube-');
  return itsOwn ? [ownedByKubernetes(name, namespace)] : faultsInEnvironments(name, namespace);
}

function ownedByKubernetes(service: string, namespace: string): Problem {
  return {
    service,
    field: 'namespace',
    problem: `"${namespace}" is a namespace of Kubernetes itself, which no app may emit.`,
    remedy: 'Give the service a namespace of its own: --namespace.',
  };
}

function faultsInEnvironments(service: string, namespace: string): readonly Problem[] {
  return Object.values(system.environments).flatMap(({ name: environment, objectName, namespaceName }) => {
    const faults = {
      name: { problem: serviceNameProblem(objectName(service)), added: objectName(service).length - service.length },
      namespace: {
        problem: dnsLabelProblem(namespaceName(namespace)),
        added: namespaceName(namespace).length - namespace.length,
      },
    };
    return Object.entries(faults).flatMap(([field, { problem, added }]) => {
      const remedy = `Names are longer there: give one of ${63 - added} characters at most.`;
      return problem === undefined ? [] : [{ service, environment, field, problem, remedy }];
    });
  });
}

/** What the map would refuse of a route to the service: a host in environments that do not say how routes are made. */
export function unroutedEnvironments({ name: service, host }: Service): readonly Problem[] {
  if (host === undefined) return [];
  const environments: readonly Environment[] = Object.values(system.environments);
  const unrouted = environments.filter(({ deployed, routes }) => deployed && routes === undefined);
  return unrouted.map(({ name: environment }) => ({
    service,
    environment,
    field: 'routes',
    problem: 'The environment does not say how routes are made.',
    remedy: 'Give its routes on the map, as docs/add-a-route.md says; or leave out --expose.',
  }));
}
