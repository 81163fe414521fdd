import { isDeepStrictEqual } from 'node:util';
import { type Fields, fieldsOf, formatPath, isSecret, ownField, parsePath, valueAt } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import type { Consequence } from '../consequence.ts';
import { differingFields } from '../differing-fields.ts';
import { ofChanged, type Rule } from './comparison.ts';
import { refusedOfClaim } from './immutable-claim.ts';
import { refusedOfPod } from './immutable-pod.ts';
import { refusedOfService } from './immutable-service.ts';

/** The paths of the fields of an object that an API server refuses to change so. */
type Refused = (before: Fields, after: Fields) => readonly string[];

/** What the API server lets nobody change, and how to come to the wanted object all the same. */
interface Immutable {
  readonly refused: Refused;
  readonly remedy: string;
}

const ANEW = 'Delete the object and apply it again, or give the new one another name.';

/** Refused as soon as it differs: `spec.selector`. */
function fixed(...paths: readonly string[]): Refused {
  return (before, after) =>
    paths.filter((path) => {
      const steps = path.split('.');
      return !isDeepStrictEqual(valueAt(before, steps), valueAt(after, steps));
    });
}

/** Every field of the spec is refused, but these. */
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
 * "only allowed for updateStrategy 'RollingUpdate'": what the server once filled in for that, `kubectl apply` leaves there.
 * Of Deployments and DaemonSets the server lets it stand.
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
  remedy: 'Delete the binding and apply it again: in between, nobody has the role by it.',
};

/** A Job that is suspended may still be given other resources and places to run; that is not looked into here. */
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
  // What was never said is kept as it is: the default.
  const isKept = completionMode === 'Indexed' || completions === undefined;
  return [...changed, ...(isKept ? [] : fixed('spec.completions')(before, after))];
};

/**
 * By group and kind, what the API server's validation of updates refuses, as of Kubernetes 1.35 (`ValidateStatefulSetUpdate`
 * and its like in `pkg/apis/…/validation`). What is not here may be changed.
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
    remedy: 'Delete the Service and apply it again: in between, nobody connects to it.',
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
    remedy: ANEW,
  },
  'rbac.authorization.k8s.io RoleBinding': fixedRole,
  'rbac.authorization.k8s.io ClusterRoleBinding': fixedRole,
  'scheduling.k8s.io PriorityClass': { refused: fixed('value', 'preemptionPolicy'), remedy: ANEW },
  'networking.k8s.io IngressClass': { refused: fixed('spec.controller'), remedy: ANEW },
  'node.k8s.io RuntimeClass': { refused: fixed('handler'), remedy: ANEW },
  'discovery.k8s.io EndpointSlice': { refused: fixed('addressType'), remedy: ANEW },
  'apiextensions.k8s.io CustomResourceDefinition': {
    refused: fixed('spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'),
    remedy: 'Deleting the definition deletes every object of its kind: define a new kind instead.',
  },
};

/** Fields that nobody may change once the object is there: the apply of it fails, and of what follows it, perhaps. */
export const immutableFields: Rule = ofChanged(function* ({ before, after }): Iterable<Consequence> {
  const immutable = Object.hasOwn(IMMUTABLE, after.type) ? IMMUTABLE[after.type] : undefined;
  if (immutable === undefined) return;
  for (const path of immutable.refused(before.stored(), after.stored())) {
    const [field = path, ...more] = fieldsBelow(path, before, after);
    const text = `No API server changes this field of an object that is there. ${immutable.remedy}`;
    yield { effect: 'refused', object: after.title, field: more.length === 0 ? field : path, text };
  }
});

/** As deep as the difference can be told: of a Secret its keys, since what is below a key is its value. */
function fieldsBelow(path: string, before: BuiltObject, after: BuiltObject): readonly string[] {
  const steps = parsePath(path) ?? [];
  const levels = isSecret(after.fields) ? 1 : undefined;
  return differingFields(valueAt(before.stored(), steps), valueAt(after.stored(), steps), path, levels);
}
