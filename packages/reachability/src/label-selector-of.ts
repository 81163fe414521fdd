import { fieldsOf, isAbsent, isFields, textOf } from '@k8s-blocks/manifest';
import type { LabelSelector, LabelSelectorRequirement } from './model.ts';

/** What is read in place of a selector that no API server would accept: it selects nothing. */
const NOTHING = { matchExpressions: [{ key: '', operator: 'In', values: [] }] } as const;

/**
 * The label selector that a field of a manifest holds; undefined if it is absent. One that the API server would refuse
 * selects nothing.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function labelSelectorOf(value: unknown): LabelSelector | undefined {
  if (isAbsent(value)) return undefined;
  if (!isFields(value)) return NOTHING;
  const { matchLabels, matchExpressions } = value;
  if (!isStringMap(matchLabels)) return NOTHING;
  return {
    matchLabels: matchLabels ?? {},
    matchExpressions: entriesOf(matchExpressions, requirementOf, NOTHING.matchExpressions[0]),
  };
}

function isStringMap(value: unknown): value is Readonly<Record<string, string>> | null | undefined {
  return isAbsent(value) || (isFields(value) && Object.values(value).every((entry) => typeof entry === 'string'));
}

function requirementOf(value: unknown): LabelSelectorRequirement {
  const fields = fieldsOf(value);
  const values = entriesOf(fields.values, textOf, undefined);
  if (values.includes(undefined)) return NOTHING.matchExpressions[0];
  return {
    key: textOf(fields.key) ?? '',
    operator: textOf(fields.operator) ?? '',
    values: values.filter((entry) => entry !== undefined),
  };
}

/** The entries of a list that may be absent. What is there but is not a list must not count as empty: that allows all. */
export function entriesOf<T>(value: unknown, entryOf: (entry: unknown, index: number) => T, nothing: T): readonly T[] {
  if (isAbsent(value)) return [];
  return Array.isArray(value) ? value.map((entry: unknown, index) => entryOf(entry, index)) : [nothing];
}
