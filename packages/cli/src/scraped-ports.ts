import { podLabels, type Stack, workloadOf } from '@k8s-blocks/topology';
import type { ScrapedPort } from '@k8s-blocks/verify';

/**
 * The ports that a map declares to be scraped in an environment, in the form of packages/verify.
 *
 * @param unknown the namespaces that were not built, whose monitors are not expected.
 */
export function scrapedPortsOf(
  stack: Stack,
  environmentName: string,
  unknown: ReadonlySet<string>,
): readonly ScrapedPort[] {
  return stack.servicesIn(environmentName).flatMap((contract): readonly ScrapedPort[] => {
    const { namespace, nameOf, scraped } = stack.serviceIn(contract, environmentName);
    if (unknown.has(namespace)) return [];
    return scraped().map(({ port }) => ({
      namespace,
      name: nameOf(contract.name),
      port: port.name,
      services: port.services.map(nameOf),
      pods: podLabels(workloadOf(contract, port)),
    }));
  });
}
