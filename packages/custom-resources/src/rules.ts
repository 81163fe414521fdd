import {
  type FieldPath,
  fieldsOf,
  formatPath,
  formatStep,
  isFields,
  listOf,
  nonEmptyTextOf,
  textOf,
} from '@k8s-blocks/manifest';
import { CelError, NotJudged } from './cel/errors.ts';
import { Evaluation } from './cel/evaluation.ts';
import { Expression } from './cel/expression.ts';
import { fromObject } from './cel/from-object.ts';
import { Scope } from './cel/scope.ts';
import { Optional } from './cel/values.ts';
import { correlatedEntry, correlatedField } from './correlated.ts';
import { fieldOfRule } from './field-of-rule.ts';
import type { RegularExpressions } from './regular-expression.ts';
import type { Schema } from './schema/schema.ts';
import { inPath, type ResourceViolation, type UnjudgedRule, type ViolationCode } from './violation.ts';

/** One rule of a schema: an entry of `x-kubernetes-validations`. */
interface Rule {
  readonly text: string;
  readonly expression: Expression;
  readonly message: string | undefined;
  readonly messageExpression: Expression | undefined;
  readonly code: ViolationCode;
  /** The field that a violation is about, below that of the rule, as it is written: `.spec.name`. */
  readonly fieldPath: string;
  readonly usesOldSelf: boolean;
  /** Whether `oldSelf` is optional, so that the rule also holds for new objects. */
  readonly hasOptionalOldSelf: boolean;
  /** Where it stands in the schema of the version. */
  readonly path: FieldPath;
}

/** What the rules of a schema say of an object. */
export interface RuleResults {
  readonly violations: readonly ResourceViolation[];
  readonly unjudged: readonly UnjudgedRule[];
}

/** The codes that a rule may choose by its `reason`. */
const REASONS: ReadonlySet<string> = new Set([
  ...['FieldValueInvalid', 'FieldValueForbidden', 'FieldValueRequired', 'FieldValueDuplicate'],
]);

/**
 * The rules of one schema, which are compiled once.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export class Rules {
  readonly #schema: Schema;
  readonly #expressions: RegularExpressions;
  readonly #compiled = new Map<Schema, readonly Rule[]>();

  constructor(schema: Schema, expressions: RegularExpressions) {
    this.#schema = schema;
    this.#expressions = expressions;
  }

  /**
   * What they say of an object, which has its defaults and fits the schema.
   *
   * @param old the object before the change; undefined of a new one.
   * @param showsValues whether messages that the rules make of values may be shown.
   */
  judge(object: unknown, old: unknown, showsValues: boolean): RuleResults {
    const judging = new Judging((schema) => this.#rulesOf(schema), showsValues, new Evaluation(this.#expressions));
    judging.walk(object, old, { rules: this.#schema, values: this.#schema }, '', true);
    return judging;
  }

  #rulesOf(schema: Schema): readonly Rule[] {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const compiled = listOf(schema.raw['x-kubernetes-validations']).map((raw, index) =>
      compiledRule(fieldsOf(raw), [...schema.path, 'x-kubernetes-validations', index]),
    );
    this.#compiled.set(schema, compiled);
    return compiled;
  }
}

function compiledRule(raw: Readonly<Record<string, unknown>>, path: FieldPath): Rule {
  const text = textOf(raw.rule) ?? '';
  const expression = new Expression(text);
  const messageExpression = nonEmptyTextOf(raw.messageExpression);
  const reason = textOf(raw.reason) ?? '';
  return {
    text,
    expression,
    message: nonEmptyTextOf(raw.message)?.trim(),
    messageExpression: messageExpression === undefined ? undefined : new Expression(messageExpression),
    code: REASONS.has(reason) ? (reason as ViolationCode) : 'FieldValueInvalid', // One of those just asked for.
    fieldPath: textOf(raw.fieldPath) ?? '',
    usesOldSelf: expression.mentions('oldSelf'),
    hasOptionalOldSelf: raw.optionalOldSelf === true,
    path,
  };
}

/** The schema whose rules are judged, and the one that values are read by: they differ in what stands in `allOf`. */
interface Schemas {
  readonly rules: Schema;
  readonly values: Schema;
}

class Judging implements RuleResults {
  readonly violations: ResourceViolation[] = [];
  readonly unjudged: UnjudgedRule[] = [];
  readonly #rulesOf: (schema: Schema) => readonly Rule[];
  readonly #showsValues: boolean;
  readonly #evaluation: Evaluation;

  constructor(rulesOf: (schema: Schema) => readonly Rule[], showsValues: boolean, evaluation: Evaluation) {
    this.#rulesOf = rulesOf;
    this.#showsValues = showsValues;
    this.#evaluation = evaluation;
  }

  /** Judges a value and all values in it. Null is never judged. */
  walk(value: unknown, old: unknown, schemas: Schemas, path: string, isRoot = false): void {
    if (value === null || value === undefined) return;
    const rules = this.#rulesOf(schemas.rules);
    if (rules.length > 0)
      this.#judge(rules, value, old, isRoot ? schemas.values.withObjectFields : schemas.values, path);
    if (schemas.rules.raw.allOf !== undefined) {
      for (const each of schemas.rules.combined('allOf'))
        this.walk(value, old, { ...schemas, rules: each }, path, isRoot);
    }
    if (Array.isArray(value)) this.#walkList(value, old, schemas, path);
    else if (isFields(value)) this.#walkObject(value, old, schemas, path);
  }

  #walkList(list: readonly unknown[], old: unknown, { rules, values }: Schemas, path: string): void {
    if (rules.items === undefined || values.items === undefined) return;
    const schemas = { rules: rules.items, values: values.items };
    for (const [index, each] of list.entries()) {
      this.walk(each, correlatedEntry(each, old, values), schemas, `${path}[${index}]`);
    }
  }

  #walkObject(object: Readonly<Record<string, unknown>>, old: unknown, schemas: Schemas, path: string): void {
    for (const [key, each] of Object.entries(object)) {
      const rules = schemas.rules.field(key);
      const values = schemas.values.field(key);
      if (rules === undefined || values === undefined) continue;
      this.walk(each, correlatedField(key, old, schemas.values), { rules, values }, inPath(path, formatStep(key)));
    }
  }

  #judge(rules: readonly Rule[], value: unknown, old: unknown, schema: Schema, path: string): void {
    for (const rule of rules) {
      if (rule.usesOldSelf && old === undefined && !rule.hasOptionalOldSelf) continue;
      try {
        const scope = this.#scopeOf(value, old, schema, rule);
        if (rule.expression.evaluate(scope) !== true) this.#violate(rule, this.#messageOf(rule, scope), path);
      } catch (error) {
        this.#report(rule, error, path);
      }
    }
  }

  /** That a rule has no value, on a server too or only here. */
  #report(rule: Rule, error: unknown, path: string): void {
    if (error instanceof CelError) {
      const message = rule.message === undefined ? '' : ` Its message is: ${rule.message}`;
      // What an error says may hold values.
      const why = this.#showsValues ? `: ${error.message}.` : '.';
      this.#violate(rule, `A rule of the schema has no value here${why}${message}`, path, true);
    } else if (error instanceof NotJudged || error instanceof RangeError) {
      // Texts that are too long, and expressions that are too deep, are RangeErrors of JavaScript.
      const why = error instanceof NotJudged ? error.message : 'It takes more memory than is tried here.';
      this.unjudged.push({ field: path, rule: rule.text, path: formatPath(rule.path), why });
    } else throw error;
  }

  #scopeOf(value: unknown, old: unknown, schema: Schema, rule: Rule): Scope {
    const scope = new Scope('self', fromObject(value, schema), this.#evaluation);
    if (!rule.usesOldSelf) return scope;
    const oldSelf = old === undefined ? undefined : fromObject(old, schema);
    if (rule.hasOptionalOldSelf)
      return scope.with('oldSelf', oldSelf === undefined ? Optional.NONE : new Optional(oldSelf));
    return oldSelf === undefined ? scope : scope.with('oldSelf', oldSelf);
  }

  #violate({ code, fieldPath, text }: Rule, message: string, path: string, failed = false): void {
    const problem = /[.!?]$/.test(message) ? message : `${message}.`;
    const rule = text.replace(/\s+/g, ' ').trim();
    const remedy = `Make the rule of the schema hold: ${rule.length > MAX_RULE ? `${rule.slice(0, MAX_RULE)}…` : rule}`;
    const field = failed ? path : path + fieldOfRule(fieldPath);
    this.violations.push({
      code: failed ? 'FieldValueInvalid' : code,
      field: field.replace(/^\./, ''),
      problem,
      remedy,
    });
  }

  #messageOf({ message, messageExpression, text }: Rule, scope: Scope): string {
    const made =
      this.#showsValues && messageExpression !== undefined ? madeMessage(messageExpression, scope) : undefined;
    return made ?? message ?? `The rule does not hold: ${text.replace(/\s+/g, ' ').trim()}`;
  }
}

/** As much of a rule as is read at a glance. */
const MAX_RULE = 200;

/** The message that an expression makes; undefined if it makes none. */
function madeMessage(expression: Expression, scope: Scope): string | undefined {
  try {
    const value = expression.evaluate(scope);
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' || text.includes('\n') ? undefined : text;
  } catch (error) {
    if (error instanceof CelError || error instanceof NotJudged) return undefined;
    throw error;
  }
}
