import { describe, expect, it } from 'vitest';
import { definition, version } from '../custom-schema/testing.ts';
import { findingsOf, judge, violatingFields } from '../testing.ts';

const rule = 'custom-resource-definition';

describe('a CustomResourceDefinition', () => {
  it('is right as it is usual', () => {
    expect(judge(definition())).toEqual([]);
  });

  it('is named after its plural and its group', () => {
    const [finding] = findingsOf(rule, definition({}, { name: 'database.example.com' }));
    expect(finding?.field).toBe('metadata.name');
    expect(finding?.remedy).toBe('Name it "databases.example.com", or correct plural or group.');
  });

  it('has no name that is generated', () => {
    expect(violatingFields(rule, definition({}, { name: undefined, generateName: 'databases.example.com' }))).toEqual([
      'metadata.generateName',
    ]);
  });

  it('has a group with a dot', () => {
    const object = definition({ group: 'example' }, { name: 'databases.example' });
    expect(violatingFields(rule, object)).toEqual(['spec.group']);
  });

  it('needs an approval in the groups of Kubernetes', () => {
    const inGroup = (approval?: string) => {
      const annotations = approval === undefined ? {} : { 'api-approved.kubernetes.io': approval };
      const names = { name: 'databases.data.k8s.io', annotations };
      return violatingFields(rule, definition({ group: 'data.k8s.io' }, names));
    };
    expect(inGroup()).toEqual(['metadata.annotations["api-approved.kubernetes.io"]']);
    expect(inGroup('yes')).toHaveLength(1);
    expect(inGroup('unapproved, an experiment')).toEqual([]);
    expect(inGroup('https://example.com/approval')).toEqual([]);
  });

  it('stores exactly one version', () => {
    const none = definition({ versions: [version({ storage: false })] });
    const both = definition({ versions: [version(), version({ name: 'v2' })] });
    expect(violatingFields(rule, none)).toEqual(['spec.versions']);
    expect(violatingFields(rule, both)).toEqual(['spec.versions']);
  });

  it('calls a list otherwise than a resource', () => {
    const names = { plural: 'databases', kind: 'Database', listKind: 'Database' };
    expect(violatingFields(rule, definition({ names }))).toEqual(['spec.names.listKind']);
  });

  it('does not keep unknown fields as a whole', () => {
    expect(violatingFields(rule, definition({ preserveUnknownFields: true }))).toEqual(['spec.preserveUnknownFields']);
  });

  describe('with a conversion by a webhook', () => {
    const converting = (webhook: object | undefined, strategy = 'Webhook') =>
      violatingFields(rule, definition({ conversion: { strategy, ...(webhook && { webhook }) } }));
    const service = { name: 'convert', namespace: 'data' };

    it('says how to reach it, and a version of the review that is sent', () => {
      expect(converting({ clientConfig: { service }, conversionReviewVersions: ['v1'] })).toEqual([]);
      expect(converting({ clientConfig: { service }, conversionReviewVersions: ['v2'] })).toEqual([
        'spec.conversion.webhook.conversionReviewVersions',
      ]);
      expect(converting(undefined)).toEqual(['spec.conversion.webhook.clientConfig']);
    });

    it('has it with that strategy alone', () => {
      expect(converting({ clientConfig: { service }, conversionReviewVersions: ['v1'] }, 'None')).toEqual([
        'spec.conversion.webhook',
      ]);
    });
  });
});
