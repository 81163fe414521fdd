import { formatReference } from '@k8s-blocks/manifest';
import { networkPolicy } from '@k8s-blocks/objects';
import { Refusal } from '@k8s-blocks/refusal';
import { workloadsOf } from '@k8s-blocks/topology';
import { buildDifferences } from '../manifests/build-differences.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import { plain } from './exact.ts';
import { isPolicyOfMap } from './policy.ts';

/** A policy that is kept as it was, since the map would make another one. */
export interface KeptPolicy {
  readonly service: string;
  /** The policy: `NetworkPolicy web`. */
  readonly object: string;
  /** The fields that would be other than they are. */
  readonly fields: readonly string[];
}

/** The NetworkPolicies of workloads that their block would make otherwise, with what would be other in the first environment. */
export function keptPolicies(forms: ServiceForms): KeptPolicy[] {
  return forms.objects.flatMap((object) => {
    const { reference } = object.object;
    if (reference.kind !== 'NetworkPolicy' || isPolicyOfMap(object, forms)) return [];
    const fields = differingFields(object, forms);
    if (fields.length === 0) return [];
    return [{ service: forms.service.name, object: formatReference(reference, { withNamespace: true }), fields }];
  });
}

function differingFields(object: ObjectForms, { service, envs }: ServiceForms): string[] {
  const workload = workloadsOf(service.contract).find(({ name }) => name === object.object.reference.name);
  const [name, form] = [...object.forms].find(([, each]) => each !== undefined) ?? [];
  const env = name === undefined ? undefined : envs.get(name);
  if (workload === undefined || workload.hostNetwork || form === undefined || env === undefined) return [];
  try {
    const made = plain(networkPolicy(env.of(workload)));
    const differing = buildDifferences([{ ...form, metadata: made.metadata }], [made]);
    return [...new Set(differing.flatMap(({ field }) => field ?? []))];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
