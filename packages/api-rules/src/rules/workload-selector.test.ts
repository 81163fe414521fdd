import { describe, expect, it } from 'vitest';
import { container, core, daemonSet, deployment, violatingFields } from '../testing.ts';

describe('the selector of a workload', () => {
  it('is there', () => {
    expect(violatingFields('workload-selector', deployment({}, { selector: undefined }))).toEqual(['spec.selector']);
  });

  it('is not empty', () => {
    expect(violatingFields('workload-selector', deployment({}, { selector: {} }))).toEqual(['spec.selector']);
  });

  it('picks the pods of the template', () => {
    expect(
      violatingFields('workload-selector', deployment({}, { selector: { matchLabels: { app: 'other' } } })),
    ).toEqual(['spec.template.metadata.labels']);
  });

  it('has operators that exist', () => {
    expect(
      violatingFields(
        'workload-selector',
        deployment({}, { selector: { matchExpressions: [{ key: 'app', operator: 'Is', values: ['shop'] }] } }),
      ),
    ).toEqual(['spec.selector.matchExpressions[0].operator']);
  });

  it('gives values where the operator takes them, and there only', () => {
    expect(
      violatingFields(
        'workload-selector',
        deployment(
          {},
          {
            selector: {
              matchExpressions: [
                { key: 'a', operator: 'In' },
                { key: 'b', operator: 'Exists', values: ['c'] },
              ],
            },
          },
        ),
      ),
    ).toEqual(['spec.selector.matchExpressions[0].values', 'spec.selector.matchExpressions[1].values']);
  });

  it('may exclude labels that the pods do not have', () => {
    expect(
      violatingFields(
        'workload-selector',
        deployment({}, { selector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }] } }),
      ),
    ).toEqual([]);
  });

  it('is judged for a DaemonSet and a ReplicaSet as well', () => {
    const selector = { matchLabels: { app: 'other' } };
    for (const object of [daemonSet({ selector }), { ...deployment({}, { selector }), kind: 'ReplicaSet' }]) {
      expect(violatingFields('workload-selector', object)).toEqual(['spec.template.metadata.labels']);
    }
  });

  it('of a ReplicationController are labels, those of the template if it is left out', () => {
    const controller = (labels: object, selector?: object) =>
      core('ReplicationController', {
        spec: { selector, template: { metadata: { labels }, spec: { containers: [container()] } } },
      });
    expect(violatingFields('workload-selector', controller({ app: 'shop' }))).toEqual([]);
    expect(violatingFields('workload-selector', controller({ app: 'shop' }, { app: 'api' }))).toEqual([
      'spec.template.metadata.labels',
    ]);
    expect(violatingFields('workload-selector', controller({}))).toEqual(['spec.selector']);
  });
});
