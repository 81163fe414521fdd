import { groupBy } from '@k8s-blocks/manifest';
import { formatNames, nearest, type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Contract, Environment } from '@k8s-blocks/topology';

/** An environment, as far as it matters which rows it has. */
type Named = Pick<Environment, 'name' | 'regionOf'>;

/**
 * Refuses a settings table whose rows are not exactly the environments of the service: an environment whose row is misspelt
 * would otherwise silently get the settings of base. A region has the row of its environment, one of its own, or both.
 *
 * @param rows the names of the rows.
 * @param environments the environments in which the service is deployed, and base.
 * @throws Refusal with every row that is missing or unknown.
 */
export function checkSettingsRows({ name }: Contract, rows: readonly string[], environments: readonly Named[]): void {
  const without = environments.filter((environment) => !rowsOf(environment).some((row) => rows.includes(row)));
  const missing = [...groupBy(without, (environment) => [rowOf(environment)]).entries()];
  const known = [...new Set(environments.flatMap(rowsOf))];
  const unknown = rows.filter((row) => !known.includes(row));
  const meant = unknown.map((row) =>
    nearest(
      row,
      missing.map(([name]) => name),
    ),
  );
  const problems = [
    ...unknown.map((row, index) => unknownRow(row, meant[index], known)),
    ...missing.filter(([row]) => !meant.includes(row)).map(([row, of]) => missingRow(row, of)),
  ];
  if (problems.length > 0) throw new Refusal(problems.map((problem) => ({ service: name, ...problem })));
}

/** The rows that an environment may have. */
function rowsOf({ name, regionOf }: Named): readonly string[] {
  return regionOf === undefined ? [name] : [regionOf, name];
}

/** The row that an environment should have. */
function rowOf({ name, regionOf = name }: Named): string {
  return regionOf;
}

function unknownRow(row: string, meant: string | undefined, known: readonly string[]): Problem {
  return {
    field: `settings.${row}`,
    problem: `The stack has no environment "${row}".`,
    remedy: meant === undefined ? `It has ${formatNames(known)}.` : `Did you mean "${meant}"?`,
  };
}

function missingRow(row: string, environments: readonly Named[]): Problem {
  return {
    environment: environments.map(({ name }) => name).join(', '),
    field: 'settings',
    problem: `There is no row "${row}".`,
    remedy: row === 'base' ? 'Add it, with every setting.' : `Add "${row}: {}" if nothing differs from base there.`,
  };
}
