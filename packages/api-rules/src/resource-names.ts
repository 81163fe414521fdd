/** The names of resources that quotas and limits know. */
import { qualifiedNameProblem } from './formats.ts';
import { isExtended } from './resources.ts';

const COUNTED = [
  ...[
    'pods',
    'resourcequotas',
    'services',
    'replicationcontrollers',
    'secrets',
    'configmaps',
    'persistentvolumeclaims',
  ],
  ...['services.nodeports', 'services.loadbalancers'],
];
const MEASURED = ['cpu', 'memory', 'ephemeral-storage'];

/** The resources of Kubernetes itself that a ResourceQuota limits. */
export const QUOTA_RESOURCES: ReadonlySet<string> = new Set([
  ...COUNTED,
  ...MEASURED,
  ...MEASURED.map((name) => `requests.${name}`),
  ...MEASURED.map((name) => `limits.${name}`),
  'requests.storage',
]);

/** Whether there is no half of a resource. */
export function isCountedInWholes(name: string): boolean {
  return COUNTED.includes(name) || isExtended(name);
}

/** What is wrong with the name of any resource. */
export function resourceProblem(name: string): string | undefined {
  const problem = qualifiedNameProblem(name);
  if (problem !== undefined || name.includes('/')) return problem;
  const isKnown = name === 'storage' || QUOTA_RESOURCES.has(name) || /^(?:requests\.)?hugepages-/.test(name);
  return isKnown ? undefined : `There is no resource "${name}".`;
}
