import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { cronJob } from '@k8s-blocks/objects';
import { contract, stack } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apps as services } from './kinds-of-services.test-helper.ts';
import { apps as severalWorkloads } from './several-workloads.test-helper.ts';

const apps = [...services, ...severalWorkloads];

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;
const SCHEDULES = [
  ...['* * * * *', '0 3 * * *', '*/15 8-18 * * mon-fri', '5/15 0,12 1 JAN,jul ?', '0 0 31 12 0', ' 0  3 * * 6 '],
  ...['10-50/20 * * * *', '@daily', '@midnight', '@hourly', '@weekly', '@monthly', '@yearly', '@annually'],
  ...['@every 1h30m', '@every 1.5s', '@every day', '@every', '@dayly', '@DAILY', '', '0 3 * *'],
  ...['0 0 3 * * *', '60 * * * *', '0 24 * * *', '0 0 0 * *', '0 0 * 13 *', '0 0 * * 7', '0 0 * * monday'],
  ...['0 5-3 * * *', '0 1-2-3 * * *', '*/0 * * * *', 'TZ=Etc/UTC 0 3 * * *'],
  ...['CRON_TZ=Etc/UTC 0 3 * * *', '0 3 * * L', '0 0 ? * *', '*/2/3 * * * *', '-1 * * * *', '0x1 * * * *'],
  ...['?/5 * * * *', '/5 * * * *', '1/ * * * *', '00 03 * * *', '*/99 * * * *'],
];
/** What it takes and reads in a way that nobody means; the block refuses it. */
const MISTAKES = ['@every -1h', '1,,2 * * * *', '1, * * * *', '+1 * * * *', '*-5 * * * *', '?-5 * * * *'];
const TIME_ZONES = ['Etc/UTC', 'UTC', 'Europe/Berlin', 'Local', 'local', '+01:00', 'Europe/Berlinn', ' Etc/UTC'];

describe.skipIf(skipped !== undefined)('a real API server', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
    for (const name of new Set(apps.map(({ contract: { namespace } }) => namespace))) {
      await server.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
  }, START);
  afterAll(() => server?.stop(), START);

  it('accepts the objects of every kind of service', async () => {
    const refused: string[] = [];
    for (const { contract: service, resources } of apps) {
      for (const object of resources().base ?? []) {
        const { apiVersion = '', kind = '', metadata = {} } = object;
        // Its definitions of custom resources are not known here.
        if (/^(?:bitnami|cert-manager|external-secrets|monitoring)\./.test(apiVersion) || kind === 'Namespace')
          continue;
        const manifest = { ...object, apiVersion, kind, metadata: { namespace: service.namespace, ...metadata } };
        const { status, message } = await server.create(manifest, { dryRun: true });
        if (status >= 400) refused.push(`${kind} of ${service.name}: ${message}`);
      }
    }
    expect(refused).toEqual([]);
  });

  it.each([
    ...SCHEDULES.map((schedule) => ({ schedule })),
    ...TIME_ZONES.map((timeZone) => ({ schedule: '@daily', timeZone })),
  ])('agrees with the block about %o', async (times) => {
    const { answer, make } = await ask(times);
    if (answer.status < 400) expect(make).not.toThrow();
    else expect(make, answer.message).toThrow('is not');
  });

  it.each(MISTAKES)('takes "%s", which the block refuses', async (schedule) => {
    const { answer, make } = await ask({ schedule });
    expect(answer.status).toBeLessThan(400);
    expect(make).toThrow('most likely a mistake');
  });

  it.each([52, 53])('agrees with the block about a CronJob whose name has %i characters', async (length) => {
    const { answer, make } = await ask({ schedule: '@daily' }, 'a'.repeat(length));
    if (length === 52) expect(make).not.toThrow();
    else expect(make).toThrow('53 characters');
    expect(answer.status < 400).toBe(length === 52);
  });

  /** What the server says of a CronJob with these times, and what makes one with the block. */
  async function ask(times: { readonly schedule: string; readonly timeZone?: string }, name = 'report') {
    const options = { container: { image: 'report:1' } };
    const valid = cronJob(environmentOf('report'), { ...options, schedule: '@daily' });
    const metadata = { name, namespace: 'report' };
    const asked = { ...valid, apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { ...valid.spec, ...times } };
    const answer = await server.create(asked, { dryRun: true });
    return { answer, make: () => cronJob(environmentOf(name), { ...options, ...times }) };
  }

  function environmentOf(name: string) {
    const service = contract({ name, workload: 'CronJob', ports: {} });
    return stack({ services: [service], environments: { base: {} }, connections: [] }).serviceIn(service, 'base');
  }
});
