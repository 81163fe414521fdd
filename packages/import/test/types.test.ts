import { join } from 'node:path';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { givenEnvironments, importManifests, readEnvironments } from '../src/index.ts';
import type { ReadEnvironment } from '../src/manifests/read-environments.ts';
import { environment, web } from './manifests.ts';
import { randomStack } from './random-stack.ts';
import { typeErrors } from './type-errors.ts';

/** Two environments with the same objects but for a part. */
function varying(yamlWith: (part: string) => string, base: string, live: string): ReadEnvironment[] {
  return [environment('base', yamlWith(base)), environment('live', yamlWith(live))];
}

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: outside, namespace: shop }
spec: { ${spec} }
`;

/** A workload, and the same pod alone, which no block makes. */
const pods = (fields: string) => `${web({ pod: fields })}
apiVersion: v1
kind: Pod
metadata: { name: alone, namespace: shop }
spec: { ${fields}containers: [{ name: main, image: 'example.com/web:1' }] }
`;

/** Manifests whose TypeScript is easily wrong. */
const STACKS: Readonly<Record<string, readonly ReadEnvironment[]>> = {
  'a word of an enumeration that varies': varying(
    (part) => service(`type: ${part}, externalName: example.com`),
    'ExternalName',
    'LoadBalancer',
  ),
  'a text that varies where the API lists no values': varying(
    (part) => `${service(`ports: [{ port: 80, appProtocol: ${part} }]`)}---
${pods(`volumes: [{ name: tmp, emptyDir: { medium: ${part}, sizeLimit: ${part} } }],
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ${part}, whenUnsatisfiable: DoNotSchedule }], `)}`,
    '1Mi',
    '2Mi',
  ),
  'a field that is there sometimes': varying(
    pods,
    '',
    'dnsPolicy: Default, tolerations: [{ operator: Exists, effect: NoSchedule }], ',
  ),
  'a version that varies': varying(
    (
      part,
    ) => `{ apiVersion: autoscaling/${part}, kind: HorizontalPodAutoscaler, metadata: { name: web, namespace: shop },
      spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }`,
    'v1',
    'v2',
  ),
  'two types of one name': [
    environment(
      'base',
      ['v1', 'v2']
        .map(
          (
            version,
          ) => `{ apiVersion: autoscaling/${version}, kind: HorizontalPodAutoscaler, metadata: { name: ${version}, namespace: shop },
            spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }`,
        )
        .join('\n---\n'),
    ),
  ],
  'a list of words that varies': varying(
    (part) => `{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: disk, namespace: shop },
      spec: { accessModes: [${part}], resources: { requests: { storage: 1Gi } } } }`,
    'ReadWriteOnce',
    'ReadOnlyMany, ReadWriteOnce',
  ),
  'numbers and texts': varying((part) => service(`ports: [{ port: 80, targetPort: ${part} }]`), 'http', '8080'),
  'an entry that is there sometimes': varying(
    (part) => pods(`volumes: [{ name: one, hostPath: { path: /one, type: File } }${part}], `),
    '',
    ', { name: two, hostPath: { path: /two, type: Directory } }',
  ),
};

describe('plain data', () => {
  const appOf = (yaml: string) => importManifests([environment('base', yaml)]).files.get('apps/web/src/app.ts') ?? '';
  const account = (fields: string) =>
    `${web({ pod: 'serviceAccountName: web, ' })}\n{ apiVersion: v1, kind: ServiceAccount, metadata: { name: web, namespace: shop }, ${fields} }`;

  it('says its type', () => {
    const text = appOf(account('secrets: [{ name: registry }]'));
    expect(text).toContain("import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';");
    expect(text).toContain('    } satisfies IServiceAccount;');
  });

  it.each([
    ['a field that its kind has not', 'automountServiceaccountToken: false'],
    ['a text where its kind has true or false', 'automountServiceAccountToken: "no"'],
    ['an entry that is none', 'secrets: [web]'],
  ])('has no type with %s', (_, fields) => {
    expect(appOf(account(fields))).not.toContain('IServiceAccount');
  });

  it('says its type in a module of its own', () => {
    const lines = Array.from({ length: 80 }, (_, index) => `{ host: ${index}.example.com }`);
    const ingress = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: shop }\nspec: { rules: [${lines.join(', ')}] }`;
    const { files } = importManifests([environment('base', `${web()}\n${ingress}`)]);
    const text = [...files].find(([path]) => path.endsWith('/ingress.ts'))?.[1] ?? '';
    expect(text).toContain("import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';\n\n/** ");
    expect(text).toContain('\n} satisfies IIngress;\n');
  });

  it('has no type of an unstable version of the API, or of a custom resource', () => {
    const others = ['gateway.example.com/v1, kind: Gateway', 'networking.k8s.io/v1beta1, kind: IPAddress'];
    const yaml = [web(), ...others.map((each) => `{ apiVersion: ${each}, metadata: { name: web } }`)].join('\n---\n');
    const text = [...importManifests([environment('base', yaml)]).files.values()].join('\n');
    expect(text).toContain("kind: 'IPAddress'");
    expect(text).not.toMatch(/IGateway|IIPAddress/);
  });
});

describe('the modules of an import', () => {
  it('compile', async () => {
    const read = async (paths: readonly string[]) => (await readEnvironments(givenEnvironments(paths))).environments;
    const stacks = {
      ...STACKS,
      'what Helm rendered': await read([join(import.meta.dirname, 'helm/rendered.yaml')]),
      'what it began with': await read([join(import.meta.dirname, 'original')]),
      ...Object.fromEntries(
        fc.sample(randomStack, runs({ usual: 2, long: 200 })).map((each, index) => [`random ${index}`, each]),
      ),
    };
    const projects = Object.entries(stacks).map(
      ([name, each]) => [name.replaceAll(' ', '-'), importManifests(each).files] as const,
    );
    expect(await typeErrors(Object.fromEntries(projects))).toEqual([]);
  });
});
