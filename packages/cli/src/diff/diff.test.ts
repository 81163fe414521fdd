import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  commit,
  diff,
  edit,
  git,
  inRepository,
  MAP,
  repository,
  temporary,
  write,
  writeService,
} from './two-services.test-helper.ts';

inRepository();

describe('diff', () => {
  it('reports no difference right after a commit', async () => {
    expect(await diff(MAP)).toEqual({
      code: 0,
      stdout: 'base: nothing differs\n\nstaging: nothing differs\n',
      stderr: '',
    });
  });

  it('reports what an uncommitted edit does, in the environments that it changes', async () => {
    await edit('k8s/shop/overlays/staging/kustomization.yaml', 'newTag: "1"', 'newTag: "2"');
    const { code, stdout } = await diff(MAP);
    expect(code).toBe(0);
    expect(stdout).toContain('base: nothing differs\n\nstaging: 1 changed\n');
    expect(stdout).toContain('rolls pods: Deployment shop in shop-staging\n    Replaces 2 pods: spec.template.spec');
    expect(stdout).toContain('\n-        - image: shop:1\n+        - image: shop:2\n');
  });

  it('compares with another revision, also what is committed since', async () => {
    await edit('k8s/shop/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    await commit();
    expect((await diff(MAP)).stdout).toContain('base: nothing differs');
    const { stdout } = await diff(MAP, '--base', 'HEAD~1');
    expect(stdout).toContain('scales: Deployment shop in shop › spec.replicas\n    From 2 pods to 3.\n');
  });

  it('finds a new service that is untracked, and one that was removed', async () => {
    await writeService('billing');
    await rm(join(repository, 'k8s/payments'), { recursive: true });
    const { code, stdout } = await diff(MAP, '--environment', 'base');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^base: \d created, \d deleted\n/);
    expect(stdout).toContain('creates: Deployment billing in billing\n');
    expect(stdout).toContain('deletes: Deployment payments in payments\n');
    expect(stdout).not.toContain('staging');
  });

  it('reports who reaches whom, also of services that do not change', async () => {
    await edit('k8s/shop/base/policy.yaml', 'ingress: []', 'ingress: [{ from: [{ namespaceSelector: {} }] }]');
    const { stdout } = await diff(MAP, '--environment', 'base');
    expect(stdout).toContain('opens: Deployment shop in shop\n    From now on it is reached by any pod of the cluster');
    await edit(
      'k8s/shop/base/policy.yaml',
      'namespaceSelector: {}',
      'namespaceSelector: { matchLabels: { team: payments } }',
    );
    await write(
      'k8s/payments/base/namespace.yaml',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: payments, labels: { team: payments } }\n',
    );
    await edit(
      'k8s/payments/base/kustomization.yaml',
      'resources:',
      'resources: [namespace.yaml, deployment.yaml, policy.yaml, secret.yaml]\nx:',
    );
    await edit('k8s/payments/base/kustomization.yaml', /x:.*\n/, '');
    await commit();
    await edit('k8s/shop/base/policy.yaml', 'team: payments', 'team: none');
    const closed = await diff(MAP, '--environment', 'base');
    expect(closed.stdout).toContain(
      'closes: Deployment shop in shop\n    It is no longer reached by Deployment payments in payments, on port 8080/TCP.',
    );
  });

  it('says which changes of custom resources the rules of their definitions refuse', async () => {
    const validation = `[{ rule: self == oldSelf, message: size never changes }]`;
    const spec = `{ type: object, properties: { size: { type: integer, x-kubernetes-validations: ${validation} } } }`;
    const schema = `{ openAPIV3Schema: { type: object, properties: { spec: ${spec} } } }`;
    await write(
      'crds/widgets.yaml',
      [
        'apiVersion: apiextensions.k8s.io/v1',
        'kind: CustomResourceDefinition',
        'metadata: { name: widgets.example.com }',
        'spec:',
        '  group: example.com',
        '  scope: Namespaced',
        '  names: { kind: Widget, plural: widgets }',
        `  versions: [{ name: v1, served: true, storage: true, schema: ${schema} }]`,
      ].join('\n'),
    );
    const widget =
      'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one, namespace: shop }\nspec: { size: 1 }\n';
    await write('k8s/shop/base/widget.yaml', widget);
    await edit('k8s/shop/base/kustomization.yaml', 'resources:', 'resources: [widget.yaml, deployment.yaml]\nx:');
    await edit('k8s/shop/base/kustomization.yaml', /x:.*\n/, '');
    await commit();
    await edit('k8s/shop/base/widget.yaml', 'size: 1', 'size: 2');
    const { stdout } = await diff(MAP, '--environment', 'base', '--schemas', 'crds');
    expect(stdout).toContain(
      'apply is refused: Widget one in shop › spec.size\n    A rule of its definition does not allow this change: size never changes.',
    );
    expect((await diff(MAP, '--environment', 'base')).stdout).not.toContain('refused');
  });

  it('compares only the apps that it is given', async () => {
    await edit('k8s/shop/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    await edit('k8s/payments/base/deployment.yaml', 'replicas: 2', 'replicas: 4');
    const { stdout } = await diff('payments.mjs', '--environment', 'base');
    expect(stdout).toContain('base: 1 changed\n');
    expect(stdout).toContain('From 2 pods to 4.');
  });

  it('fails where a tree does not build to what its app says, and compares it all the same', async () => {
    await edit('k8s/payments/base/deployment.yaml', 'replicas: 2', 'replicas: 4');
    const { code, stdout } = await diff('payments.mjs', '--environment', 'base');
    expect(code).toBe(1);
    expect(stdout).toContain('payments does not build to what its app says: Secret payments in payments');
    expect(stdout).toContain('From 2 pods to 4.');
  });

  it('never shows a value of a Secret', async () => {
    await edit('k8s/shop/base/secret.yaml', 'old-value', 'new-value');
    for (const format of ['text', 'markdown']) {
      const { stdout } = await diff(MAP, '--format', format);
      expect(stdout).toContain('KEY: (hidden; the new value)');
      expect(stdout).not.toMatch(/(?:old|new)-value/);
    }
  });

  it('as Markdown begins with the marker by which its comment is found, and names the revision', async () => {
    const hash = (await git('rev-parse', 'HEAD')).slice(0, 12);
    const { stdout } = await diff(MAP, '--base', 'main', '--format', 'markdown');
    expect(
      stdout.startsWith(`<!-- k8s-blocks diff -->\n## What this does to the built manifests\n\nAgainst main, ${hash}.`),
    ).toBe(true);
  });

  it.each([
    [undefined, 'replicas: 3', 0],
    ['refusal', 'replicas: 3', 0],
    ['difference', 'replicas: 3', 1],
    ['refusal', 'replicas: 2\n  selector: { matchLabels: { app: other } }', 1],
    ['difference', 'replicas: 2', 0],
  ])('with --fail-on %s and %j exits with %i', async (what, spec, code) => {
    await edit(
      'k8s/shop/base/deployment.yaml',
      /replicas: 2(\n {2}selector.*)?/,
      spec.includes('selector') ? spec : `${spec}$1`,
    );
    expect((await diff(MAP, ...(what === undefined ? [] : ['--fail-on', what]))).code).toBe(code);
  });

  it('continues if an old tree does not build, and reports that', async () => {
    await edit('k8s/shop/base/kustomization.yaml', 'secret.yaml', 'nowhere.yaml');
    await commit();
    await edit('k8s/shop/base/kustomization.yaml', 'nowhere.yaml', 'secret.yaml');
    await edit('k8s/payments/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    const { code, stdout } = await diff(MAP, '--environment', 'base');
    expect(code).toBe(0);
    expect(stdout).toContain('shop is not compared, since it does not build at HEAD: ');
    expect(stdout).toContain('nowhere.yaml');
    expect(stdout).not.toContain(temporary);
    expect(stdout).toContain('scales: Deployment payments');
  });

  it('fails where a tree does not build now', async () => {
    await edit('k8s/shop/base/kustomization.yaml', 'secret.yaml', 'nowhere.yaml');
    const { code, stdout } = await diff(MAP, '--environment', 'base');
    expect(code).toBe(1);
    expect(stdout).toContain('shop is not compared, since it does not build now: ');
  });
});
