import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { judgeStack } from '@k8s-blocks/cli';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { keyOf, referenceOf } from '@k8s-blocks/manifest';
import { clusterOf, evaluator, offeredPorts } from '@k8s-blocks/reachability';
import { system } from '@k8s-blocks/stack';
import { previewStack } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { committedBuilds } from './committed-builds.ts';
import { kubectl } from './gitops/cluster-objects.ts';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));
const PREVIEW = { name: 'pr-42', services: ['agent-society'] };

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

let out = '';
let printed = '';
let builds: Awaited<ReturnType<typeof committedBuilds>>;
let objects: readonly unknown[];
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'preview-'));
  printed = await preview();
  builds = await committedBuilds();
  const { yaml } = await kustomizeBuild(join(out, 'preview/pr-42'));
  objects = parseAllDocuments(yaml).map((document): unknown => document.toJS());
}, START);
afterAll(() => rm(out, { recursive: true }));

async function preview(): Promise<string> {
  const modules = system.startOrder.map(({ name }) => `apps/${name}/src/app.ts`);
  const args = ['preview', '--service', 'agent-society', '--name', 'pr-42', '--out', out, ...modules];
  const { stdout } = await promisify(execFile)(process.execPath, ['tools/nx-plugin/k8s-blocks.mjs', ...args], {
    cwd: WORKSPACE,
  });
  return stdout;
}

const keysOf = (all: readonly unknown[]) =>
  all.flatMap((object) => {
    const reference = referenceOf(object);
    return reference === undefined ? [] : [keyOf(reference)];
  });

describe('a preview of agent-society', () => {
  it('is printed with what it has, how it is applied and how it is taken away', () => {
    const folder = join(out, 'preview/pr-42');
    const namespaces = 'tigerbeetle-pr-42 agent-society-pr-42 agent-runtime-core-pr-42 agent-runtime-pr-42';
    expect(printed).toBe(`pr-42, made of staging: tigerbeetle, agent-society, agent-runtime, connector.
pr-42: 35 written, 0 removed, 0 unchanged
To apply it:
  kubectl apply --server-side -k ${folder}
To take it away:
  kubectl delete namespace ${namespaces}
`);
  });

  it('changes nothing when it is written again', async () => {
    expect(await preview()).toContain('pr-42: 0 written, 0 removed, 35 unchanged');
  });

  it('shares no object with any environment', () => {
    const own = new Set(keysOf(objects));
    expect(own.size).toBe(objects.length);
    for (const services of Object.values(builds)) {
      const theirs = services.flatMap((service) => keysOf(service.objects));
      expect(theirs.length).toBeGreaterThan(0);
      expect(theirs.filter((key) => own.has(key))).toEqual([]);
    }
  });

  it.each(['base', 'staging', 'production'])('reaches nobody of %s, and nobody of it reaches the preview', (name) => {
    const others = builds[name]?.flatMap((service) => service.objects) ?? [];
    const cluster = clusterOf([...others, ...objects]);
    const sideOf = ({ namespace }: { readonly namespace: string }) => namespace.endsWith('-pr-42');
    const targets = offeredPorts(cluster);
    const reached = [...evaluator(cluster).matrix(cluster.pods, targets).allowedPairs()].map(({ source, target }) => {
      const [from, to] = [cluster.pods[source], targets[target]?.to];
      if (from === undefined || to === undefined || 'ip' in to) throw new Error('It is between pods.');
      return { between: `${from.namespace} → ${to.namespace}`, isAcross: sideOf(from) !== sideOf(to) };
    });
    expect(reached.some(({ between }) => between === 'agent-society-pr-42 → agent-runtime-core-pr-42')).toBe(true);
    expect(reached.filter(({ isAcross }) => isAcross)).toEqual([]);
  });

  it('is judged without an error beside all environments', () => {
    const stack = previewStack(system, PREVIEW);
    const own = [{ service: 'agent-society', file: 'preview/pr-42/kustomization.yaml', objects }];
    const { findings } = judgeStack(stack, { ...builds, 'pr-42': own });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  describe.skipIf(skipped !== undefined)('on a real control plane', () => {
    let cluster: ControlPlane;
    beforeAll(async () => {
      cluster = await startControlPlane({ controllers: true });
    }, START);
    afterAll(() => cluster?.stop(), START);

    const namespaces = async () => (await kubectl(cluster, ['get', 'namespaces', '-o', 'name'])).trim().split('\n');

    it(
      'is accepted as a whole, and taken away by what was printed',
      async () => {
        const before = await namespaces();
        const [apply = '', ...remove] = [...printed.matchAll(/^ {2}kubectl (.*)$/gm)].map(
          ([, command = '']) => command,
        );
        await kubectl(cluster, apply.split(' '));
        expect((await namespaces()).filter((name) => name.endsWith('-pr-42'))).toHaveLength(4);
        for (const command of remove) await kubectl(cluster, command.split(' '));
        expect(await namespaces()).toEqual(before);
        const kinds = 'clusterroles,clusterrolebindings,persistentvolumes,priorityclasses';
        expect(await kubectl(cluster, ['get', kinds, '-o', 'name'])).not.toContain('pr-42');
      },
      START,
    );
  });
});
