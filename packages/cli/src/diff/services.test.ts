import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addSubmodule, makeRepository, type Repository, writeService } from './repository.test-helper.ts';

let repository: Repository;
beforeEach(async () => {
  repository = await makeRepository();
});
afterEach(() => repository.remove());

const SAME = 'base: nothing differs';

describe('the trees of a service', () => {
  const notCompared = 'shop-link is not compared: ';

  it('that are a submodule are reported not to be compared, whether or not it changed', async () => {
    await addSubmodule(repository, 'k8s/module');
    await repository.commit();
    const { code, stdout } = await repository.diff();
    expect(code).toBe(0);
    expect(stdout).toContain('base: nothing could be compared\n');
    expect(stdout).toContain('module is not compared: module is a submodule, whose files are not in this repository.');
    expect((await repository.diff('--fail-on', 'difference')).code).toBe(1);
    expect((await repository.diff('--fail-on', 'refusal')).code).toBe(1);
    await writeService(repository, 'shop', 'new');
    expect((await repository.diff()).stdout).toContain('base: 1 changed in what could be compared\n');
  });

  it.each([
    ['a folder outside, by its full path', 'k8s/shop-link', () => join(repository.temporary, 'outside')],
    ['a folder beside the trees', 'k8s/shop-link', () => '../beside'],
    ['a file outside', 'k8s/shop-link/base/settings.yaml', () => '../../../beside/settings.yaml'],
    ['a file of the system', 'k8s/shop-link/base/settings.yaml', () => '/etc/hostname'],
    ['a way out and in again', 'k8s/shop-link/overlays', () => '../../../k8s/shop/base'],
  ])('that lead out by a link are reported not to be compared: %s', async (_, path, target) => {
    await writeService(repository, 'shop-link');
    await writeService(repository, '../beside');
    await rm(path, { recursive: true, force: true });
    await symlink(target(), path);
    await repository.commit();
    const { stdout } = await repository.diff();
    expect(stdout).toContain('base: nothing could be compared\n');
    expect(stdout).toContain(notCompared);
    expect((await repository.diff('--fail-on', 'difference')).code).toBe(1);
    expect(await repository.leftovers()).toEqual([]);
  });

  it('that led out only in the revision are reported not to be compared', async () => {
    await symlink('/etc', 'k8s/shop-link');
    await repository.commit();
    await rm('k8s/shop-link');
    await writeService(repository, 'shop-link');
    expect((await repository.diff()).stdout).toContain(notCompared);
  });

  it('that are a link to those of another are compared', async () => {
    await symlink('shop', 'k8s/shop-link');
    await repository.commit();
    expect((await repository.diff()).stdout).toBe(SAME);
    await rm('k8s/shop-link');
    await writeService(repository, 'shop-link', 'new');
    expect((await repository.diff()).stdout).toContain('created ConfigMap shop-link in default\n');
  });

  it('that use those of another, or a file beside, are compared where that changes', async () => {
    await repository.write('k8s/other/base/kustomization.yaml', 'namePrefix: other-\nresources: [../../shop/base]\n');
    await repository.write(
      'k8s/common/kustomization.yaml',
      'configMapGenerator: [{ name: c, files: [c.properties] }]\n',
    );
    await repository.write('k8s/common/c.properties', 'a=1\n');
    await repository.write('k8s/third/overlays/x/kustomization.yaml', 'resources: [../../../common]\n');
    await repository.write('k8s/third/base/kustomization.yaml', 'resources: [../../common]\n');
    await repository.commit();
    await writeService(repository, 'shop', 'new');
    expect((await repository.diff()).stdout).toContain('base: 2 changed\n');
    await repository.commit();
    await repository.write('k8s/common/c.properties', 'a=2\n');
    expect((await repository.diff()).stdout).toMatch(/^base: (?:1 renamed|1 created, 1 deleted)\n/);
  });

  it('whose changes git ignores are compared', async () => {
    for (const flag of ['--assume-unchanged', '--skip-worktree']) {
      await repository.git('update-index', flag, 'k8s/shop/base/settings.yaml');
      await writeService(repository, 'shop', 'new');
      expect((await repository.diff()).stdout).toContain('base: 1 changed\n');
      await repository.git('update-index', flag.replace('--', '--no-'), 'k8s/shop/base/settings.yaml');
      await repository.git('checkout', '--quiet', '--', '.');
    }
  });

  it('that git ignores are compared where they are new', async () => {
    await repository.write('.gitignore', 'k8s/new\n');
    await repository.commit();
    await writeService(repository, 'new');
    expect((await repository.diff()).stdout).toContain('base: 1 created\n');
  });

  it('that do not build on any side are reported not to be compared, and fail what is to fail', async () => {
    await repository.write('k8s/shop/base/kustomization.yaml', 'resources: [nowhere.yaml]\n');
    await repository.commit();
    await writeService(repository, 'shop', 'new');
    const before = await repository.diff();
    expect(before.code).toBe(0);
    expect(before.stdout).toContain('base: nothing could be compared\n');
    expect(before.stdout).toContain('shop is not compared, since it does not build at HEAD: ');
    for (const what of ['difference', 'refusal']) expect((await repository.diff('--fail-on', what)).code).toBe(1);
    await writeService(repository, 'more', 'new');
    expect((await repository.diff()).stdout).toContain('base: 1 created in what could be compared\n');
    expect((await repository.diff('--fail-on', 'refusal')).code).toBe(0);
    expect((await repository.diff('--fail-on', 'difference')).code).toBe(1);
    await repository.write('k8s/shop/base/kustomization.yaml', 'resources: [elsewhere.yaml]\n');
    expect((await repository.diff()).code).toBe(1);
  });

  it('with a policy that no API server takes are compared with those that mend it', async () => {
    const policy = (cidr: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }] }] }
`;
    await repository.write('k8s/shop/base/settings.yaml', policy('1.2.3/8'));
    await repository.commit();
    await repository.write('k8s/shop/base/settings.yaml', policy('1.2.3.0/24'));
    const { code, stdout } = await repository.diff('--fail-on', 'refusal');
    expect(code).toBe(0);
    expect(stdout).toContain('base: 1 changed\n');
    expect(stdout).toContain('Who reaches whom before is not certain, since no API server takes NetworkPolicy');
  });

  it('are not the kustomizations of the whole stack, which name them', async () => {
    const ofAll = (names: string) =>
      repository.write('k8s/overlays/staging/kustomization.yaml', `resources: [${names}]\n`);
    await repository.write('k8s/base/kustomization.yaml', 'resources: [../shop/base]\n');
    await ofAll('../../shop/base');
    await writeService(repository, 'gone');
    // Whether it builds would only be said of what is compared.
    await repository.write('k8s/gone/base/kustomization.yaml', 'resources: [nowhere.yaml]\n');
    await repository.commit();
    await ofAll('../../shop/base, ../../more/base');
    await repository.write('k8s/base/kustomization.yaml', 'resources: [../shop/base, ../more/base]\n');
    const { code, stdout } = await repository.diff();
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'base: nothing differs' });
  });

  it('whose names are hostile are compared, and named in one printable line', async () => {
    const name = 'a\u001b[31m\n::error::b';
    await repository.write(`k8s/${name}/base/kustomization.yaml`, 'resources: [nowhere.yaml]\n');
    await repository.commit();
    await repository.write(`k8s/${name}/base/kustomization.yaml`, 'resources: [elsewhere.yaml]\n');
    const { stdout } = await repository.diff();
    expect(stdout).toContain('is not compared, since it does not build at HEAD');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toMatch(/^\s*::error/m);
  });
});
