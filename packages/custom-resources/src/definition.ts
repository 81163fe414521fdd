import {
  disclosureOf,
  type Fields,
  fieldsOf,
  HIDDEN,
  holdsSecret,
  isFields,
  listOf,
  nonEmptyTextOf,
  quote,
} from '@k8s-blocks/manifest';
import { type EmbeddedObject, embeddedObjects, embeddedViolations } from './embedded.ts';
import { RegularExpressions } from './regular-expression.ts';
import { type RuleResults, Rules } from './rules.ts';
import { scaleViolations } from './scale.ts';
import { withDefaults } from './schema/defaults.ts';
import { duplicateViolations } from './schema/list-entries.ts';
import { Schema } from './schema/schema.ts';
import { pruned } from './schema/unknown-fields.ts';
import { schemaViolations } from './schema/validate.ts';
import type { Quote, ResourceViolation, UnjudgedRule } from './violation.ts';

/** What a definition says of an object. */
export interface Judgement extends Pick<RuleResults, 'unjudged'> {
  /** By the schema: unknown fields, types, values. */
  readonly fields: readonly ResourceViolation[];
  /** By the rules in `x-kubernetes-validations`, which a server only asks where the fields are right. */
  readonly rules: readonly ResourceViolation[];
  /** The objects in fields of it, whose metadata is judged by who knows the fields of metadata. */
  readonly embedded: readonly EmbeddedObject[];
}

/** One version of the kind that a CustomResourceDefinition defines. */
export class DefinedVersion {
  readonly name: string;
  readonly isServed: boolean;
  readonly isDeprecated: boolean;
  /** What the definition says of its deprecation, if it says something. */
  readonly deprecationWarning: string | undefined;
  readonly #raw: Fields;
  readonly #expressions: RegularExpressions;
  #schema: Schema | undefined;
  #rules: Rules | undefined;

  /** @param raw an entry of `spec.versions`. */
  constructor(raw: Fields, expressions: RegularExpressions) {
    this.#raw = raw;
    this.#expressions = expressions;
    this.name = nonEmptyTextOf(raw.name) ?? '';
    this.isServed = raw.served === true;
    this.isDeprecated = raw.deprecated === true;
    this.deprecationWarning = nonEmptyTextOf(raw.deprecationWarning);
  }

  /**
   * What is wrong with an object of this version. Its metadata is not judged, but by what the schema says of it.
   *
   * @param old the object before the change, by which rules of transitions are judged. Default: the object is new.
   */
  judge(object: Fields, old?: unknown): Judgement {
    const schema = this.#readSchema();
    const quoteOf = quoteFor(object);
    const { value, unknown } = pruned(object, schema);
    const kept = withDefaults(this.#withoutStatus(value), schema);
    const unjudged: UnjudgedRule[] = [];
    const context = {
      quote: quoteOf,
      expressions: this.#expressions,
      notJudged: (each: UnjudgedRule) => void unjudged.push(each),
    };
    const embedded = [...embeddedObjects(kept, schema, '')];
    const ofSchema = [...schemaViolations(kept, schema, '', context)];
    const isKnown = ({ field }: ResourceViolation) => ofSchema.some((violation) => violation.field === field);
    const found = [
      ...ofSchema,
      ...[...scaleViolations(kept, this.#raw.subresources, quoteOf)].filter((each) => !isKnown(each)),
      ...embedded.flatMap((each) => [...embeddedViolations(each, quoteOf)]),
      ...duplicateViolations(kept, schema, '', quoteOf),
    ];
    const fields = [...unknown, ...found];
    if (found.some(({ code }) => BLOCKING.has(code))) return { fields, embedded, rules: [], unjudged };
    this.#rules ??= new Rules(schema, this.#expressions);
    const before = old === undefined ? undefined : withDefaults(pruned(old, schema).value, schema);
    const ofRules = this.#rules.judge(kept, before, !holdsSecret(object));
    return { fields, embedded, rules: ofRules.violations, unjudged: [...unjudged, ...ofRules.unjudged] };
  }

  /** A schema is read when the first object of it is judged. */
  #readSchema(): Schema {
    this.#schema ??= new Schema(fieldsOf(fieldsOf(this.#raw.schema).openAPIV3Schema));
    return this.#schema;
  }

  /** Where the status is a subresource, a server takes none with the object. */
  #withoutStatus(object: unknown): unknown {
    if (!isFields(fieldsOf(this.#raw.subresources).status) || !isFields(object) || !('status' in object)) return object;
    const { status: _, ...others } = object;
    return others;
  }
}

/** Where there is one of these, a server does not ask the rules. */
const BLOCKING: ReadonlySet<string> = new Set([
  ...[
    'FieldValueNotSupported',
    'FieldValueRequired',
    'FieldValueTooLong',
    'FieldValueTooMany',
    'FieldValueTypeInvalid',
  ],
]);

/** How values of an object are shown: not if it holds values of a Secret. */
function quoteFor(object: unknown): Quote {
  const mayShow = disclosureOf(object);
  return (field, value) => (mayShow(field, value) ? quote(value) : HIDDEN);
}

/** A CustomResourceDefinition. */
export class Definition {
  readonly group: string;
  readonly kind: string;
  /** Its name: `httproutes.gateway.networking.k8s.io`. */
  readonly name: string;
  readonly isNamespaced: boolean;
  /** As they are listed. */
  readonly versions: readonly DefinedVersion[];

  /** @param object the definition, as it is written in `apiextensions.k8s.io/v1`. */
  constructor(object: Fields) {
    const spec = fieldsOf(object.spec);
    const expressions = new RegularExpressions();
    this.group = nonEmptyTextOf(spec.group) ?? '';
    this.kind = nonEmptyTextOf(fieldsOf(spec.names).kind) ?? '';
    this.name = nonEmptyTextOf(fieldsOf(object.metadata).name) ?? '';
    this.isNamespaced = spec.scope !== 'Cluster';
    this.versions = listOf(spec.versions).map((each) => new DefinedVersion(fieldsOf(each), expressions));
  }

  /** The version of a name, if a server serves it. */
  served(version: string): DefinedVersion | undefined {
    return this.versions.find(({ name, isServed }) => isServed && name === version);
  }
}
