import type { Finding } from '@k8s-blocks/findings';
import type { KubernetesObject, Layer } from '@k8s-blocks/kustomize';
import { formatReference } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import { mergeEnvironments } from './collect-refusals.ts';
import { realSecrets } from './placeholders.ts';

type ObjectRules = typeof import('@k8s-blocks/api-rules');

/** A layer, by the environment that it is of. */
interface Judged {
  readonly environment: string;
  readonly layer: Layer;
  /** An object with nothing but the annotations that Kustomize puts on all of them, so that a fault is said once. */
  readonly annotated: KubernetesObject;
}

/**
 * What must not be committed, and what an API server would refuse, in the layers of a service. A problem of several
 * environments is said once.
 */
export async function layerProblems(layers: Readonly<Record<string, Layer>>): Promise<readonly Problem[]> {
  const judged = Object.entries(layers).map(([environment, layer]) => {
    return { environment, layer, annotated: annotatedObject(layer) };
  });
  const secrets = await secretProblems(judged);
  // Loaded late: a refusal by a block needs no rules, and the schemas of Kubernetes are large.
  const rules = await import('@k8s-blocks/api-rules');
  const judge = ruleProblems(rules);
  return mergeEnvironments(
    judged.flatMap(({ environment, layer, annotated }) => {
      const inFiles = Object.entries(layer.files).flatMap(([file, { objects }]) =>
        objects.flatMap((object) => {
          // What a rule says of a value may quote it, so none is asked of an object that holds a real one.
          const found = secrets.get(object) ?? judge(object, layer);
          return found.map((problem) => ({ file, ...problem }));
        }),
      );
      const everywhere = { file: 'kustomization.yaml', object: 'every object' };
      const onAll = secrets.get(annotated) ?? errorsOf(rules.judgeObject({ object: annotated, document: '' }));
      return [...inFiles, ...onAll.map((problem) => ({ ...problem, ...everywhere }))].map((problem) => ({
        environment,
        ...problem,
      }));
    }),
  );
}

/** What of Secrets must not be committed, by the object that it is in. One that environments share is looked at once. */
async function secretProblems(layers: readonly Judged[]): Promise<ReadonlyMap<KubernetesObject, readonly Problem[]>> {
  const objects = layers.flatMap(({ layer, annotated }) => [
    ...Object.values(layer.files).flatMap((file) => file.objects),
    annotated,
  ]);
  const found = new Map<KubernetesObject, readonly Problem[]>();
  for (const object of new Set(objects)) {
    const problems = await realSecrets(object);
    if (problems.length > 0) found.set(object, problems);
  }
  return found;
}

/**
 * What an API server would refuse of an object with the name that it will have in a layer. Of an object in which nothing was
 * found in another environment, only the names are looked at.
 */
function ruleProblems({ judgeObject, judgeObjectNames }: ObjectRules) {
  const right = new Set<KubernetesObject>();
  return (object: KubernetesObject, layer: Layer): readonly Finding[] => {
    const judge = right.has(object) ? judgeObjectNames : judgeObject;
    const found = errorsOf(judge({ object: named(object, layer), document: '' }));
    if (found.length === 0) right.add(object);
    return found;
  };
}

/** The errors. Their objects are shown without the namespace, which is that of the service. */
function errorsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error').map(withoutNamespace);
}

function withoutNamespace(finding: Finding): Finding {
  if (finding.reference === undefined) return finding;
  const { namespace: _, ...reference } = finding.reference;
  return { ...finding, object: formatReference(reference) };
}

function named(object: KubernetesObject, { namespace, nameSuffix = '' }: Layer): KubernetesObject {
  const { kind, metadata } = object;
  const place = kind === 'Namespace' ? { name: namespace } : { name: `${metadata?.name}${nameSuffix}`, namespace };
  return { ...object, metadata: { ...metadata, ...place } };
}

function annotatedObject({ annotations = {} }: Layer): KubernetesObject {
  const metadata = { name: 'annotations', annotations };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
}
