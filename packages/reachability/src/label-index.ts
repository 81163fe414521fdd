import { groupBy } from '@k8s-blocks/manifest';
import { compileSelector, labelText } from './label-selector.ts';
import type { LabelSelector, Labels } from './model.ts';

/**
 * Finds the names of what a selector selects, among many with labels. A selector that requires a label is compared with
 * those that have it, not with all.
 */
export function labelIndex(labelled: ReadonlyMap<string, Labels>): (selector: LabelSelector) => readonly string[] {
  const all = [...labelled];
  const byLabel = groupBy(all, ([, labels]) => Object.entries(labels).map(([key, value]) => labelText(key, value)));
  return (selector) => {
    const { matches, required } = compileSelector(selector);
    const lists = required.map((label) => byLabel.get(label) ?? []);
    const candidates = lists.reduce((shortest, list) => (list.length < shortest.length ? list : shortest), all);
    return candidates.filter(([, labels]) => matches(labels)).map(([name]) => name);
  };
}
