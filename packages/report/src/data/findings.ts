import type { Finding, WaivedFinding } from '@k8s-blocks/findings';
import type { FindingData } from './service-data.ts';

/** What was found, by where it belongs. */
export interface FindingsByPlace {
  /** @param service the name of a service of the stack. */
  readonly in: (service: string, environment: string) => readonly FindingData[];
  /** Those of an environment that are of no service. */
  readonly besides: (environment: string) => readonly FindingData[];
  /** Those of no single environment. */
  readonly elsewhere: readonly FindingData[];
}

/** Files what was found by service and environment. */
export function findingsByPlace(
  findings: readonly Finding[],
  waived: readonly WaivedFinding[],
  services: ReadonlySet<string>,
): FindingsByPlace {
  const filed = new Map<string, FindingData[]>();
  const file = ({ service = '', environment = '' }: Finding, data: FindingData) => {
    const key = placeKey(services.has(service) ? service : '', environment);
    filed.set(key, [...(filed.get(key) ?? []), data]);
  };
  for (const finding of findings) file(finding, findingData(finding));
  for (const { finding, reason } of waived) file(finding, { ...findingData(finding), waived: reason });
  const environments = new Set([...findings, ...waived.map(({ finding }) => finding)].map((each) => each.environment));
  return {
    in: (service, environment) => filed.get(placeKey(service, environment)) ?? [],
    besides: (environment) => filed.get(placeKey('', environment)) ?? [],
    elsewhere: environments.has(undefined)
      ? ['', ...services].flatMap((service) => filed.get(placeKey(service, '')) ?? [])
      : [],
  };
}

function placeKey(service: string, environment: string): string {
  return JSON.stringify([service, environment]);
}

function findingData({ severity, rule, object, field, file, line, problem, why, remedy }: Finding): FindingData {
  const place = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`];
  const where = [object, field].filter((part) => part !== undefined && part !== '');
  return {
    severity,
    rule,
    where: (where.length > 0 ? where : place).join(' › '),
    problem,
    ...(why === undefined ? {} : { why }),
    ...(remedy === undefined ? {} : { remedy }),
  };
}
