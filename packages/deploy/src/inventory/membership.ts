import { type ClusterObject, FIELD_MANAGER, type ObjectToSend } from '@k8s-blocks/cluster';
import {
  type Fields,
  fieldsOf,
  formatObject,
  isFields,
  type KubernetesObject,
  labelsOf,
  listOf,
  nonEmptyTextOf,
  ownField,
  quote,
} from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { type ApplySet, PART_OF_LABEL } from './apply-set.ts';

/** The label as a path of `metadata.managedFields`. */
const LABEL_FIELD = ['f:metadata', 'f:labels', `f:${PART_OF_LABEL}`];

/**
 * An object as it is applied: with the label that makes it a member of its ApplySet. Committed files have no such label.
 *
 * @throws Refusal if it has one already.
 */
export function asMember(object: KubernetesObject, set: ApplySet): ObjectToSend {
  const labels = fieldsOf(fieldsOf(object.metadata).labels);
  if (Object.hasOwn(labels, PART_OF_LABEL)) {
    throw new Refusal({
      environment: set.environment,
      ...(set.service === undefined ? {} : { service: set.service }),
      object: formatObject(object, 'object'),
      field: `metadata.labels["${PART_OF_LABEL}"]`,
      problem: 'The label is set when it is applied, to what was applied together; the manifest has it already.',
      remedy: 'Leave it out.',
    });
  }
  const labelled = { ...object.metadata, labels: { ...labels, [PART_OF_LABEL]: set.id } };
  return { ...object, metadata: labelled };
}

/** The id of the ApplySet that an object is labelled as a part of; undefined if it has no such label. */
export function partOf(object: Fields): string | undefined {
  return nonEmptyTextOf(ownField(labelsOf(fieldsOf(object.metadata).labels), PART_OF_LABEL));
}

/**
 * Whether we have set the label that makes an object a member. A copy of a member carries it as well, and controllers copy the labels of
 * a Service to its Endpoints: neither was applied by us.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function isLabelledByUs(object: ClusterObject): boolean {
  return listOf(object.metadata.managedFields).some((entry) => {
    const { manager, operation, subresource, fieldsV1 } = fieldsOf(entry);
    if (manager !== FIELD_MANAGER || operation !== 'Apply' || nonEmptyTextOf(subresource) !== undefined) return false;
    return (
      LABEL_FIELD.reduce<unknown>((fields, key) => (isFields(fields) ? ownField(fields, key) : undefined), fieldsV1) !==
      undefined
    );
  });
}

/** The object that controls an object, which deletes and makes it again as it likes; undefined if there is none. */
export function controllerOf(object: ClusterObject): string | undefined {
  const owner = listOf(object.metadata.ownerReferences).find((each) => fieldsOf(each).controller === true);
  const { kind, name } = fieldsOf(owner);
  return owner === undefined ? undefined : formatObject({ kind, metadata: { name } }, 'an object');
}

/**
 * Why an object must not be applied: it is a part of another ApplySet, of another tool, stack or environment. Undefined if it may be.
 *
 * @param live as the cluster has it.
 * @param ours the ids of all ApplySets of the stack in its environment, between which objects may move.
 */
export function foreignOwner(live: Fields, set: ApplySet, ours: ReadonlySet<string>): Problem | undefined {
  const id = partOf(live);
  if (id === undefined || ours.has(id)) return undefined;
  return {
    environment: set.environment,
    ...(set.service === undefined ? {} : { service: set.service }),
    object: formatObject(live, 'object'),
    field: `metadata.labels["${PART_OF_LABEL}"]`,
    problem: `It is a part of another ApplySet already, ${quote(id)}: of another tool, stack or environment.`,
    remedy: 'Give the object another name or namespace, or remove the label, if nobody applies it there any more.',
  };
}
