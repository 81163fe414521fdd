import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULTY, folder, inNewFolder, UNUSED, verify, write } from './verify.test-helper.ts';

inNewFolder();

describe('verify of manifests without a map', () => {
  it('judges them by the version of Kubernetes that is named', async () => {
    const ingress = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: a }\n---\n';
    await write(
      'm.yaml',
      `${ingress}apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: { name: b }\nspec: {}\n`,
    );
    const old = await verify('m.yaml', '--kubernetes', '1.33');
    expect(old.stdout).toContain(
      'Kubernetes 1.33 does not serve extensions/v1beta1 Ingress: it was removed with 1.22.',
    );
    expect(old.stdout).toContain('Kubernetes 1.33 does not serve resource.k8s.io/v1 DeviceClass: it came with 1.34.');
    const { stdout } = await verify('m.yaml');
    expect(stdout).toContain('Kubernetes 1.36 does not serve extensions/v1beta1 Ingress: it was removed with 1.22.');
    expect(stdout).not.toContain('DeviceClass');
  });

  it('reports each problem with its location, reason and remedy, and exits 1', async () => {
    await write('shop/all.yaml', FAULTY);
    const { code, stdout, stderr } = await verify('shop');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toBe(
      [
        'error missing-reference',
        '  shop/all.yaml:16 › Deployment web in shop › spec.template.spec.containers[0].envFrom[0].configMapRef.name',
        '  There is no ConfigMap missing in shop.',
        '  Why: Its pods do not start until that is there.',
        '  Remedy: Correct the name, or add it.',
        '',
        'error service-target-port',
        '  shop/all.yaml:23 › Service web in shop › spec.ports[0].targetPort',
        '  No container of Deployment web in shop has the port htttp/TCP.',
        '  Why: Connections to port 80 of the Service fail.',
        '  Remedy: Use one of 8080/TCP (http).',
        '',
        'warning unisolated-workload',
        '  shop/all.yaml:1 › Deployment web in shop',
        '  No NetworkPolicy isolates its pods for ingress and egress.',
        '  Why: Every pod of the cluster reaches all of their ports. They reach everything in the cluster and outside.',
        '  Remedy: Select them by a NetworkPolicy with policyTypes Ingress and Egress.',
        '',
        '2 errors, 1 warning, 0 waived',
        'Judged 2 objects of 0 kustomizations and 1 file.',
        'Judged in full: 2 objects of 2 kinds.',
        '',
      ].join('\n'),
    );
  });

  it('exits 0 where there are warnings alone', async () => {
    await write('account.yaml', UNUSED);
    const { code, stdout } = await verify('account.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('warning unused-object\n  account.yaml:1 › ConfigMap idle in shop\n');
    expect(stdout).toContain('0 errors, 1 warning, 0 waived\n');
  });

  it('prints what an annotation waives with its reason, and no longer fails for it', async () => {
    const service = (annotations: string) =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop${annotations} }\n` +
      'spec: { selector: { app: none }, ports: [{ port: 80 }] }\n';
    await write(
      'pod.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [{ name: web, image: "web:1" }] }\n',
    );
    await write('service.yaml', service(''));
    const before = await verify('service.yaml', 'pod.yaml');
    expect(before.code).toBe(1);
    expect(before.stdout).toMatch(/^error unmatched-selector\n/);
    const waiver = ', annotations: { k8s-blocks/waive-unmatched-selector: The operator makes the pods. }';
    await write('service.yaml', service(waiver));
    const after = await verify('service.yaml', 'pod.yaml');
    expect(after.code).toBe(0);
    expect(after.stdout).toMatch(
      /(?:^|\n)waived unmatched-selector › Service web in shop: The operator makes the pods\.\n/,
    );
    const { stdout } = await verify('service.yaml', '--verbose');
    expect(stdout).toMatch(/(?:^|\n)waived unmatched-selector\n {2}service\.yaml:4 › Service web in shop › /);
    expect(stdout).toContain('\n  Waived: The operator makes the pods.\n');
    expect(after.stdout).toContain('0 errors, 1 warning, 1 waived\n');
  });

  it('does not take silence about kinds that it does not know for a verdict', async () => {
    const widgets = ['a', 'b'].map((name) => `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: ${name} }\n`);
    await write('widgets/all.yaml', widgets.join('---\n'));
    const { code, stdout } = await verify('widgets');
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        '0 errors, 0 warnings, 0 waived; nothing was judged in full',
        'Judged 2 objects of 0 kustomizations and 1 file.',
        'Judged in full: 0 objects of 0 kinds.',
        'Judged by their metadata alone, since no definition of them is at hand: 2 Widget.',
        '',
      ].join('\n'),
    );
    const kind = { group: 'example.com', kind: 'Widget', extent: 'metadata', objects: 2 };
    expect(JSON.parse((await verify('widgets', '--format', 'json')).stdout)).toMatchObject({ kinds: [kind] });
  });

  it('says which files it could not read', async () => {
    await write('all/broken.yaml', 'a: [');
    await write('all/idle.yaml', UNUSED);
    expect((await verify('all')).stdout).toMatch(
      /Judged in full: 1 object of 1 kind\.\nNot judged: all\/broken\.yaml, which cannot be read, or not whole\.\n$/,
    );
  });

  it('builds kustomizations', async () => {
    await write('overlay/kustomization.yaml', 'namespace: staging\nresources: [account.yaml]\n');
    await write('overlay/account.yaml', UNUSED);
    const { stdout } = await verify('.');
    expect(stdout).toContain('  overlay/kustomization.yaml:1 › ConfigMap idle in staging\n');
    expect(stdout).toContain('Judged 1 object of 1 kustomization and 0 files.\n');
  });

  it.each([
    ['an empty folder', 'empty/.keep', 'empty'],
    ['a folder of anything else', 'docs/README.md', 'docs'],
    ['a file that holds nothing', 'comments.yaml', 'comments.yaml'],
  ])('is not content with %s, also beside one that holds something', async (_, file, path) => {
    await write(file, '# nothing\n');
    await write('account.yaml', UNUSED);
    for (const paths of [[path], ['account.yaml', path]]) {
      const { code, stdout } = await verify(...paths);
      expect(code).toBe(1);
      expect(stdout).toContain(`error nothing-to-judge\n  ${path}\n  No object was found here.\n`);
      expect(stdout.match(/nothing-to-judge/g)).toHaveLength(1);
    }
  });

  it('is content with a path that was read already as part of another, or under another name', async () => {
    await write('all/account.yaml', UNUSED);
    await symlink(join(folder, 'all'), join(folder, 'link'));
    const { code, stdout } = await verify('all', 'all/account.yaml', 'link');
    expect(code).toBe(0);
    expect(stdout).toContain('Judged 1 object of ');
  });

  it('reports a path that does not exist, once', async () => {
    const { code, stdout, stderr } = await verify('nowhere');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^error unreadable\n {2}nowhere\n {2}This cannot be opened: ENOENT/);
    expect(stdout).toContain('1 error, 0 warnings, 0 waived\nJudged 0 objects');
  });
});
