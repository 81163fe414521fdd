import { formatNames, nearest, type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Contract } from '@k8s-blocks/topology';

/**
 * Refuses a settings table whose rows are not exactly the environments of the service: an environment whose row is misspelt
 * would otherwise silently get the settings of base.
 *
 * @param rows the names of the rows.
 * @param environments the names of the environments in which the service is deployed, and base.
 * @throws Refusal with every row that is missing or unknown.
 */
export function checkSettingsRows({ name }: Contract, rows: readonly string[], environments: readonly string[]): void {
  const missing = environments.filter((environment) => !rows.includes(environment));
  const unknown = rows.filter((row) => !environments.includes(row));
  const meant = unknown.map((row) => nearest(row, missing));
  const problems = [
    ...unknown.map((row, index) => unknownRow(row, meant[index], environments)),
    ...missing.filter((environment) => !meant.includes(environment)).map(missingRow),
  ];
  if (problems.length > 0) throw new Refusal(problems.map((problem) => ({ service: name, ...problem })));
}

function unknownRow(row: string, meant: string | undefined, environments: readonly string[]): Problem {
  return {
    field: `settings.${row}`,
    problem: `The stack has no environment "${row}".`,
    remedy: meant === undefined ? `It has ${formatNames(environments)}.` : `Did you mean "${meant}"?`,
  };
}

function missingRow(environment: string): Problem {
  return {
    environment,
    field: 'settings',
    problem: `There is no row "${environment}".`,
    remedy:
      environment === 'base'
        ? 'Add it, with every setting.'
        : `Add "${environment}: {}" if nothing differs from base there.`,
  };
}
