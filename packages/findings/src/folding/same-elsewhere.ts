import { groupBy } from '@k8s-blocks/manifest';
import type { Finding } from '../finding.ts';

/**
 * By the name of an environment: a text that names its objects, with the names that they have in base. `Service shop-staging` is
 * `Service shop`.
 */
export type NamesInBase = ReadonlyMap<string, (text: string) => string>;

/**
 * The findings that are the same, but for the environment or the document that they are in: one rule finds one problem at one field
 * of one object. Names that an environment gives count as those of base. Why it matters may differ.
 *
 * @returns the groups in the order of their first ones.
 */
export function sameElsewhere<T extends Finding>(
  findings: readonly T[],
  names: NamesInBase,
): readonly (readonly T[])[] {
  const distinct = new Map<string, Map<string, number>>();
  return [
    ...groupBy(findings, (finding) => {
      const written = keyOf(finding);
      const nameInBase = names.get(finding.environment ?? '');
      if (nameInBase === undefined) return [`0 ${written}`];
      const inBase = keyOf(finding, nameInBase);
      // Two findings of one environment are not the same because one of them has a name of base.
      const own = `${finding.environment} ${inBase}`;
      const seen = distinct.get(own) ?? new Map<string, number>();
      distinct.set(own, seen);
      const index = seen.get(written) ?? seen.size;
      seen.set(written, index);
      return [`${index} ${inBase}`];
    }).values(),
  ];
}

function keyOf(finding: Finding, nameInBase: (text: string) => string = (text) => text): string {
  const { rule, severity, code, service, object, field, problem, remedy } = finding;
  const texts = [object, field, problem, remedy].map((text) => (text === undefined ? null : nameInBase(text)));
  return JSON.stringify([rule, severity, code, service, ...texts]);
}
