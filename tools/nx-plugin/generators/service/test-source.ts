import type { Service } from './service.ts';

/** The source of an app's test, before it is formatted. */
export function testSource({ name, workload, port }: Service): string {
  return `import { built, itHoldsTheLaws } from '@k8s-blocks/testing';
import { expect, it } from 'vitest';
import app from './app.ts';

itHoldsTheLaws(app);

it('runs the image of its environment', async () => {
  const base = await built('${name}/base');
  const production = await built('${name}/overlays/production');
  expect(base.find('${workload}', '${name}').spec?.${podsOf(workload)}.containers[0]?.image).toBe('${name}:latest');
  expect(production.find('${workload}', '${name}').spec?.${podsOf(workload)}.containers[0]?.image).toBe('${name}:production');
});
${port ? offersPort(name, port) : ''}`;
}

function podsOf(workload: Service['workload']): string {
  return workload === 'CronJob' ? 'jobTemplate.spec?.template.spec?' : 'template.spec?';
}

function offersPort(name: string, { name: portName, number }: NonNullable<Service['port']>): string {
  return `
it('offers its port on a Service of its name', async () => {
  const { find } = await built('${name}/base');
  expect(find('Service', '${name}').spec?.ports).toMatchObject([{ name: '${portName}', port: ${number} }]);
});
`;
}
