import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { command, inOwnFolder, treeOf, write } from './in-process.test-helper.ts';

const INSTALLED = join(import.meta.dirname, '../../../node_modules');

const web = (tag: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  replicas: ${tag === 'v2' ? 3 : 1}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: example.com/web:${tag}
          ports: [{ name: http, containerPort: 8080 }]
---
apiVersion: v1
kind: Secret
metadata: { name: web-secrets, namespace: shop }
stringData: { PASSWORD: hunter2-of-${tag} }
`;

inOwnFolder((folder) => {
  own = folder;
});
let own = '';

describe('import', () => {
  beforeEach(async () => {
    await symlink(INSTALLED, join(own, 'node_modules'), 'dir');
    await write('package.json', '{ "type": "module" }');
    await write('base.yaml', web('v1'));
    await write('live.yaml', web('v2'));
  });

  it('writes contracts, a map and an app for each service, which build what the manifests are', async () => {
    const { code, stdout } = await command('import', 'base.yaml', '--environment', 'live=live.yaml', '--out', 'shop');
    expect(stdout).toContain('4 objects are compared: each is built as it was.');
    expect(stdout).toContain('3 files are written to shop.');
    expect(code).toBe(0);
    const files = await treeOf('shop');
    expect(Object.keys(files)).toEqual(['apps/web/src/app.ts', 'contracts.ts', 'map.ts']);
    expect(files['apps/web/src/app.ts']).toContain(
      "settings: { base: { replicas: 1, imageTag: 'v1' }, live: { replicas: 3, imageTag: 'v2' } },",
    );
  });

  it('writes nothing, and prints the files, by --dry-run', async () => {
    const { code, stdout } = await command('import', 'base.yaml', '--dry-run');
    expect(stdout).toContain('--- contracts.ts\n');
    expect(stdout).toContain("name: 'web'");
    expect(stdout).toContain('Nothing is written.');
    expect(code).toBe(0);
    expect(await readdir(own)).not.toContain('imported');
  });

  it('writes no value of a Secret', async () => {
    await command('import', 'base.yaml');
    const { stdout } = await command('import', 'base.yaml', '--dry-run', '--out', 'other');
    const all = [stdout, ...Object.values(await treeOf('imported'))].join('\n');
    expect(all).toContain("PASSWORD: 'REPLACE_WITH_PASSWORD'");
    expect(all).not.toContain('hunter2');
  });

  it('writes nothing where a file is there already, and names each', async () => {
    await write('imported/map.ts', 'mine');
    await write('imported/apps/web/src/app.ts', 'mine, too');
    const { code, stderr } = await command('import', 'base.yaml');
    expect(stderr).toContain('imported/map.ts\n  There is such a file, which is not overwritten.');
    expect(stderr).toContain('imported/apps/web/src/app.ts');
    expect(code).toBe(1);
    expect(await treeOf('imported')).toEqual({ 'apps/web/src/app.ts': 'mine, too', 'map.ts': 'mine' });
  });

  it('says what cannot be imported, and imports the rest', async () => {
    await write(
      'odd.yaml',
      `${web('v1')}---\napiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { ports: [] }\n`,
    );
    const { code, stdout, stderr } = await command('import', 'odd.yaml');
    expect(stderr).toContain('This object cannot be imported, so it is left out');
    expect(stderr).toContain('Service web');
    expect(stdout).toContain('2 objects are compared');
    expect(code).toBe(1);
  });

  it('writes nothing where no object can be imported', async () => {
    await write('values.yaml', 'replicas: 1');
    const { code, stdout, stderr } = await command('import', 'values.yaml');
    expect(stderr).toContain('values.yaml › object\n  It has no kind');
    expect(stdout).toContain('nothing is written');
    expect(code).toBe(1);
    expect(await readdir(own)).not.toContain('imported');
  });

  it('says so before it says which files are there, since none would be written', async () => {
    await write('values.yaml', 'replicas: 1');
    await write('imported/contracts.ts', 'mine');
    await write('imported/map.ts', 'mine, too');
    const { stdout, stderr } = await command('import', 'values.yaml');
    expect(stdout).toContain('nothing is written');
    expect(stderr).not.toContain('There is such a file');
  });

  it('says which folders it leaves out, and what it passes over', async () => {
    await write('k8s/base/kustomization.yaml', 'resources: [web.yaml]');
    await write('k8s/base/web.yaml', web('v1'));
    await write('k8s/cache/cache.yaml', web('v1'));
    const { code, stdout } = await command('import', 'k8s', '--dry-run');
    expect(stdout).toContain('warning passed-over\n  k8s/cache\n  This folder has manifests');
    expect(code).toBe(0);
    await write('plain/web.yaml', web('v1'));
    await write('plain/package.json', '{ "name": "web" }');
    const plain = await command('import', 'plain', '--dry-run');
    expect(plain.stdout).toContain('notice passed-over\n  base › plain/package.json');
  });

  it('names the path that has no objects, and those of which one is to be given', async () => {
    await mkdir('empty');
    expect((await command('import', 'empty')).stderr).toContain('There are no objects in "empty".');
    await write('clusters/aws/web.yaml', web('v1'));
    await write('clusters/kind/web.yaml', web('v2'));
    const { stderr } = await command('import', 'clusters');
    expect(stderr).toContain('Give one of these at a time: "clusters/aws/web.yaml", "clusters/kind/web.yaml".');
  });

  it('refuses what it cannot read in full', async () => {
    await write('broken.yaml', 'kind: [');
    const { code, stderr } = await command('import', 'broken.yaml');
    expect(stderr).toContain('broken.yaml');
    expect(code).toBe(1);
  });

  it('needs the packages that apps are written with', async () => {
    await mkdir('elsewhere/node_modules', { recursive: true });
    await write('elsewhere/package.json', '{}');
    await write('elsewhere/base.yaml', web('v1'));
    process.chdir('elsewhere');
    const { code, stderr } = await command('import', 'base.yaml');
    expect(stderr).toContain('The packages that apps are written with are not installed here');
    expect(code).toBe(1);
  });

  it('needs a path or an environment', async () => {
    expect(await command('import')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('import needs a target'),
    });
    expect((await command('import', '--environment', 'base=base.yaml', '--dry-run')).code).toBe(0);
    expect(await command('import', '--environment', 'base.yaml')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"base.yaml" does not name an environment and its manifests.'),
    });
  });
});
