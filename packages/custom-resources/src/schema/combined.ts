import type { ResourceViolation } from '../violation.ts';
import type { Schema } from './schema.ts';
import type { ValueContext, Violations } from './values.ts';

const NOT_REMEDY = 'See the schema in the definition of the kind.';

/** What is wrong with a value by one schema. */
type Validate = (value: unknown, schema: Schema, path: string, context: ValueContext) => Iterable<ResourceViolation>;

/**
 * What is wrong with a value by the schemas that are combined with `allOf`, `anyOf`, `oneOf` and `not`.
 *
 * @param validate judges by one schema: it calls this function, so that it is not imported here.
 */
export function* combinedViolations(
  value: unknown,
  schema: Schema,
  path: string,
  context: ValueContext,
  validate: Validate,
): Violations {
  const { raw, not } = schema;
  const violationsOf = (each: Schema) => [...validate(value, each, path, context)];
  if (raw.anyOf !== undefined) yield* anyOfViolations(schema.combined('anyOf').map(violationsOf), path);
  if (raw.oneOf !== undefined) yield* oneOfViolations(schema.combined('oneOf').map(violationsOf), path);
  if (raw.allOf !== undefined) yield* schema.combined('allOf').flatMap(violationsOf);
  if (not !== undefined && violationsOf(not).length === 0) {
    const problem = `It is as the schema says that it must not be${inSchema(not)}.`;
    yield { code: 'FieldValueInvalid', field: path, problem, remedy: NOT_REMEDY };
  }
}

function* anyOfViolations(alternatives: readonly ResourceViolation[][], path: string): Violations {
  if (alternatives.length === 0 || alternatives.some((violations) => violations.length === 0)) return;
  const problem = `It fits none of the ${alternatives.length} alternatives of the schema (anyOf).`;
  yield { code: 'FieldValueInvalid', field: path, problem, remedy: remedyOf(alternatives) };
  yield* nearestOf(alternatives);
}

function* oneOfViolations(alternatives: readonly ResourceViolation[][], path: string): Violations {
  const fitting = alternatives.filter((violations) => violations.length === 0).length;
  if (alternatives.length === 0 || fitting === 1) return;
  const problem = `It fits ${fitting === 0 ? 'none' : fitting} of the ${alternatives.length} alternatives of the schema (oneOf).`;
  const remedy = fitting === 0 ? remedyOf(alternatives) : 'Leave out what makes it fit several.';
  yield { code: 'FieldValueInvalid', field: path, problem, remedy };
  if (fitting === 0) yield* nearestOf(alternatives);
}

/**
 * What is wrong by the alternative that fits best: what a server says besides. One that is chosen by a value, as by `type: IPAddress`, is
 * not meant where the value is another.
 */
function nearestOf(alternatives: readonly ResourceViolation[][]): readonly ResourceViolation[] {
  const isChoice = ({ code, remedy }: ResourceViolation) => code === 'FieldValueNotSupported' || remedy === NOT_REMEDY;
  const distance = (violations: readonly ResourceViolation[]) =>
    violations.filter(isChoice).length * 1000 + violations.length;
  const [best = []] = [...alternatives].sort((one, other) => distance(one) - distance(other));
  return best;
}

/** What would make it fit, if each alternative asks for one thing. */
function remedyOf(alternatives: readonly ResourceViolation[][]): string {
  const remedies = new Set(
    alternatives.flatMap((violations) => (violations.length === 1 ? violations : [])).map(({ remedy }) => remedy),
  );
  return remedies.size === 0 || remedies.size > 8 ? 'Write it as one of them says.' : [...remedies].join(' Or: ');
}

function inSchema({ raw }: Schema): string {
  const text = JSON.stringify(raw);
  return text.length > 80 ? '' : ` (not ${text})`;
}
