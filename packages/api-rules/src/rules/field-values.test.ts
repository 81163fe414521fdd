import { describe, expect, it } from 'vitest';
import { findingsOf, judge, violatingFields } from '../testing.ts';

type Fields = Readonly<Record<string, unknown>>;

const job = {
  template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'example.com/main:1' }] } },
};

function cronJob(spec: Fields = {}): Fields {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly' },
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: job }, ...spec },
  };
}

const limits = (...entries: readonly Fields[]) => ({
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'limits' },
  spec: { limits: entries },
});

const found = (object: Fields) => findingsOf('field-values', object).map(({ field, code }) => `${field}: ${code}`);

describe('the fields of kinds without rules of their own', () => {
  it('are right in a right object', () => {
    expect(judge(cronJob())).toEqual([]);
  });

  it('are there if they are required, and not empty', () => {
    expect(found(cronJob({ schedule: '', jobTemplate: undefined }))).toEqual([
      'spec.jobTemplate: FieldValueRequired',
      'spec.schedule: FieldValueRequired',
    ]);
  });

  it('are there if a server asks for them, though its documents do not', () => {
    const pod = { restartPolicy: 'Never', containers: [{ name: 'main' }] };
    expect(found(cronJob({ jobTemplate: { spec: { template: { spec: pod } } } }))).toEqual([
      'spec.jobTemplate.spec.template.spec.containers[0].image: FieldValueRequired',
    ]);
  });

  it('may be missing where a server does not ask for them, though its documents do', () => {
    expect(judge({ ...limits(), spec: {} })).toEqual([]);
  });

  it('have a value of their enumeration', () => {
    expect(findingsOf('field-values', cronJob({ concurrencyPolicy: 'forbid' }))).toMatchObject([
      { field: 'spec.concurrencyPolicy', code: 'FieldValueNotSupported', remedy: 'Write "Forbid".' },
    ]);
  });

  it('have the form that a server asks for', () => {
    const claim = {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      storageClassName: 'Fast',
    };
    const object = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: claim };
    expect(found(object)).toEqual(['spec.storageClassName: FieldValueInvalid']);
    expect(judge({ ...object, spec: { ...claim, storageClassName: '' } })).toEqual([]);
  });

  it('are within the range that a server asks for', () => {
    const lease = (leaseDurationSeconds: number) => ({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'leader' },
      spec: { leaseDurationSeconds },
    });
    expect(findingsOf('field-values', lease(0))).toMatchObject([
      { field: 'spec.leaseDurationSeconds', problem: '0 is less than 1.', remedy: 'Use 1 or more.' },
    ]);
    expect(judge(lease(1))).toEqual([]);
  });

  it('have entries that differ in their keys', () => {
    expect(found(limits({ type: 'Pod' }, { type: 'Container' }, { type: 'Pod' }))).toEqual([
      'spec.limits[2]: FieldValueDuplicate',
    ]);
  });

  it('have, as a warning, entries that a server-side apply can tell apart', () => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'a' },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.1', '10.0.0.1'] }],
    };
    expect(judge(slice)).toMatchObject([
      { rule: 'field-values', severity: 'warning', field: 'endpoints[0].addresses[1]', code: 'FieldValueDuplicate' },
    ]);
  });

  it('are not judged in a status, which a server does not take', () => {
    expect(judge({ ...cronJob(), status: { active: [{}] } })).toEqual([]);
  });

  it('exist, and have values of their types', () => {
    const object = cronJob({ suspend: 'no', conCurrencyPolicy: 'Forbid' });
    expect(judge(object).map(({ rule, field, code }) => `${rule}: ${field}: ${code}`)).toEqual([
      'fields: spec.suspend: FieldValueTypeInvalid',
      'fields: spec.conCurrencyPolicy: UnknownField',
    ]);
  });

  it('are judged once, in metadata too', () => {
    const object = { ...cronJob(), metadata: { name: 'nightly', labels: { a: 1 } } };
    expect(judge(object).map(({ rule, field }) => `${rule}: ${field}`)).toEqual(['fields: metadata.labels.a']);
    expect(violatingFields('foreign-metadata', { ...cronJob(), metadata: { name: 'a/b' } })).toEqual(['metadata.name']);
  });
});
