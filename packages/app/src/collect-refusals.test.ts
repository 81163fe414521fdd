import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { collectRefusals, mergeEnvironments } from './collect-refusals.ts';

describe('refusals of several values', () => {
  const refuse = (problem: string) => {
    throw new Refusal({ problem });
  };
  const file = (name: string) => ({ file: `${name}.yaml` });

  it('are one refusal, each with the location that it did not know', () => {
    expect(() => collectRefusals(['a', 'b'], file, refuse)).toThrow(
      new Refusal([
        { file: 'a.yaml', problem: 'a' },
        { file: 'b.yaml', problem: 'b' },
      ]),
    );
  });

  it('are none where each value has a result', () => {
    expect(
      collectRefusals(
        [1, 2],
        () => ({}),
        (value) => value * 2,
      ),
    ).toEqual([2, 4]);
  });

  it('do not hide a defect of the program', () => {
    const defect = (value: string) => {
      if (value === 'b') throw new TypeError('a defect');
      return refuse(value);
    };
    expect(() => collectRefusals(['a', 'b'], file, defect)).toThrow(TypeError);
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
