import { describe, expect, it } from 'vitest';
import { stack } from './index.ts';

const environments = (kubernetes: string) =>
  stack({
    services: [],
    connections: [],
    environments: { base: {}, old: JSON.parse(`{"kubernetes":"${kubernetes}"}`) },
  }).environments;

describe('the version of Kubernetes of an environment', () => {
  it('is said by the environment, and not known otherwise', () => {
    expect(environments('1.34').old?.kubernetes).toBe('1.34');
    expect(environments('1.34').base).not.toHaveProperty('kubernetes');
  });

  it('is one whose API is known', () => {
    expect(() => environments('1.12')).toThrow(
      /^old › kubernetes\n.*"1\.12" is not a version of Kubernetes whose API is known\.\n.*"1\.33", "1\.34", "1\.35", "1\.36"/,
    );
  });
});
