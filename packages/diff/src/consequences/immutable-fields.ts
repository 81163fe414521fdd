import { isDeepStrictEqual } from 'node:util';
import { type Fields, fieldsOf, formatPath, isSecret, ownField, parsePath, valueAt } from '@k8s-blocks/manifest';
import type { ComparedObject } from '../compared-object.ts';
import type { Consequence } from '../consequence.ts';
import { differingFields } from '../differing-fields.ts';
import { ofChanged, type Rule } from './comparison.ts';
import { refusedOfClaim } from './immutable-claim.ts';
import { refusedOfPod } from './immutable-pod.ts';
import { refusedOfService } from './immutable-service.ts';

/** The paths of the changed fields of an object that an API server refuses to change. */
type Refused = (before: Fields, after: Fields) => readonly string[];

/** What an API server refuses to change in objects of a kind, and how to get the wanted object nevertheless. */
interface Immutable {
  readonly refused: Refused;
  readonly remedy: string;
}

const RECREATE = 'Delete the object and apply it again, or give the new one another name.';

/** Refuses any change of these fields: `spec.selector`. */
function fixed(...paths: readonly string[]): Refused {
  return (before, after) =>
    paths.filter((path) => {
      const steps = path.split('.');
      return !isDeepStrictEqual(valueAt(before, steps), valueAt(after, steps));
    });
}

/** Refuses any change of the spec except in these fields. */
function fixedBut(...mutable: readonly string[]): Refused {
  return (before, after) => {
    const [old, wanted] = [fieldsOf(before.spec), fieldsOf(after.spec)];
    const keys = new Set([...Object.keys(old), ...Object.keys(wanted)]);
    return [...keys]
      .filter((key) => !mutable.includes(key))
      .flatMap((key) =>
        isDeepStrictEqual(ownField(old, key), ownField(wanted, key)) ? [] : [formatPath(['spec', key])],
      );
  };
}

/**
 * "only allowed for updateStrategy 'RollingUpdate'": `kubectl apply` leaves the `rollingUpdate` that the server filled in,
 * and a StatefulSet with `OnDelete` may not have it. Deployments and DaemonSets may.
 */
const keptRollingUpdate: Refused = (before, after) => {
  const [old, wanted] = [valueAt(before, ['spec', 'updateStrategy']), valueAt(after, ['spec', 'updateStrategy'])];
  const isKept = fieldsOf(old).type === 'RollingUpdate' && fieldsOf(wanted).type === 'OnDelete';
  return isKept ? ['spec.updateStrategy.type'] : [];
};

const fixedButMutable = fixedBut(
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
);

/** `immutable: true` fixes the data and itself. */
const fixedData: Refused = (before, after) =>
  before.immutable === true ? fixed('immutable', 'data', 'binaryData')(before, after) : [];

const fixedSelector: Immutable = {
  refused: fixed('spec.selector'),
  remedy: 'Keep the selector and label the pods with more, or delete it with "kubectl delete --cascade=orphan" first.',
};

const fixedRole: Immutable = {
  refused: fixed('roleRef'),
  remedy: 'Delete the binding and apply it again: in between, its subjects do not have the role.',
};

/** A suspended Job may also change its resources and scheduling; that exception is not considered here. */
const fixedJob: Refused = (before, after) => {
  const changed = fixed(
    'spec.selector',
    'spec.completionMode',
    'spec.podFailurePolicy',
    'spec.backoffLimitPerIndex',
    'spec.successPolicy',
    'spec.managedBy',
    'spec.template',
  )(before, after);
  const { completionMode, completions } = fieldsOf(after.spec);
  // A manifest without completions keeps the default that the server filled in.
  const isKept = completionMode === 'Indexed' || completions === undefined;
  return [...changed, ...(isKept ? [] : fixed('spec.completions')(before, after))];
};

/**
 * What the validation of updates refuses, by group and kind, as of Kubernetes 1.35 (`ValidateStatefulSetUpdate` and others
 * in `pkg/apis/…/validation`). Fields that are not here may be changed.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const IMMUTABLE: Readonly<Record<string, Immutable>> = {
  'apps Deployment': fixedSelector,
  'apps DaemonSet': fixedSelector,
  'apps ReplicaSet': fixedSelector,
  'apps StatefulSet': {
    refused: (before, after) => [...fixedButMutable(before, after), ...keptRollingUpdate(before, after)],
    remedy: 'Delete it with "kubectl delete --cascade=orphan", which leaves its pods and claims, and apply it again.',
  },
  'batch Job': { refused: fixedJob, remedy: 'Delete the Job and apply it again, or give the new one another name.' },
  Pod: { refused: refusedOfPod, remedy: 'Delete the pod and apply it again.' },
  Service: {
    refused: refusedOfService,
    remedy: 'Delete the Service and apply it again: in between, no client connects to it.',
  },
  ConfigMap: { refused: fixedData, remedy: 'Give the new ConfigMap another name, and use that one.' },
  Secret: {
    refused: (before, after) => [...fixed('type')(before, after), ...fixedData(before, after)],
    remedy: 'Delete the Secret and apply it again, or give the new one another name.',
  },
  PersistentVolumeClaim: {
    refused: refusedOfClaim,
    remedy: 'Make a claim of another name, and copy what is in this one.',
  },
  'storage.k8s.io StorageClass': {
    refused: fixed('provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'),
    remedy: RECREATE,
  },
  'rbac.authorization.k8s.io RoleBinding': fixedRole,
  'rbac.authorization.k8s.io ClusterRoleBinding': fixedRole,
  'scheduling.k8s.io PriorityClass': { refused: fixed('value', 'preemptionPolicy'), remedy: RECREATE },
  'networking.k8s.io IngressClass': { refused: fixed('spec.controller'), remedy: RECREATE },
  'node.k8s.io RuntimeClass': { refused: fixed('handler'), remedy: RECREATE },
  'discovery.k8s.io EndpointSlice': { refused: fixed('addressType'), remedy: RECREATE },
  'apiextensions.k8s.io CustomResourceDefinition': {
    refused: fixed('spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'),
    remedy: 'Deleting the definition deletes every object of its kind: define a new kind instead.',
  },
};

/** Changes of immutable fields: applying them fails, and may keep other objects from being applied too. */
export const immutableFields: Rule = ofChanged(function* ({ before, after }): Iterable<Consequence> {
  const immutable = Object.hasOwn(IMMUTABLE, after.type) ? IMMUTABLE[after.type] : undefined;
  if (immutable === undefined) return;
  for (const path of immutable.refused(before.stored(), after.stored())) {
    const [field = path, ...more] = fieldsBelow(path, before, after);
    const text = `No API server changes this field of an object that is there. ${immutable.remedy}`;
    yield { effect: 'refused', object: after.title, field: more.length === 0 ? field : path, text };
  }
});

/** The paths of the differences below a field. Of a Secret only its keys, since what is below a key is its value. */
function fieldsBelow(path: string, before: ComparedObject, after: ComparedObject): readonly string[] {
  const steps = parsePath(path) ?? [];
  const levels = isSecret(after.fields) ? 1 : undefined;
  return differingFields(valueAt(before.stored(), steps), valueAt(after.stored(), steps), path, levels);
}
