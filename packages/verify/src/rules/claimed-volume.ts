import {
  compareQuantities,
  fieldsOf,
  formatReference,
  listOf,
  nonEmptyTextOf,
  parseQuantity,
  textOf,
} from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import type { BuiltObject } from '../built-object.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'claimed-by-other' | 'class-differs' | 'access-mode-missing' | 'too-small';

const WHY = 'The claim stays Pending, and the pods that mount it do not start.';

/**
 * A PersistentVolumeClaim that names a PersistentVolume of the build fits it: the volume is for no other claim, has the class of the
 * claim, the access modes that it asks for, and room enough.
 *
 * Why: the claim stays Pending, and the pods that mount it do not start.
 *
 * @example
 * # the PersistentVolume disk has the storageClassName manual
 * apiVersion: v1
 * kind: PersistentVolumeClaim
 * metadata: { name: data }
 * spec:
 *   volumeName: disk
 *   accessModes: [ReadWriteOnce]
 *   resources: { requests: { storage: 8Gi } } # without storageClassName: it gets the default class of the cluster
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export const claimedVolume: StackRule<Code> = {
  name: 'claimed-volume',
  severity: 'error',
  *check({ ofType, find }) {
    for (const claim of ofType('v1 PersistentVolumeClaim')) {
      const name = nonEmptyTextOf(fieldsOf(claim.fields.spec).volumeName);
      const volume = name === undefined ? undefined : find('v1 PersistentVolume', undefined, name);
      if (volume === undefined) continue;
      for (const violation of misfitsOf(claim, volume)) yield { ...violation, object: claim, why: WHY };
    }
  },
};

type Misfit = Omit<StackViolation<Code>, 'object' | 'why'>;

function misfitsOf(claim: BuiltObject, volume: BuiltObject): readonly Misfit[] {
  const asked = fieldsOf(claim.fields.spec);
  const offered = fieldsOf(volume.fields.spec);
  return [
    ...otherClaim(claim, volume, fieldsOf(offered.claimRef)),
    ...otherClass(volume, textOf(asked.storageClassName), textOf(offered.storageClassName) ?? ''),
    ...missingModes(volume, listOf(asked.accessModes), listOf(offered.accessModes)),
    ...tooSmall(volume, fieldsOf(fieldsOf(asked.resources).requests).storage, fieldsOf(offered.capacity).storage),
  ];
}

function otherClaim(
  { name, namespace }: BuiltObject,
  volume: BuiltObject,
  reference: ReturnType<typeof fieldsOf>,
): Misfit[] {
  const [claimed, within] = [nonEmptyTextOf(reference.name), nonEmptyTextOf(reference.namespace)];
  if (claimed === undefined || (claimed === name && (within ?? namespace) === namespace)) return [];
  const other = {
    kind: 'PersistentVolumeClaim',
    name: claimed,
    ...(within === undefined ? {} : { namespace: within }),
  };
  return [
    {
      code: 'claimed-by-other',
      field: 'spec.volumeName',
      problem: `${volume.title} is for ${formatReference(other, { withNamespace: true })}.`,
      remedy: 'Name another volume, or correct spec.claimRef of that one.',
    },
  ];
}

/** A claim without a class gets the default one of the cluster, where it has one. */
function otherClass(volume: BuiltObject, asked: string | undefined, offered: string): Misfit[] {
  if (asked === offered) return [];
  const problem = `${volume.title} has ${offered === '' ? 'no class' : `the class "${offered}"`}, and the claim ${
    asked === undefined ? 'names none: it gets the default class of the cluster' : `the class "${asked}"`
  }.`;
  const remedy = `Write storageClassName: "${offered}".`;
  const severity = asked === undefined ? { severity: 'warning' as const } : {};
  return [{ code: 'class-differs', field: 'spec.storageClassName', problem, remedy, ...severity }];
}

function missingModes(volume: BuiltObject, asked: readonly unknown[], offered: readonly unknown[]): Misfit[] {
  const missing = asked.filter((mode) => !offered.includes(mode)).map(String);
  if (missing.length === 0) return [];
  const problem = `${volume.title} has not the access mode ${formatNames(missing)}.`;
  const remedy = `It has ${formatNames(offered.map(String))}.`;
  return [{ code: 'access-mode-missing', field: 'spec.accessModes', problem, remedy }];
}

function tooSmall(volume: BuiltObject, asked: unknown, offered: unknown): Misfit[] {
  const [wanted, there] = [parseQuantity(asked), parseQuantity(offered)];
  if (wanted === undefined || there === undefined || compareQuantities(there, wanted) >= 0) return [];
  const problem = `${volume.title} has ${offered}, and the claim asks for ${asked}.`;
  const remedy = 'Ask for no more than the volume has.';
  return [{ code: 'too-small', field: 'spec.resources.requests.storage', problem, remedy }];
}
