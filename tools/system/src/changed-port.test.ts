import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { linkModules } from '@k8s-blocks/testing/link-modules';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const SERVICES = ['tigerbeetle', 'agent-society', 'agent-runtime', 'connector'];

let copy: string;
beforeAll(async () => {
  copy = await copiedWorkspace();
}, 60_000);
afterAll(() => rm(copy, { recursive: true }));

describe('changing agent-runtime from port 3100 to 3200 on the map', () => {
  it('changes exactly the files that the port concerns, and in them the port and the checksums', async () => {
    const before = await filesBelow(join(copy, 'k8s'));
    const map = join(copy, 'packages/stack/src/contracts.ts');
    const text = await readFile(map, 'utf8');
    const start = text.indexOf('export const agentRuntime');
    await writeFile(map, text.slice(0, start) + text.slice(start).replace('port: 3100', 'port: 3200'));
    await emitAll();
    const after = await filesBelow(join(copy, 'k8s'));

    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...after].filter(([path, content]) => before.get(path) !== content).map(([path]) => path);
    expect(changed).toEqual(
      [
        ...['README.md'],
        // Its own port: in its configuration, its container, its Service, and its policy.
        ...['configmap', 'deployment', 'networkpolicy', 'service'].map((file) => `agent-runtime/base/${file}.yaml`),
        // Those who call it: the address, the checksum that rolls the pods, and the rule that lets them out.
        ...['configmap', 'deployment', 'networkpolicy'].flatMap((file) => [
          `agent-society/base/${file}.yaml`,
          `connector/base/${file}.yaml`,
        ]),
        ...['agent-runtime', 'agent-society', 'connector'].map((name) => `${name}/overlays/staging/kustomization.yaml`),
      ].sort(),
    );
    for (const path of changed) {
      const [lines, changedLines] = [before, after].map((files) => files.get(path)?.split('\n') ?? []);
      expect(changedLines).toHaveLength(lines?.length ?? 0);
      for (const [index, line] of (changedLines ?? []).entries()) {
        const old = lines?.[index] ?? '';
        if (line === old || (line.includes('checksum/config: ') && old.includes('checksum/config: '))) continue;
        expect(line, path).toBe(old.replaceAll('3100', '3200'));
      }
    }
  }, 120_000);
});

/** The workspace in a temporary folder, with the same dependencies, and with its own packages linked. */
async function copiedWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'changed-port-'));
  for (const room of ['packages', 'apps', 'tools', 'k8s', 'package.json', 'tsconfig.base.json']) {
    await cp(join(workspace, room), join(folder, room), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
  }
  await linkModules(folder);
  return folder;
}

async function emitAll(): Promise<void> {
  const modules = [...SERVICES.map((name) => `apps/${name}/src/app.ts`), 'tools/map/src/overview.ts'];
  const command = ['--import', 'tsx', 'packages/cli/src/main.ts', 'emit', ...modules];
  await promisify(execFile)(process.execPath, command, { cwd: copy });
}

async function filesBelow(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => [path.slice(root.length + 1), await readFile(path, 'utf8')] as const),
  );
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
