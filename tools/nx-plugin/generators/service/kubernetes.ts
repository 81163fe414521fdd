import { dnsLabelProblem, serviceNameProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { system } from '@k8s-blocks/stack';
import { contract } from '@k8s-blocks/topology';
import type { Service } from './service.ts';

/** What Kubernetes would refuse of a service: in its contract, or with the names that it has in an environment. */
export function refusedByKubernetes({ name, namespace, workload, port }: Service): readonly Problem[] {
  const ports = port === undefined ? {} : { [port.name]: port.number };
  try {
    contract({ name, namespace, workload, ports });
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  const itsOwn = namespace === 'default' || namespace.startsWith('kube-');
  return itsOwn ? [ownedByKubernetes(name, namespace)] : faultsWithSuffix(name, namespace);
}

function ownedByKubernetes(service: string, namespace: string): Problem {
  return {
    service,
    field: 'namespace',
    problem: `"${namespace}" is a namespace of Kubernetes itself, which no app may emit.`,
    remedy: 'Give the service a namespace of its own: --namespace.',
  };
}

function faultsWithSuffix(service: string, namespace: string): readonly Problem[] {
  return Object.values(system.environments).flatMap(({ name: environment, suffix }) => {
    const faults = { name: serviceNameProblem(service + suffix), namespace: dnsLabelProblem(namespace + suffix) };
    return Object.entries(faults).flatMap(([field, problem]) => {
      const remedy = `Names end in "${suffix}" there: give one of ${63 - suffix.length} characters at most.`;
      return problem === undefined ? [] : [{ service, environment, field, problem, remedy }];
    });
  });
}
