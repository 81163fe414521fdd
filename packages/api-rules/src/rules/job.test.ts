import { describe, expect, it } from 'vitest';
import { cronJob, job, violatingFields } from '../testing.ts';

const fields = (object: unknown) => violatingFields('job', object);

describe('a Job', () => {
  it('has numbers that are not negative, in a CronJob as well', () => {
    expect(fields(job({ parallelism: -1, backoffLimit: 0, ttlSecondsAfterFinished: -1 }))).toEqual([
      'spec.parallelism',
      'spec.ttlSecondsAfterFinished',
    ]);
    expect(fields(cronJob({}, { completions: -1 }))).toEqual(['spec.jobTemplate.spec.completions']);
  });

  it('counts failures for each index only if it is indexed', () => {
    const spec = { completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 2 };
    expect(fields(job(spec))).toEqual(['spec.backoffLimitPerIndex', 'spec.maxFailedIndexes']);
    expect(fields(job({ ...spec, completionMode: 'Indexed' }))).toEqual([]);
  });

  it('lets no more indexes fail than there are, and only with a limit for each', () => {
    expect(fields(job({ completionMode: 'Indexed', completions: 3, maxFailedIndexes: 4 }))).toEqual([
      'spec.backoffLimitPerIndex',
      'spec.maxFailedIndexes',
    ]);
  });

  it('says, if it is indexed and gives parallelism, how many indexes there are', () => {
    expect(fields(job({ completionMode: 'Indexed', parallelism: 2 }))).toEqual(['spec.completions']);
    expect(fields(job({ completionMode: 'Indexed' }))).toEqual([]);
    expect(fields(cronJob({}, { completionMode: 'Indexed' }))).toEqual(['spec.jobTemplate.spec.completions']);
  });

  it('runs fewer pods at once if it has very many indexes', () => {
    const many = { completionMode: 'Indexed', completions: 100_001, backoffLimitPerIndex: 1 };
    expect(fields(job({ ...many, parallelism: 10_001 }))).toEqual(['spec.maxFailedIndexes', 'spec.parallelism']);
    expect(fields(job({ ...many, parallelism: 10_000, maxFailedIndexes: 10_000 }))).toEqual([]);
  });

  it('leaves room in its name for the indexes of its pods', () => {
    const named = (name: string, completions: number) => ({
      ...job({ completionMode: 'Indexed', completions }),
      metadata: { name },
    });
    expect(fields(named('a'.repeat(61), 10))).toEqual([]);
    expect(fields(named('a'.repeat(61), 11))).toEqual(['metadata.name']);
    expect(fields(named('a.b', 1))).toEqual(['metadata.name']);
  });

  it('names another controller by a domain and a path', () => {
    expect(fields(job({ managedBy: 'example.com/queue' }))).toEqual([]);
    expect(fields(job({ managedBy: 'queue' }))).toEqual(['spec.managedBy']);
    expect(fields(job({ managedBy: `example.com/${'a'.repeat(60)}` }))).toEqual(['spec.managedBy']);
  });

  it('has a mode that exists, also where it is empty', () => {
    expect(fields(job({ completionMode: '', podReplacementPolicy: '' }))).toEqual([
      'spec.completionMode',
      'spec.podReplacementPolicy',
    ]);
  });
});
