import { expect, it } from 'vitest';
import { isOlderKubernetes, KUBERNETES_VERSIONS, NEWEST_KUBERNETES, nextKubernetes } from './index.ts';

it('versions of Kubernetes are compared by their numbers, not their letters', () => {
  expect(isOlderKubernetes('1.9', '1.16')).toBe(true);
  expect(isOlderKubernetes('1.36', '1.36')).toBe(false);
  expect(nextKubernetes('1.9')).toBe('1.10');
});

it('the newest known version is the last of those that are known', () => {
  expect(KUBERNETES_VERSIONS.at(-1)).toBe(NEWEST_KUBERNETES);
});
