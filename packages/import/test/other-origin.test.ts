import { isFields } from '@k8s-blocks/manifest';
import { readDocuments } from '@k8s-blocks/read-yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProvedProject } from '../src/index.ts';
import { importedAndProved } from './trial.ts';
import { typeErrors } from './type-errors.ts';

const LABELS = (version: string) =>
  `{ app: search, app.kubernetes.io/part-of: shop, app.kubernetes.io/version: '${version}' }`;

/** Manifests without any habit of this project: labels, defaults and ports as others write them. */
const search = ({ namespace = 'shop', version = '1.2.0' } = {}) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: search, namespace: ${namespace}, labels: ${LABELS(version)}, annotations: { owner: find } }
spec:
  revisionHistoryLimit: 3
  selector: { matchLabels: { app: search } }
  template:
    metadata: { labels: ${LABELS(version)}, annotations: { scrape: 'true' } }
    spec:
      containers:
        - { name: server, image: 'example.com/search:${version}', ports: [{ containerPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: search, namespace: ${namespace}, labels: ${LABELS(version)} }
spec: { type: NodePort, selector: { app: search }, ports: [{ name: web, port: 80, targetPort: 8080, nodePort: 30080 }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: search, namespace: ${namespace} }
spec:
  podSelector: { matchLabels: { app: search } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: gate } } }], ports: [{ port: 8080, protocol: TCP }] }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: search, namespace: ${namespace}, labels: ${LABELS(version)} }
spec: { minAvailable: 1, selector: { matchLabels: { app: search } } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: search, namespace: ${namespace} }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: index, namespace: ${namespace} }
spec:
  serviceName: index
  selector: { matchLabels: { app: index } }
  template:
    metadata: { labels: { app: index } }
    spec: { containers: [{ name: index, image: 'example.com/index:1', ports: [{ name: grpc, containerPort: 9000 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: index, namespace: ${namespace}, labels: { app: index } }
spec: { clusterIP: None, selector: { app: index }, ports: [{ name: grpc, port: 9000 }] }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: ${namespace}, labels: { app: agent } }
spec:
  updateStrategy: { type: OnDelete }
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { hostNetwork: true, containers: [{ name: agent, image: 'example.com/agent:1' }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: trim, namespace: ${namespace}, labels: { app: trim } }
spec:
  schedule: '@daily'
  jobTemplate:
    spec:
      backoffLimit: 1
      template:
        metadata: { labels: { app: trim } }
        spec: { restartPolicy: OnFailure, containers: [{ name: trim, image: 'example.com/trim:1' }] }
`;

function environment(name: string, yaml: string) {
  return { name, objects: readDocuments(Buffer.from(yaml)).data.filter(isFields) };
}

describe('manifests of another origin', () => {
  let imported: ProvedProject;
  const moduleOf = (service: string) => imported.project.files.get(`apps/${service}/src/app.ts`);

  beforeAll(async () => {
    imported = await importedAndProved([
      environment('base', search()),
      environment('staging', search({ namespace: 'shop-staging', version: '1.3.0' })),
    ]);
  });

  it('are all made by blocks, and built as they were', () => {
    expect(imported.proof).toEqual({ compared: 18, remainder: [] });
    const { made, of } = imported.project.blocks;
    expect(of).toBe(9);
    expect(made).toHaveLength(9);
  });

  it('keep the labels in the contract that they have in every environment', () => {
    const contracts = imported.project.files.get('contracts.ts');
    expect(contracts).toContain("labels: { app: 'search', 'app.kubernetes.io/part-of': 'shop' },");
    expect(contracts).toContain("selector: { app: 'search' },");
    expect(contracts).toContain("labels: { app: 'index' },\n");
  });

  it('have what varies in the settings, as everything else', () => {
    expect(moduleOf('search')).toContain("imageTag: '1.3.0'");
  });

  it('go without the defaults of the blocks', () => {
    expect(moduleOf('agent')).toContain('daemonSet(env, {\n      defaults: false,');
    expect(moduleOf('trim')).toContain("cronJob(env, {\n      defaults: false,\n      schedule: '@daily',");
  });

  it('say of ports and policies only what the contract does not', () => {
    expect(moduleOf('search')).toContain('ports: { web: { nodePort: 30080 } }');
    expect(moduleOf('search')).toContain("rules: { policyTypes: ['Ingress'], ingress: [{ ports: [port(8080)], ");
  });
});

describe('policies of another origin', () => {
  const policy = (name: string, spec: string) => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: { matchLabels: { app: search } }, ${spec} }`;

  it('have rules of their own if they have those of the directions that they name, and are plain data else', async () => {
    const policies = [
      policy('closed', 'policyTypes: [Egress, Ingress], ingress: [], egress: []'),
      policy('half', 'policyTypes: [Ingress, Egress], ingress: [{}]'),
      policy('none', 'policyTypes: [Ingress]'),
      policy('left-over', 'policyTypes: [Egress], ingress: [{}], egress: []'),
    ];
    const { project, proof } = await importedAndProved([environment('base', search() + policies.join(''))]);
    expect(proof.remainder).toEqual([]);
    const made = project.blocks.made.filter(({ kind }) => kind === 'NetworkPolicy').map(({ name }) => name);
    expect(made).toEqual(['search', 'closed']);
    expect(await typeErrors({ it: project.files })).toEqual([]);
  });
});
