import type { ChangedField, ChangedObject, CommittedObject, Drift, Member } from '@k8s-blocks/deploy';
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
  const secretTexts = new Set(changed.flatMap(textsOfSecret));
  return {
    ...where,
    compared,
    missing: missing.map(reported),
    changed: changed.map((each) => ({
      ...reported(each),
      fields: each.fields.map((field) => reportedField(each, field, secretTexts)),
    })),
    leftOver: leftOver.map(reportedMember),
    notCompared: notCompared.map((each) => ({ ...reported(each), why: each.problems.map(formatProblem) })),
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
  secretTexts: ReadonlySet<string>,
): ReportedField {
  const mayShow = disclosureOf(object);
  const holdsText = (value: unknown) =>
    textsIn(value).some((text) => [...secretTexts].some((each) => text.includes(each)));
  const shown = (value: unknown) => (mayShow(path, value) && !holdsText(value) ? quote(value) : HIDDEN);
  return {
    path,
    ...(live === undefined ? {} : { live: shown(live) }),
    ...(committed === undefined ? {} : { committed: shown(committed) }),
    managers,
  };
}

/** Shorter values are not hidden elsewhere: `true` in another object reveals nothing of a Secret. */
const MIN_LENGTH = 6;

/** The texts that fields of a Secret have in the cluster, as they are and decoded: they are hidden in other objects too. */
function textsOfSecret({ object, fields }: ChangedObject): readonly string[] {
  if (!isSecret(object)) return [];
  const texts = fields.flatMap(({ live }) => textsIn(live));
  const decoded = texts.map((text) => Buffer.from(text, 'base64').toString('utf8'));
  return [...texts, ...decoded].filter((text) => text.length >= MIN_LENGTH);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
