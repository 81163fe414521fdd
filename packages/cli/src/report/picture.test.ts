import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anywhere, connection, contract, stack } from '@k8s-blocks/topology';
import { expect, it } from 'vitest';
import { provideModules } from '../import-module.ts';
import { command, inOwnFolder } from '../in-process.test-helper.ts';

const orders = contract({ name: 'orders', ports: { http: 8080 } });
const shop = stack({
  services: [orders],
  environments: { base: {}, staging: {} },
  connections: [connection(anywhere, orders.ports.http, 'customers')],
});

inOwnFolder((folder) => provideModules({ [join(folder, 'map.ts')]: async () => ({ default: shop }) }));

it('writes the map as a picture, without a tree to build, and overwrites its own', async () => {
  for (const _ of ['first', 'again']) {
    expect(await command('report', 'map.ts', '--svg', 'docs/map.svg')).toMatchObject({ code: 0 });
    const svg = await readFile('docs/map.svg', 'utf8');
    expect(svg).toMatch(/^<!-- Written by k8s-blocks report; do not edit\. -->\n<svg /);
    expect(svg).toContain('anywhere → orders: 8080 http\n8080 http: customers</title>');
  }
});

it('overwrites no file that it did not write', async () => {
  await writeFile('map.svg', '<svg/>');
  const { code, stderr } = await command('report', 'map.ts', '--svg', 'map.svg');
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('map.svg') });
  expect(await readFile('map.svg', 'utf8')).toBe('<svg/>');
});
