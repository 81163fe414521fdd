import { formatReference, type ObjectReference } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import type { Fact } from './facts.ts';
import type { LocatedObject } from './located-object.ts';
import type { Severity, Violation } from './violation.ts';

/** A violation of a rule, with its object and location. */
export interface Finding extends Problem {
  /** The rule that found it, in kebab case: `container-ports`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What kind of violation it is: see {@link Violation.code}. */
  readonly code: string;
  /** The object; absent if what was read has no kind and name. Its text is in `object`. */
  readonly reference?: ObjectReference;
  /** The document that holds the object: see {@link LocatedObject.document}. Absent for an object that is missing. */
  readonly document?: string;
  /** The line in `file`, from 1. */
  readonly line?: number;
  /** The column in that line, from 1, in UTF-16 code units. */
  readonly column?: number;
  /** Why it matters: what would happen in the cluster. */
  readonly why?: string;
  /** See {@link Violation.breaks}. */
  readonly breaks?: readonly Fact[];
  /** See {@link Violation.dueTo}. */
  readonly dueTo?: readonly Fact[];
}

/** The rule that makes a finding, and the environment that it judges. */
export interface FindingOrigin {
  readonly rule: string;
  /** Unless the violation has one of its own. */
  readonly severity: Severity;
  readonly environment?: string | undefined;
}

/**
 * A violation in an object that was read.
 *
 * @param object its reference; of what has none, a text that names it, such as `object, item 2`.
 */
export function findingIn(
  { document, service, file, lineOf }: LocatedObject,
  object: ObjectReference | string,
  origin: FindingOrigin,
  violation: Violation,
): Finding {
  return {
    ...findingOf(object, origin, violation),
    ...(service === undefined ? {} : { service }),
    ...(file === undefined ? {} : { file }),
    ...(lineOf === undefined ? {} : { line: lineOf(violation.field ?? '') }),
    document,
  };
}

/** A violation whose object is missing: it is in no document. */
export function findingOfMissing(reference: ObjectReference, origin: FindingOrigin, violation: Violation): Finding {
  return findingOf(reference, origin, violation);
}

function findingOf(
  object: ObjectReference | string,
  { rule, severity, environment }: FindingOrigin,
  violation: Violation,
): Finding {
  return {
    rule,
    severity,
    code: rule,
    ...(environment === undefined ? {} : { environment }),
    ...(typeof object === 'string'
      ? { object }
      : { object: formatReference(object, { withNamespace: true }), reference: object }),
    ...violation,
  };
}
