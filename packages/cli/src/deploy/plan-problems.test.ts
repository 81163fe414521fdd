import type { ObjectComparison } from '@k8s-blocks/deploy';
import { compareBuilds } from '@k8s-blocks/diff';
import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { planProblems } from './plan-problems.ts';

const judged = { environment: 'staging', servicesOfMap: new Set(['shop']), forceConflicts: false, prune: false };

/** The problems of a plan for one service. */
function problemsOf(...comparisons: readonly ObjectComparison[]) {
  const leftOver = { toDelete: [], kept: [] };
  const plan = {
    services: new Map([['shop', comparisons]]),
    ofStack: [],
    leftOver,
    members: [],
    difference: compareBuilds([], []),
  };
  return planProblems(plan, { foreignOwner: () => undefined }, judged);
}

describe('why a plan cannot be carried out', () => {
  it('has what to do instead of a change that no server makes', () => {
    const job = (image: string) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'migrate', namespace: 'shop' },
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image }] } } },
    });
    const refusal = new Refusal({ object: 'Job migrate in shop', field: 'spec.template', problem: 'It is immutable.' });
    const refused: ObjectComparison = { object: job('migrate:2'), outcome: 'refused', live: job('migrate:1'), refusal };
    expect(problemsOf(refused)).toEqual([
      {
        ...refusal.problems[0],
        service: 'shop',
        environment: 'staging',
        remedy: expect.stringMatching(/Delete the Job and apply it again, or give the new one another name\.$/),
      },
    ]);
  });

  it.each([
    ['data["app.conf"]', true],
    ['data', true],
    ['data["app.conf"].more', true],
    ['data["app.config"]', false],
    ['dat', false],
    ['database', false],
  ])('has it for a field that is, has or is in the one that changes: %s, %s', (field, expected) => {
    const configMap = (text: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      immutable: true,
      data: { 'app.conf': text },
    });
    const refusal = new Refusal({ object: 'ConfigMap settings in shop', field, problem: 'It is not taken.' });
    const refused = { object: configMap('2'), outcome: 'refused', live: configMap('1'), refusal } as const;
    expect('remedy' in (problemsOf(refused)[0] ?? {})).toBe(expected);
  });

  it('says once what is wrong with a namespace, however many objects are in it', () => {
    const refusal = new Refusal({ object: 'Namespace shop', problem: 'It is being deleted.' });
    const refused = ['a', 'b'].map((name): ObjectComparison => {
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } };
      return { object, outcome: 'refused', live: undefined, refusal };
    });
    expect(problemsOf(...refused)).toHaveLength(1);
  });
});
