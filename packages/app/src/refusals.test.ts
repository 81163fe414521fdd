import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { collectRefusals, mergeEnvironments } from './collect-refusals.ts';

describe('refusals of several tasks', () => {
  const refuse = (problem: string) => () => {
    throw new Refusal({ problem });
  };

  it('are one refusal with the place that the tasks do not know', () => {
    const all = () => collectRefusals([refuse('One.'), () => 1, refuse('Two.')], { file: 'service.yaml' });
    expect(all).toThrow(
      new Refusal([
        { file: 'service.yaml', problem: 'One.' },
        { file: 'service.yaml', problem: 'Two.' },
      ]),
    );
  });

  it('are none where all tasks have a result', () => {
    expect(collectRefusals([() => 1, () => 2], {})).toEqual([1, 2]);
  });

  it('do not hide a fault of the program', () => {
    const fault = () => {
      throw new TypeError('a fault');
    };
    expect(() => collectRefusals([refuse('One.'), fault], {})).toThrow(TypeError);
  });
});

describe('a problem of several environments', () => {
  it('is said once, with all of them', () => {
    const here = { field: 'spec.replicas', problem: 'Too few.' };
    expect(
      mergeEnvironments([
        { environment: 'base', ...here },
        { ...here, environment: 'staging' },
        { environment: 'base', field: 'spec.paused', problem: 'Paused.' },
        { environment: 'production', ...here },
      ]),
    ).toEqual([
      { environment: 'base, staging, production', ...here },
      { environment: 'base', field: 'spec.paused', problem: 'Paused.' },
    ]);
  });

  it('stays without one where it has none', () => {
    expect(mergeEnvironments([{ problem: 'Wrong.' }])).toEqual([{ problem: 'Wrong.' }]);
  });
});
