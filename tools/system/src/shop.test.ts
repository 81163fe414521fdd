import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtShop, SHOP } from './shop.test-helper.ts';

/** What a team has, as kinds of objects. */
const KINDS = [
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'],
  ...['Namespace', 'Service', 'ConfigMap', 'ServiceAccount', 'Role', 'RoleBinding', 'NetworkPolicy'],
  ...['Certificate', 'ExternalSecret', 'SealedSecret', 'ServiceMonitor'],
];

/** What containers, pods and Services of a team have. */
const FIELDS = [
  ...['grpc:', 'restartPolicy: Always', 'imagePullSecrets:', 'hostPath:', 'hostNetwork: true', 'binaryData:'],
  ...['volumeClaimTemplates:', 'clusterIP: None', 'application.yaml: |', 'app: search', '$patch: delete'],
];

describe('examples/shop', () => {
  it('has every kind of object that a team has', async () => {
    const [staging, europe, america] = await Promise.all(['staging', 'prod-eu', 'prod-us'].map(kindsIn));
    expect([...(staging ?? [])].sort()).toEqual([...KINDS, 'Ingress'].sort());
    expect([...(europe ?? [])].sort()).toEqual([...KINDS, 'HTTPRoute'].sort());
    const dialect = KINDS.map((kind) => (kind === 'NetworkPolicy' ? 'CiliumNetworkPolicy' : kind));
    expect([...(america ?? [])].sort()).toEqual([...dialect, 'HTTPRoute'].sort());
  });

  it('has what containers, pods and Services of a team have', () => {
    const yaml = textsBelow('k8s', '.yaml').join('');
    expect(FIELDS.filter((field) => !yaml.includes(field))).toEqual([]);
    expect(yaml).toContain('\tlisten 8080;\n');
  });

  it('is written in at most a third of the lines that it emits as YAML', () => {
    const typescript = linesOf(textsBelow('src', '.ts'));
    const yaml = linesOf(textsBelow('k8s', '.yaml'));
    expect(3 * typescript).toBeLessThanOrEqual(yaml);
  });
});

async function kindsIn(environment: string): Promise<ReadonlySet<string>> {
  return new Set((await builtShop(environment)).map(({ kind }) => kind));
}

function textsBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(SHOP, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => readFileSync(join(SHOP, folder, path), 'utf8'));
}

function linesOf(texts: readonly string[]): number {
  return texts.reduce((lines, text) => lines + text.split('\n').length - 1, 0);
}
