import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

async function linesBelow(folder: string, isCounted: (path: string) => boolean): Promise<number> {
  const entries = await readdir(join(workspace, folder), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules'));
  const texts = await Promise.all(paths.filter(isCounted).map((path) => readFile(path, 'utf8')));
  return texts.reduce((lines, text) => lines + text.split('\n').length - 1, 0);
}

/** The apps of the stack; one that is added is not counted, so that the README stays true. */
const APPS = ['agent-runtime', 'agent-society', 'connector', 'tigerbeetle'];

it('the README states how much TypeScript the apps are, and how much YAML they emit: less makes more', async () => {
  const total = async (room: string, isCounted: (path: string) => boolean) =>
    (await Promise.all(APPS.map((app) => linesBelow(`${room}/${app}`, isCounted)))).reduce((sum, each) => sum + each);
  const typescript = await total('apps', (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const yaml = await total('k8s', (path) => path.endsWith('.yaml'));
  expect(typescript).toBeLessThan(yaml);
  expect(typescript).toBeLessThanOrEqual(400);
  const readme = await readFile(join(workspace, 'README.md'), 'utf8');
  expect(readme).toContain(`${typescript} lines of TypeScript`);
  expect(readme).toContain(`${yaml} lines of YAML`);
});
