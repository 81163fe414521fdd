import { DEFAULT_CLUSTER_DOMAIN, disclosureOf, formatStep, HIDDEN, isFields, quote } from '@k8s-blocks/manifest';
import { nameFinder } from '../names-elsewhere.ts';
import type { StackRule } from '../rule.ts';

/**
 * Nothing is of another environment: no name, label, annotation, image or address has the name of another environment
 * as a word, or one that a service or a namespace has there alone. (A variable such as `NODE_ENV: production` has another
 * meaning, and is passed over.) Values of Secrets are checked too, and not quoted.
 *
 * Why: what the one environment does would reach or change the other.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * metadata: { name: settings, namespace: shop-staging }
 * data:
 *   BUCKET: shop-production
 */
export const otherEnvironment: StackRule = {
  name: 'other-environment',
  severity: 'error',
  *check(stack) {
    const { objects, environment, clusterDomain = DEFAULT_CLUSTER_DOMAIN } = stack;
    const { ownNames = [], otherEnvironments = [], namesElsewhere = new Map<string, string>() } = stack;
    if (otherEnvironments.length === 0) return;
    // An environment `local` does not stand in `cluster.local`, nor `eu-staging` in the name that `shop-eu` has in staging.
    const alike = ownNames.filter((name) => otherEnvironments.some((other) => hasWord(name, other)));
    const own = [...alike, `svc.${clusterDomain}`, ...(environment === undefined ? [] : [environment])];
    const environmentIn = environmentFinder(own, otherEnvironments);
    // Most names of another environment have its name as a word, by which they are found already.
    const others = [...namesElsewhere].filter(([name, other]) => !hasWord(name, other));
    const environmentOfNameIn = nameFinder(new Map(others), ownNames);
    const otherIn = (text: string) => environmentIn(text) ?? environmentOfNameIn(text);
    const isSuspect = (text: string) => otherIn(text) !== undefined;
    for (const object of objects) {
      const { fields, secret = fields } = object;
      if (!holds(secret, isSuspect)) continue;
      const mayShow = disclosureOf(secret);
      for (const { field, text } of textsIn(secret, isSuspect)) {
        const other = otherIn(text);
        const isSetting = text === other && /^data[.[]|\.env\[\d+\]\.value$/.test(field);
        if (isSetting) continue;
        yield {
          object,
          field,
          problem: `${mayShow(field, text) ? quote(text) : HIDDEN} is of the environment "${other}".`,
          why: 'What one environment does would reach or change the other.',
          remedy: 'Name the one of this environment.',
        };
      }
    }
  },
};

/**
 * Finds the name of another environment that stands in a text as a word. Names may have hyphens, and one may be part of
 * another: in `eu-staging` the name `web-eu-staging` is not of `staging`, so longer names are looked for first.
 *
 * @param own what is of the environment itself: its name, names of its services, the domain of its cluster.
 */
function environmentFinder(own: readonly string[], others: readonly string[]): (text: string) => string | undefined {
  const names = [...new Set([...others, ...own])].sort((a, b) => b.length - a.length);
  return (text) => {
    let left = text;
    for (const name of names) {
      if (!hasWord(left, name)) continue;
      if (!own.includes(name)) return name;
      left = left.replaceAll(name, (match, at: number) => (isWordAt(left, name, at) ? ' ' : match));
    }
    return undefined;
  };
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isWordAt(text, word, at)) return true;
  }
  return false;
}

/** Whether neither a letter nor a digit stands around the word. */
function isWordAt(text: string, word: string, at: number): boolean {
  return !/[A-Za-z0-9]/.test(`${text[at - 1] ?? ''}${text[at + word.length] ?? ''}`);
}

/** Whether a text in a value is wanted. Few are, so that it is asked before any path is made. */
function holds(value: unknown, isWanted: (text: string) => boolean): boolean {
  if (typeof value === 'string') return isWanted(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((each) => holds(each, isWanted));
}

/** The texts in a value that are wanted, each with its path. */
function* textsIn(
  value: unknown,
  isWanted: (text: string) => boolean,
  field = '',
): Generator<{ readonly field: string; readonly text: string }> {
  if (typeof value === 'string') {
    if (isWanted(value)) yield { field, text: value };
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* textsIn(each, isWanted, `${field}[${index}]`);
  } else if (isFields(value)) {
    for (const [key, each] of Object.entries(value)) {
      const step = formatStep(key);
      yield* textsIn(each, isWanted, field === '' && step.startsWith('.') ? step.slice(1) : field + step);
    }
  }
}
