import type { Finding } from '../finding.ts';

/**
 * What findings have in common that are alike: one rule finds the same kind of thing, and says it in the same words, but for the names,
 * numbers and quotations in them. Of several lines the first counts.
 */
export function shapeOf(finding: Finding): string {
  const { rule, severity, code, reference } = finding;
  const [line = ''] = problemOfIt(finding).split('\n', 1);
  const words = line.replace(QUOTED, '*').replace(TITLE, '*');
  const names = [reference?.name, reference?.namespace].filter((name) => name !== undefined && name !== '');
  const shape = names
    .reduce<string>((text, name = '') => text.replaceAll(name, '*'), words)
    .replace(WORD, (word) => (/\d/.test(word) ? '*' : word));
  return JSON.stringify([rule, severity, code, shape]);
}

/** A problem, with a sign in place of the name of its own object: equal for two that say the same of two objects. */
export function problemOfIt({ problem, object }: Finding): string {
  return object === undefined || object === '' ? problem : problem.replaceAll(object, '*');
}

const QUOTED = /"[^"\n]*"/g;

/** What another object is called: `Deployment web in shop`. */
const TITLE = /\b[A-Z][A-Za-z]+ [a-z0-9.:-]+(?: in [a-z0-9-]+)?/g;

/** A word, a number, an address. */
const WORD = /[A-Za-z0-9.:/_-]+/g;
