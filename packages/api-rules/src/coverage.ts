import type { Extent, JudgedObject, LocatedObject } from '@k8s-blocks/findings';
import { disclosureOf, groupOf, NEWEST_KUBERNETES, textOf } from '@k8s-blocks/manifest';
import { definitionOf } from './judge-custom-resource.ts';
import type { JudgeOptions } from './judge-options.ts';
import { typeMetaViolations } from './rules/api-version-and-kind.ts';
import { kindStruct } from './schema/kind-types.ts';
import { type Subject, subjectsOf } from './subject.ts';

/** Kinds that rules of their own judge in part, by their group and kind: their definitions say more than the rules do. */
const JUDGED_IN_PART: ReadonlySet<string> = new Set([
  'cilium.io CiliumNetworkPolicy',
  'cilium.io CiliumClusterwideNetworkPolicy',
  'policy.networking.k8s.io ClusterNetworkPolicy',
]);

/**
 * How far `judgeObject` judges an object, or each in a List: so that a report does not take silence for a verdict. It never
 * throws, whatever the value.
 */
export function coverageOf(located: LocatedObject, options: JudgeOptions = {}): JudgedObject[] {
  return subjectsOf(located).map((subject) => {
    const group = groupOf(subject.apiVersion);
    const kind = textOf(subject.kind) ?? '';
    return { group, kind, extent: extentOf(subject, options) };
  });
}

function extentOf(subject: Subject, { kubernetes = NEWEST_KUBERNETES, definitions }: JudgeOptions): Extent {
  const { judgedAs, apiVersion, kind, value } = subject;
  if (judgedAs !== undefined) return 'full';
  // A value that is no object, or whose kind does not exist, is refused for that, and not judged further.
  const [refused] = typeMetaViolations(subject, disclosureOf(value), kubernetes);
  if (refused !== undefined || typeof apiVersion !== 'string' || typeof kind !== 'string') return 'none';
  if (kindStruct(apiVersion, kind, kubernetes) !== undefined) return 'full';
  if (definitionOf(subject, definitions) !== undefined) return 'full';
  return JUDGED_IN_PART.has(`${groupOf(apiVersion)} ${kind}`) ? 'part' : 'metadata';
}
