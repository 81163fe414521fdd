import { describe, expect, it } from 'vitest';
import { job, violatingFields } from '../testing.ts';

type Fields = Readonly<Record<string, unknown>>;

const fields = (object: unknown) =>
  violatingFields('job-policies', object).map((field) => field?.replace(/^spec\.\w+\.rules/, 'rules'));
const failing = (...rules: readonly Fields[]) => fields(job({ podFailurePolicy: { rules } }));
const succeeding = (...rules: readonly Fields[]) =>
  fields(job({ completionMode: 'Indexed', completions: 5, successPolicy: { rules } }));

describe('the failure policy of a Job', () => {
  it('is right with exit codes or conditions', () => {
    expect(
      failing(
        { action: 'FailJob', onExitCodes: { containerName: 'main', operator: 'In', values: [1, 42] } },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ),
    ).toEqual([]);
  });

  it('has one of them in each rule', () => {
    const onExitCodes = { operator: 'In', values: [1] };
    const onPodConditions = [{ type: 'DisruptionTarget', status: 'True' }];
    expect(failing({ action: 'Ignore' }, { action: 'Ignore', onExitCodes, onPodConditions })).toEqual([
      'rules[0]',
      'rules[1]',
    ]);
  });

  it('needs pods whose containers are not restarted, and are replaced when they have failed', () => {
    const spec = { podFailurePolicy: { rules: [] }, podReplacementPolicy: 'TerminatingOrFailed' };
    expect(fields(job(spec, { restartPolicy: 'OnFailure' }))).toEqual([
      'spec.podReplacementPolicy',
      'pod.restartPolicy',
    ]);
  });

  it('fails an index only where failures of each index are counted', () => {
    expect(failing({ action: 'FailIndex', onExitCodes: { operator: 'NotIn', values: [1] } })).toEqual([
      'rules[0].action',
    ]);
  });

  it('names a container of the pod, and exit codes of failures in ascending order', () => {
    const onExitCodes = { containerName: 'other', operator: 'In', values: [2, 1, 0] };
    expect(failing({ action: 'Ignore', onExitCodes })).toEqual([
      'rules[0].onExitCodes.containerName',
      'rules[0].onExitCodes.values[2]',
      'rules[0].onExitCodes.values',
    ]);
  });

  it('names conditions by qualified names', () => {
    expect(failing({ action: 'Ignore', onPodConditions: [{ type: 'a b', status: 'True' }] })).toEqual([
      'rules[0].onPodConditions[0].type',
    ]);
  });
});

describe('the success policy of a Job', () => {
  it('is right with a number or indexes that there are', () => {
    expect(
      succeeding({ succeededCount: 5 }, { succeededIndexes: '0,2-4', succeededCount: 4 }, { succeededIndexes: '' }),
    ).toEqual([]);
  });

  it('has one of them in each rule', () => {
    expect(succeeding({})).toEqual(['rules[0]']);
  });

  it.each(['5', '0-5', '2,1', '1-1', 'a', '1,', '0-1-2'])('has no indexes like %j', (succeededIndexes) => {
    expect(succeeding({ succeededIndexes })).toEqual(['rules[0].succeededIndexes']);
  });

  it('counts no more than there are', () => {
    expect(succeeding({ succeededCount: 6 }, { succeededIndexes: '0', succeededCount: 2 })).toEqual([
      'rules[0].succeededCount',
      'rules[1].succeededCount',
    ]);
  });
});
