import { isFields } from '@k8s-blocks/manifest';
import { nearest, type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Contract } from '@k8s-blocks/topology';

/**
 * Refuses a setting of a row that is a misspelt one of base: the environment would otherwise silently get the setting of base.
 * Types say so, too, but tsx and Node run TypeScript without checking them. A name that is like none of base's is let through: types
 * may declare settings that base leaves out. So are the keys of maps in settings, which may be data.
 *
 * @param rows the settings of each row, with base.
 * @throws Refusal with every setting that is misspelt.
 */
export function checkSettingNames({ name: service }: Contract, rows: Readonly<Record<string, unknown>>): void {
  const { base, ...others } = rows;
  if (!isFields(base)) return;
  const names = Object.keys(base);
  const problems = Object.entries(others).flatMap(([row, own]) => misspelt(names, own, row));
  if (problems.length > 0) throw new Refusal(problems.map((problem) => ({ service, ...problem })));
}

function misspelt(names: readonly string[], own: unknown, row: string): readonly Problem[] {
  if (!isFields(own)) return [];
  // A name that the row has beside it is another setting, however alike they are.
  const free = names.filter((name) => !Object.hasOwn(own, name));
  const unknown = Object.keys(own).filter((name) => !names.includes(name));
  return unknown.flatMap((name) => {
    const meant = nearest(name, free);
    if (meant === undefined) return [];
    const problem = `Base has no setting "${name}".`;
    return [{ field: `settings.${row}.${name}`, problem, remedy: `Did you mean "${meant}"?` }];
  });
}
