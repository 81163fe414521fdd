import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeObject } from './index.ts';
import { KINDS } from './kinds.ts';
import { objectRules } from './rules/index.ts';
import { container, core, cronJob, deployment, job, judge, networkPolicy, service } from './testing.ts';

describe('the verdict on objects', () => {
  it('is silent on what is right', () => {
    const right = [core('Namespace'), core('ServiceAccount'), deployment(), service(), networkPolicy()];
    expect(right.flatMap(judge)).toEqual([]);
  });

  it('names the rule, the object and the field, says what is wrong and what would be right', () => {
    expect(judge(service({ ports: [{ port: 70000 }] }))).toEqual([
      {
        rule: 'service-ports',
        severity: 'error',
        code: 'FieldValueInvalid',
        document: '',
        object: 'Service shop in default',
        reference: { group: '', kind: 'Service', namespace: 'default', name: 'shop' },
        field: 'spec.ports[0].port',
        problem: '70000 is not from 1 to 65535.',
        remedy: 'Use a number from 1 to 65535.',
      },
    ]);
  });

  describe('on a number or boolean where text belongs', () => {
    const writtenAt = (field: string) => (field.endsWith('.a') ? '1.10' : undefined);
    const remediesOf = (object: unknown, located: object) =>
      judgeObject({ object, document: '', ...located }).map(({ remedy }) => remedy);

    it('quotes it as it is written in its file', () => {
      const object = core('ConfigMap', { data: { a: 1.1, b: 8080, c: true } });
      expect(remediesOf(object, { writtenAt })).toEqual([
        'Put it in quotes: "1.10".',
        'Put it in quotes: "8080".',
        'Put it in quotes: "true".',
      ]);
    });
    it('does so in the metadata of a custom resource', () => {
      const object = { apiVersion: 'example.com/v1', kind: 'Database', metadata: { name: 'db', labels: { a: 1.1 } } };
      expect(remediesOf(object, { writtenAt })).toEqual(['Put it in quotes: "1.10".']);
    });
    it('does not say how it was written where a tool wrote it anew', () => {
      const object = core('ConfigMap', { data: { a: 1.1 } });
      expect(remediesOf(object, { rewritten: true })).toEqual(['Put it in quotes, as it is written in its file.']);
    });
    it('shows nothing of a Secret', () => {
      expect(
        JSON.stringify(judgeObject({ object: core('Secret', { stringData: { a: 1.1 } }), document: '', writtenAt })),
      ).not.toMatch(/1\.1/);
    });
  });

  it('looks no further where values are of wrong types', () => {
    const findings = judge(core('ConfigMap', { metadata: {}, data: { 'a b': 1 } }));
    expect(findings.map(({ rule }) => rule)).toEqual(['fields']);
  });

  it('looks further where fields do not exist', () => {
    const findings = judge(core('ConfigMap', { metadata: {}, bogus: true }));
    expect(findings.map(({ rule }) => rule)).toEqual(['fields', 'object-name']);
  });

  it('refuses versions that are served no more', () => {
    expect(judge({ ...deployment(), apiVersion: 'extensions/v1beta1' })[0]).toMatchObject({
      field: 'apiVersion',
      remedy: 'Write apps/v1 (since 1.9). There, spec.selector is required.',
    });
  });

  it('refuses kinds that a group of Kubernetes does not have', () => {
    expect(judge({ ...deployment(), kind: 'Deployments' })[0]).toMatchObject({
      field: 'kind',
      remedy: 'Write "Deployment".',
    });
  });

  it('judges a custom resource by its metadata only', () => {
    const custom = {
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      metadata: { name: 'Shop_1' },
      spec: { a: 1 },
    };
    expect(judge(custom)).toEqual([]);
    const findings = judge({ ...custom, metadata: { name: 'a/b', labels: { a: 'b c', d: 1 } } });
    expect(findings.map(({ field }) => field)).toEqual(['metadata.labels.d']);
    const named = judge({ ...custom, metadata: { name: 'a/b', labels: { a: 'b c' } } });
    expect(named.map(({ field }) => field)).toEqual(['metadata.name', 'metadata.labels.a']);
  });

  it.each([
    ['Deployment', 'spec.template.spec', deployment({ dnsPolicy: 'None' })],
    ['Job', 'spec.template.spec', job({}, { dnsPolicy: 'None' })],
    ['CronJob', 'spec.jobTemplate.spec.template.spec', cronJob({}, {}, { dnsPolicy: 'None' })],
    ['Pod', 'spec', core('Pod', { spec: { dnsPolicy: 'None', containers: [container()] } })],
    [
      'PodTemplate',
      'template.spec',
      core('PodTemplate', { template: { spec: { dnsPolicy: 'None', containers: [container()] } } }),
    ],
  ])('judges the pods of a %s at %s, once', (_, path, object) => {
    expect(judge(object).map(({ rule, field }) => `${rule}: ${field}`)).toEqual([
      `dns-config: ${path}.dnsConfig.nameservers`,
    ]);
  });

  it('judges what a List holds', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [core('ConfigMap'), core('ConfigMap', { bogus: 1 })] };
    expect(judge(list).map(({ field }) => field)).toEqual(['bogus']);
  });

  it.each([null, undefined, [], [1], 1, 'text', true, {}, { kind: 1 }, { kind: 'Deployment' }, { apiVersion: 'v1' }])(
    'refuses %j, which is not an object',
    (value) => {
      expect(judge(value).length).toBeGreaterThan(0);
    },
  );

  it('never throws, whatever an object holds', () => {
    const object = fc.record(
      {
        apiVersion: fc.constantFrom('v1', 'apps/v1', 'policy/v1', 'networking.k8s.io/v1'),
        kind: fc.constantFrom(...KINDS),
        metadata: fc.jsonValue(),
        spec: fc.jsonValue(),
        data: fc.jsonValue(),
      },
      { requiredKeys: ['apiVersion', 'kind'] },
    );
    fc.assert(fc.property(object, (value) => Array.isArray(judge(value))));
    fc.assert(fc.property(fc.jsonValue(), (value) => Array.isArray(judge(value))));
  });

  it('has rules for each kind', () => {
    for (const kind of KINDS) expect(objectRules.filter((rule) => rule.kinds.includes(kind)).length).toBeGreaterThan(3);
  });
});
