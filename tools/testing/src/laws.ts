import type { App } from '@k8s-blocks/app';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { podSecurityLevel } from '@k8s-blocks/security-context';
import { describe, expect, it } from 'vitest';
import { type Built, built } from './built.ts';
import { builtAlone } from './built-alone.ts';

/** The levels of the Pod Security Standards, from the strictest. */
const LEVELS = ['restricted', 'baseline', 'privileged'];

/**
 * The tests of what holds for every app and environment, on what the real Kustomize builds of its committed tree. To be
 * called at the top of a test file.
 */
export function itHoldsTheLaws(app: App): void {
  const { name } = app.contract;
  describe.each(Object.keys(app.layers()))(`${name} in %s`, (environment) => {
    const folder = environment === 'base' ? 'base' : `overlays/${environment}`;
    const environmentBuilt = built(`${name}/${folder}`);

    it('builds without a warning', async () => {
      expect((await environmentBuilt).warnings).toBe('');
    });

    it('is exactly what building the environment alone gives', async () => {
      expect((await environmentBuilt).yaml).toBe(await builtAlone(app, environment));
    });

    it('is exactly what the app says', async () => {
      expect(buildDifferences(app.resources()[environment] ?? [], (await environmentBuilt).objects)).toEqual([]);
    });

    it('mounts no token of a ServiceAccount', async () => {
      const objects = await environmentBuilt;
      const mounting = [...podSpecsOf(objects), ...objects.all('ServiceAccount')];
      expect(mounting.map((each) => each.automountServiceAccountToken)).toEqual(mounting.map(() => false));
      expect(mounting).not.toEqual([]);
    });

    it('has a namespace that enforces the level of Pod Security that its pods meet', async () => {
      const pods = podSpecsOf(await environmentBuilt);
      const weakest = Math.max(...pods.map((pod) => LEVELS.indexOf(podSecurityLevel(pod))));
      const [namespace, ...others] = (await environmentBuilt).all('Namespace');
      expect(others).toEqual([]);
      expect(namespace?.metadata?.labels?.['pod-security.kubernetes.io/enforce']).toBe(LEVELS[weakest]);
    });
  });
}

function podSpecsOf({ all }: Built) {
  const workloads = [...all('Deployment'), ...all('StatefulSet'), ...all('DaemonSet'), ...all('Job')];
  return [
    ...workloads.flatMap(({ spec }) => spec?.template.spec ?? []),
    ...all('CronJob').flatMap(({ spec }) => spec?.jobTemplate.spec?.template.spec ?? []),
  ];
}
