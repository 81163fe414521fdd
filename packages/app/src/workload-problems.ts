import type { Layer } from '@k8s-blocks/kustomize';
import { formatObject, type KubernetesObject } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import { type Contract, WORKLOAD_KINDS, type Workload, workloadsIn, workloadsOf } from '@k8s-blocks/topology';
import type { App } from './app.ts';

/**
 * Where the workloads in the manifests are not those that the contract declares. Policies, the commands that wait for a service
 * and the addresses of its pods are derived from the contract, and would be wrong.
 */
export function workloadProblems(
  { contract, stack: { environments } }: Pick<App, 'contract' | 'stack'>,
  layers: Readonly<Record<string, Layer>>,
): Problem[] {
  return Object.entries(layers).flatMap(([environment, { files }]) => {
    const objects = Object.values(files).flatMap((file) => file.objects);
    const found = objects.filter(({ kind }) => WORKLOAD_KINDS.some((each) => each === kind));
    const declared = workloadsIn(contract, environments[environment] ?? { name: environment });
    return problemsIn(contract, declared, found).map((problem) => ({ environment, ...problem }));
  });
}

function problemsIn(contract: Contract, declared: readonly Workload[], found: readonly KubernetesObject[]): Problem[] {
  // Where a contract says nothing of workloads, there may be none.
  if (found.length === 0 && workloadsOf(contract).length === 1) return [];
  const missing = declared.filter((workload) => !found.some((object) => isObjectOf(workload, object)));
  const unknown = new Set(found.filter((object) => !declared.some((workload) => isObjectOf(workload, object))));
  const problems = missing.map((workload) => {
    const meant = mostLike(workload, [...unknown]);
    if (meant !== undefined) unknown.delete(meant);
    return missingProblem(workload, meant);
  });
  return [...problems, ...[...unknown].map((object) => unknownProblem(contract, object))];
}

function isObjectOf({ kind, objectName }: Workload, object: KubernetesObject): boolean {
  return object.kind === kind && object.metadata?.name === objectName;
}

/** The object that is most likely meant to be a workload's: of its name, or of its kind; of the main workload any. */
function mostLike({ kind, key, objectName }: Workload, objects: readonly KubernetesObject[]) {
  return (
    objects.find(({ metadata }) => metadata?.name === objectName) ??
    objects.find((object) => object.kind === kind) ??
    (key === undefined ? objects[0] : undefined)
  );
}

function missingProblem(workload: Workload, meant: KubernetesObject | undefined): Problem {
  const { contract, kind, objectName } = workload;
  const problem = `The contract of ${contract} declares ${kind} ${objectName}, which is not among the manifests.`;
  if (meant === undefined) {
    const remedy = 'Add it to the manifests, or take it out of the contract.';
    return { object: `${kind} ${objectName}`, problem, remedy };
  }
  const remedy = `Declare ${declaration(workload, meant)} in the contract, and name the object ${objectName}.`;
  return { object: formatObject(meant, 'an object'), problem, remedy };
}

/** How a contract declares the kind of an object. */
function declaration({ key }: Workload, { kind }: KubernetesObject): string {
  return key === undefined ? `workload: '${kind}'` : `workloads: { ${quotedKey(key)}: '${kind}' }`;
}

function unknownProblem(contract: Contract, object: KubernetesObject): Problem {
  const { name: service } = contract;
  const elsewhere = workloadsOf(contract).find((workload) => isObjectOf(workload, object));
  if (elsewhere !== undefined) {
    const problem = `The contract of ${service} does not deploy ${elsewhere.name} there.`;
    const remedy = `Leave it out there: env.has(${service}.workloads.${elsewhere.key}) says where it is. Or add the environment to the contract.`;
    return { object: formatObject(object, 'an object'), problem, remedy };
  }
  const name = String(object.metadata?.name);
  const hasPrefix = name.startsWith(`${service}-`);
  const key = hasPrefix ? name.slice(service.length + 1) : name;
  const value = hasPrefix ? `'${object.kind}'` : `{ kind: '${object.kind}', objectName: '${name}' }`;
  return {
    object: formatObject(object, 'an object'),
    problem: `The contract of ${service} does not declare it, so that no policy and no connection is of its pods.`,
    remedy: `Declare it: workloads: { ${quotedKey(key)}: ${value} }.`,
  };
}

/** A key of an object in TypeScript, in quotes where it needs them. */
function quotedKey(key: string): string {
  return /^[a-z]\w*$/i.test(key) ? key : `'${key}'`;
}
