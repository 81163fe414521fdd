import type { ChangedField, CommittedObject, Drift, Member } from '@k8s-blocks/deploy';
import { hideSecretsOf } from '@k8s-blocks/kubectl';
import { disclosureOf, HIDDEN, isSecret, type ObjectReference, quote, referenceOf } from '@k8s-blocks/manifest';
import { formatProblem } from '@k8s-blocks/refusal';

/** A drift as it is reported: without values of Secrets. */
export interface DriftReport {
  readonly environment: string;
  readonly context: string;
  /** How many committed objects were compared. */
  readonly compared: number;
  readonly missing: readonly ReportedObject[];
  readonly changed: readonly (ReportedObject & { readonly fields: readonly ReportedField[] })[];
  readonly leftOver: readonly ReportedObject[];
  readonly notCompared: readonly (ReportedObject & { readonly why: readonly string[] })[];
  /** Why it is not known what is left over; absent if it is. */
  readonly leftOverUnknown?: string;
  /** Whether the stack was ever deployed there: else nothing can be left over of it. */
  readonly hasInventory: boolean;
}

/** An object, and the service that it is of; absent for one of the whole stack. */
export interface ReportedObject extends ObjectReference {
  readonly service?: string;
}

/** A field that differs: its values as JSON, shortened if they are long, and hidden if they may be of a Secret. */
export interface ReportedField {
  readonly path: string;
  /** Absent if the cluster has no such field. */
  readonly live?: string;
  /** Absent if nothing is committed. */
  readonly committed?: string;
  /** The names of the field managers that have set it. */
  readonly managers: readonly string[];
}

/** What is reported of a drift. */
export function driftReport(
  { compared, missing, changed, leftOver, notCompared, leftOverUnknown, hasInventory }: Drift,
  where: Pick<DriftReport, 'environment' | 'context'>,
): DriftReport {
  const hide = hideSecretsOf(changed.flatMap((each) => secretsOf(each)));
  return {
    ...where,
    compared,
    missing: missing.map(reported),
    changed: changed.map((each) => ({
      ...reported(each),
      fields: each.fields.map((field) => reportedField(each, field, hide)),
    })),
    leftOver: leftOver.map(reportedMember),
    notCompared: notCompared.map((each) => ({ ...reported(each), why: each.problems.map(formatProblem).map(hide) })),
    ...(leftOverUnknown === undefined ? {} : { leftOverUnknown }),
    hasInventory,
  };
}

/** Whether something differs, or may: what could not be compared is not taken for equal. */
export function hasDrift({ missing, changed, leftOver, notCompared, leftOverUnknown }: DriftReport): boolean {
  return missing.length + changed.length + leftOver.length + notCompared.length > 0 || leftOverUnknown !== undefined;
}

function reported({ service, object }: CommittedObject): ReportedObject {
  const reference = referenceOf(object) ?? { group: '', kind: object.kind, name: '' };
  return { ...(service === undefined ? {} : { service }), ...reference };
}

function reportedMember({ set: { service }, reference }: Member): ReportedObject {
  return { ...(service === undefined ? {} : { service }), ...reference };
}

function reportedField(
  { object }: CommittedObject,
  { path, live, committed, managers }: ChangedField,
  hide: (text: string) => string,
): ReportedField {
  const mayShow = disclosureOf(object);
  const shown = (value: unknown) => (mayShow(path, value) ? hide(quote(value)) : HIDDEN);
  return {
    path,
    ...(live === undefined ? {} : { live: shown(live) }),
    ...(committed === undefined ? {} : { committed: shown(committed) }),
    managers,
  };
}

/** A Secret as it is committed, and with what the cluster has instead. */
function secretsOf({ object, fields }: Drift['changed'][number]): readonly unknown[] {
  if (!isSecret(object)) return [object];
  const values = fields.flatMap(({ live }) =>
    typeof live === 'object' && live !== null ? Object.values(live) : [live],
  );
  return [object, { apiVersion: 'v1', kind: 'Secret', data: Object.fromEntries(values.entries()) }];
}
