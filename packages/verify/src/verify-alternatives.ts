import type { Finding, LocatedObject } from '@k8s-blocks/findings';
import { alternativesOf } from './alternatives.ts';
import type { StackInput } from './built-stack.ts';
import { readStack } from './built-stack.ts';
import { findingsOf } from './rule.ts';
import { rules } from './rules/index.ts';

/** What is wrong between objects that need not all be in one cluster, and what was judged together. */
export interface JudgedAlternatives {
  readonly findings: readonly Finding[];
  /** One input for each alternative; one for all where there are none. */
  readonly inputs: readonly StackInput[];
}

/**
 * Judges manifests of any origin as {@link verifyStack} does, each alternative among them by itself: overlays of one
 * application that lie below one folder are for several clusters. What is in several alternatives is found wrong if it is so in each.
 *
 * @param isNamed whether the file or kustomization of an object was asked for by name, so that it is applied with the others.
 */
export function verifyAlternatives(
  objects: readonly LocatedObject[],
  isNamed: (located: LocatedObject) => boolean,
): JudgedAlternatives {
  const { stacks, findings } = alternativesOf(objects, isNamed);
  const inputs = stacks.map((each) => ({ objects: each }));
  const found = inputs.map((input) => rules.flatMap((rule) => findingsOf(rule, readStack(input))));
  return { findings: [...findings, ...(found.length === 1 ? found.flat() : foundInEach(stacks, found))], inputs };
}

/** The findings that each of the stacks has in which their file is; each once. */
function foundInEach(stacks: readonly (readonly LocatedObject[])[], found: readonly (readonly Finding[])[]): Finding[] {
  const files = stacks.map((stack) => new Set(stack.flatMap(({ file }) => file ?? [])));
  const keys = found.map((findings) => new Set(findings.map(keyOfFinding)));
  const seen = new Set<string>();
  return found.flatMap((findings, index) => {
    const fresh = findings.filter((finding) => {
      const { file } = finding;
      const key = keyOfFinding(finding);
      const isInEach = files.every((names, other) => {
        return other === index || (file !== undefined && !names.has(file)) || keys[other]?.has(key);
      });
      return !seen.has(key) && isInEach;
    });
    for (const finding of fresh) seen.add(keyOfFinding(finding));
    return fresh;
  });
}

/** Two findings with one key are the same one. Sentences may name other objects in each alternative. */
function keyOfFinding({ rule, code, file, line, object, field }: Finding): string {
  return JSON.stringify([rule, code, file, line, object, field]);
}
