import { describe, expect, it } from 'vitest';
import { judgeObject } from '../index.ts';
import { container, core, deployment, deploymentOf, findingsOf, service, violatingFields } from '../testing.ts';

const RULE = 'server-warnings';

describe('a server warns', () => {
  it('of fractions of bytes, which are most likely meant as millions', () => {
    const resources = { requests: { memory: '400m', cpu: '400m' }, limits: { memory: '400M' } };
    expect(findingsOf(RULE, deploymentOf({ resources }))).toMatchObject([
      {
        severity: 'warning',
        field: 'spec.template.spec.containers[0].resources.requests.memory',
        problem: '"400m" is not a whole number of bytes.',
      },
    ]);
  });

  it('of affinities that are about no pod', () => {
    const term = { topologyKey: 'kubernetes.io/hostname' };
    const required = [{ ...term, labelSelector: {} }, { ...term, labelSelector: null }, term];
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: required };
    expect(violatingFields(RULE, deployment({ affinity: { podAntiAffinity } }))).toEqual([
      'pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].labelSelector',
      'pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[2].labelSelector',
    ]);
  });

  it('of a port of two containers, unless each has an address of its own', () => {
    const portsOf = (first: object, second: object) =>
      deployment({
        containers: [
          container({ ports: [{ containerPort: 80, ...first }] }),
          container({ name: 'other', ports: [{ containerPort: 80, ...second }] }),
        ],
      });
    expect(violatingFields(RULE, portsOf({}, {}))).toEqual(['pod.containers[1].ports[0]']);
    expect(violatingFields(RULE, portsOf({}, { protocol: 'UDP' }))).toEqual([]);
    const own = [
      { hostPort: 80, hostIP: '10.0.0.1' },
      { hostPort: 80, hostIP: '10.0.0.2' },
    ] as const;
    expect(violatingFields(RULE, portsOf(...own))).toEqual([]);
  });

  it('of fields that a headless Service does not use', () => {
    const headless = service({ clusterIP: 'None', sessionAffinity: 'ClientIP', externalName: 'a.example.com' });
    expect(violatingFields(RULE, headless)).toEqual(['spec.sessionAffinity', 'spec.externalName']);
  });

  it('of addresses in a form that later versions refuse, and those do refuse them', () => {
    const object = service({ externalIPs: ['203.0.113.01', '2001:DB8::1'] });
    const saidIn = (kubernetes: '1.35' | '1.36') =>
      judgeObject({ object, document: '' }, { kubernetes })
        .filter(({ rule }) => rule !== 'deprecated-fields')
        .map(({ severity, field, remedy }) => `${severity} ${field} ${remedy}`);
    expect(saidIn('1.35')).toEqual([
      'warning spec.externalIPs[0] Write "203.0.113.1".',
      'warning spec.externalIPs[1] Write "2001:db8::1".',
    ]);
    expect(saidIn('1.36')).toEqual([
      'error spec.externalIPs[0] Give an IP address.',
      'warning spec.externalIPs[1] Write "2001:db8::1".',
    ]);
  });

  it('of formats in schemas that it ignores, however deep the schema is', () => {
    let schema: object = { type: 'string', format: 'int-or-string' };
    for (let depth = 0; depth < 500; depth += 1) schema = { type: 'array', items: schema };
    const openAPIV3Schema = { type: 'object', properties: { a: { type: 'string', format: 'nonsense' }, deep: schema } };
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'songs.example.org' },
      spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema } }] },
    };
    expect(violatingFields(RULE, definition)).toEqual(['spec.versions[0].schema.openAPIV3Schema.properties.a.format']);
  });

  it('of nothing in a right object, nor in one whose values are of other types', () => {
    expect(findingsOf(RULE, deployment())).toEqual([]);
    expect(findingsOf(RULE, core('Service', { spec: { externalIPs: 'a', clusterIP: 1, loadBalancerIP: {} } }))).toEqual(
      [],
    );
    expect(findingsOf(RULE, core('Pod', { spec: { containers: [null, 'a'], volumes: {}, affinity: [] } }))).toEqual([]);
  });
});
