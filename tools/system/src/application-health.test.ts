import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { healthCheckIn } from './gitops/application-health.ts';

const file = fileURLToPath(new URL('../../../k8s/gitops/argocd/production/argocd-cm.yaml', import.meta.url));
const check = healthCheckIn(
  parse(readFileSync(file, 'utf8')).data['resource.customizations.health.argoproj.io_Application'],
);

/** An Application that is synced automatically. */
const automated = { syncPolicy: { automated: { prune: true } } };
const health = (status: string, message?: string) => ({ status, ...(message === undefined ? {} : { message }) });

it.each([
  ['one that nothing has looked at yet', { spec: automated }, 'Progressing'],
  ['one without a health', { spec: automated, status: {} }, 'Progressing'],
  [
    'one that says that it is healthy, and was never synced',
    { spec: automated, status: { health: health('Healthy') } },
    'Progressing',
  ],
  [
    'one that is healthy, and not all applied',
    { spec: automated, status: { health: health('Healthy'), sync: { status: 'OutOfSync' } } },
    'Progressing',
  ],
  [
    'one that is healthy and synced',
    { spec: automated, status: { health: health('Healthy'), sync: { status: 'Synced' } } },
    'Healthy',
  ],
  [
    'one that is synced by hand, and out of sync on purpose',
    { spec: { syncPolicy: {} }, status: { health: health('Healthy'), sync: { status: 'OutOfSync' } } },
    'Healthy',
  ],
  ['one without a policy', { spec: {}, status: { health: health('Healthy') } }, 'Healthy'],
  [
    'one that is degraded',
    { spec: automated, status: { health: health('Degraded', 'it crashes'), sync: { status: 'Synced' } } },
    'Degraded',
  ],
  ['one whose objects are all missing', { spec: automated, status: { health: health('Missing') } }, 'Missing'],
])('the health check of Applications takes %s for what it is', async (_, application, status) => {
  expect((await check(application)).status).toBe(status);
});

it('the health check of Applications passes on why one is as it is', async () => {
  const status = { health: health('Degraded', 'it crashes'), sync: { status: 'Synced' } };
  expect(await check({ spec: automated, status })).toEqual({ status: 'Degraded', message: 'it crashes' });
});
