import type { Finding } from '@k8s-blocks/findings';
import { type KubernetesObject, type Layer, namedObject } from '@k8s-blocks/kustomize';
import { formatReference } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import { mergeEnvironments } from './collect-refusals.ts';
import { realSecrets } from './real-secrets.ts';

/** A layer with its environment. */
interface JudgedLayer {
  readonly environment: string;
  readonly layer: Layer;
  /** An object with only the annotations that Kustomize puts on all objects, so that a problem of them is reported once. */
  readonly annotated: KubernetesObject;
}

/**
 * The real Secrets, which must not be committed, and what an API server would refuse in the layers of a service. A problem of
 * several environments is reported once. Each is judged by the version of Kubernetes of its environment.
 */
export async function layerProblems(
  layers: Readonly<Record<string, Layer>>,
  environments: Stack['environments'],
): Promise<readonly Problem[]> {
  const judged = Object.entries(layers).map(([environment, layer]) => {
    return { environment, layer, annotated: annotatedObject(layer) };
  });
  const secrets = await secretProblems(judged);
  // Loaded late: an app that a block refuses needs no rules, whose schemas of Kubernetes are large.
  const { judgeObject } = await import('@k8s-blocks/api-rules');
  return mergeEnvironments(
    judged.flatMap(({ environment, layer, annotated }) => {
      const { kubernetes } = environments[environment] ?? {};
      const judge = (object: KubernetesObject) => errorsOf(judgeObject({ object, document: '' }, { kubernetes }));
      const inFiles = Object.entries(layer.files).flatMap(([file, { objects }]) =>
        objects.flatMap((object) => {
          // Rules may quote values, so an object with a real Secret is not given to them.
          const found = secrets.get(object) ?? judge(named(object, layer));
          return found.map((problem) => ({ file, ...problem }));
        }),
      );
      const everywhere = { file: 'kustomization.yaml', object: 'every object' };
      const onAll = secrets.get(annotated) ?? judge(annotated);
      return [...inFiles, ...onAll.map((problem) => ({ ...problem, ...everywhere }))].map((problem) => ({
        environment,
        ...problem,
      }));
    }),
  );
}

/** The problems of Secrets, by the object that holds them. */
async function secretProblems(
  layers: readonly JudgedLayer[],
): Promise<ReadonlyMap<KubernetesObject, readonly Problem[]>> {
  const objects = layers.flatMap(({ layer, annotated }) => [
    ...Object.values(layer.files).flatMap((file) => file.objects),
    annotated,
  ]);
  const found = new Map<KubernetesObject, readonly Problem[]>();
  for (const object of objects) {
    const problems = await realSecrets(object);
    if (problems.length > 0) found.set(object, problems);
  }
  return found;
}

/**
 * The findings that refuse an app: the errors, and what `kubectl apply --server-side` does not take, which is how trees are
 * applied. Their objects are shown without the namespace, which is that of the service.
 */
function errorsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .filter(({ severity, rule }) => severity === 'error' || rule === 'server-side-apply')
    .map(withoutNamespace);
}

function withoutNamespace(finding: Finding): Finding {
  if (finding.reference === undefined) return finding;
  const { namespace: _, ...reference } = finding.reference;
  return { ...finding, object: formatReference(reference) };
}

/** The object with the name and namespace that the cluster is to hold. */
function named(
  object: KubernetesObject,
  { namespace: own, namePrefix = '', nameSuffix = '' }: Layer,
): KubernetesObject {
  const { apiVersion, kind, metadata } = object;
  const written = { apiVersion, kind, metadata: { ...metadata, name: String(metadata?.name) } };
  const { name, namespace } = namedObject(written, { namespace: own, namePrefix, nameSuffix });
  return { ...object, metadata: { ...metadata, name, ...(namespace === undefined ? {} : { namespace }) } };
}

function annotatedObject({ annotations = {} }: Layer): KubernetesObject {
  const metadata = { name: 'annotations', annotations };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
}
