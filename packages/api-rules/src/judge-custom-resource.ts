/** Custom resources whose definitions are at hand. */
import type { Definition, Definitions } from '@k8s-blocks/custom-resources';
import type { Fields } from '@k8s-blocks/manifest';
import type { Judging } from './judging.ts';
import { customResourceFieldViolations, customResourceVersionViolations } from './rules/custom-resource-fields.ts';
import { customResourceRuleViolations } from './rules/custom-resource-rules.ts';
import { foreignMetadataViolations } from './rules/foreign-metadata.ts';
import type { Subject } from './subject.ts';

/** The definition of a custom resource, if it is at hand. */
export function definitionOf(
  { apiVersion, kind }: Subject,
  definitions: Definitions | undefined,
): Definition | undefined {
  return typeof apiVersion === 'string' && typeof kind === 'string' ? definitions?.find(apiVersion, kind) : undefined;
}

/** Judges what holds by the definition, and the metadata. */
export function judgeCustomResource(judging: Judging, object: Fields, definition: Definition): void {
  const { subject, mayShow } = judging;
  const apiVersion = String(subject.apiVersion);
  judging.add('custom-resource-fields', customResourceVersionViolations(apiVersion, definition));
  const version = definition.served(apiVersion.slice(apiVersion.indexOf('/') + 1));
  if (version !== undefined) {
    const judgement = version.judge(object);
    judging.add('custom-resource-fields', customResourceFieldViolations(judgement));
    judging.add('custom-resource-rules', customResourceRuleViolations(judgement));
    for (const { field: path, object: embedded } of judgement.embedded) {
      const owner = { is: 'embedded', path } as const;
      judging.addDisclosed('foreign-metadata', foreignMetadataViolations(embedded, mayShow, subject.located, owner));
    }
  }
  judging.addDisclosed(
    'foreign-metadata',
    foreignMetadataViolations(object, mayShow, subject.located, { is: 'defined' }),
  );
}
