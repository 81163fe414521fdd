import { describe, expect, it } from 'vitest';
import { decode as decodeAs } from './decode.ts';
import { structOf } from './kind-types.ts';

/** The Go packages of the types of these tests that are not of the core API. */
const ROOMS: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  NetworkPolicyIngressRule: 'networking/v1',
  ObjectMeta: 'meta/v1',
};

const decode = (object: unknown, type: string) => decodeAs(object, structOf(ROOMS[type] ?? 'core/v1', type));

const fieldsOf = (violations: readonly { readonly field: string }[]) => violations.map(({ field }) => field);
const mistyped = (object: unknown, type = 'Deployment') => fieldsOf(decode(object, type).mistyped);
const unknown = (object: unknown, type = 'Deployment') => fieldsOf(decode(object, type).unknown);

describe('reading an object as the API server does', () => {
  it('gives back the very object if there is no null in it', () => {
    const object = { spec: { replicas: 1, template: { spec: { containers: [{ name: 'a', command: ['b'] }] } } } };
    expect(decode(object, 'Deployment').value).toBe(object);
  });

  it('takes null for absent, and leaves what was given as it was', () => {
    const object = { metadata: null, spec: { replicas: null, paused: true } };
    expect(decode(object, 'Deployment').value).toEqual({ spec: { paused: true } });
    expect(object.spec.replicas).toBeNull();
  });

  it('takes null in a list or map for the empty value', () => {
    const object = { spec: { containers: [null] }, metadata: { labels: { a: null } } };
    expect(decode(object, 'PodTemplateSpec').value).toEqual({
      spec: { containers: [{}] },
      metadata: { labels: { a: '' } },
    });
  });

  it('finds fields that do not exist, wherever they stand', () => {
    const pod = { containers: [{ name: 'a', readinessprobe: {} }], securityContext: { capabilities: {} } };
    expect(unknown({ bogus: 1, spec: { template: { spec: pod } } })).toEqual([
      'bogus',
      'spec.template.spec.containers[0].readinessprobe',
      'spec.template.spec.securityContext.capabilities',
    ]);
  });

  it('says which field was meant', () => {
    const [lower, typo] = decode({ Metadata: {}, metdata: {} }, 'ConfigMap').unknown;
    expect(lower?.remedy).toBe('Did you mean "metadata"?');
    expect(typo?.remedy).toBe('Did you mean "metadata"?');
  });

  it('says of a field of other versions when it came or went', () => {
    const { unknown: violations } = decode({ schedulingGroup: {}, workloadRef: {} }, 'PodSpec');
    expect(violations.map(({ problem }) => problem)).toEqual([
      'Kubernetes 1.36 does not know the field "workloadRef": it was removed with 1.36.',
    ]);
  });

  it('knows the fields of the version of Kubernetes that is asked for', () => {
    const decodeFor135 = decodeAs({ schedulingGroup: {}, workloadRef: {} }, structOf('core/v1', 'PodSpec', '1.35'));
    expect(decodeFor135.unknown).toMatchObject([
      {
        field: 'schedulingGroup',
        problem: 'Kubernetes 1.35 does not know the field "schedulingGroup": it came with 1.36.',
      },
    ]);
  });

  it('lets maps have any key', () => {
    expect(unknown({ metadata: { labels: { anything: 'x' } }, data: { 'a.b': 'c' } }, 'ConfigMap')).toEqual([]);
  });

  it.each([
    ['a number where a string stands', { data: { PORT: 80 } }, 'ConfigMap', 'data.PORT'],
    ['a boolean where a string stands', { metadata: { labels: { x: true } } }, 'ConfigMap', 'metadata.labels.x'],
    ['an object where a list stands', { from: {} }, 'NetworkPolicyIngressRule', 'from'],
    ['a list where an object stands', { metadata: [] }, 'ConfigMap', 'metadata'],
    ['a string where an integer stands', { port: '80' }, 'ServicePort', 'port'],
    ['a fraction where an integer stands', { port: 80.5 }, 'ServicePort', 'port'],
    ['an integer that needs more than 32 bits', { port: 2 ** 31 }, 'ServicePort', 'port'],
    ['a boolean where an integer or a string stands', { targetPort: true }, 'ServicePort', 'targetPort'],
    ['text where base64 stands', { data: { a: 'YWJ' } }, 'Secret', 'data.a'],
    ['text where a quantity stands', { sizeLimit: '1 Gi' }, 'EmptyDirVolumeSource', 'sizeLimit'],
    ['a date where a time stands', { creationTimestamp: '2026-01-31' }, 'ObjectMeta', 'creationTimestamp'],
  ])('refuses %s', (_, object, type, field) => {
    expect(mistyped(object, type)).toEqual([field]);
  });

  it.each([
    ['base64 in several lines', { data: { a: 'YWJj\nZGVm' } }, 'Secret'],
    ['a number for a quantity', { limits: { cpu: 0.5 } }, 'ResourceRequirements'],
    ['a name for a port', { targetPort: 'http' }, 'ServicePort'],
    ['a time with an offset', { creationTimestamp: '2026-01-31T12:00:00.5+01:00' }, 'ObjectMeta'],
  ])('accepts %s', (_, object, type) => {
    expect(mistyped(object, type)).toEqual([]);
  });
});
