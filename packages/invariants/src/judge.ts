import { type Finding, type FindingOrigin, findingIn, limited, type Violation } from '@k8s-blocks/findings';
import { groupBy } from '@k8s-blocks/manifest';
import { formatNames, type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Environment, Stack } from '@k8s-blocks/topology';
import type { Path } from './path.ts';
import type { Broken, BrokenObject, Rule } from './rule.ts';
import { type EnvironmentInput, type RuleEnvironment, ruleEnvironment } from './rule-environment.ts';
import { builtOf, type RuleObject } from './rule-object.ts';
import { problemsOfThrown } from './thrown.ts';

/** An environment that rules judge: what the map says of it, and what was built of it. */
export interface JudgedEnvironment {
  readonly definition: Environment;
  readonly input: EnvironmentInput;
}

/**
 * What breaks rules in each of some environments. A path is reported in the workload that it ends at; one to the outside, in that
 * which it begins at.
 *
 * @throws Refusal that names each rule that threw, or gave something else than paths and objects with what is wrong with them, and the
 * environments in which it did.
 */
export function judgeRules(
  rules: readonly Rule[],
  map: Stack,
  environments: readonly JudgedEnvironment[],
): readonly Finding[] {
  if (rules.length === 0) return [];
  const faults: Problem[] = [];
  const findings = environments.flatMap(({ definition, input }) => {
    const built = ruleEnvironment(map, definition, input);
    return rules.flatMap((rule) => {
      try {
        const origin = { rule: rule.code, severity: rule.severity, environment: built.environment };
        return limited(brokenBy(rule, built).map((broken) => findingOf(rule, broken, origin)));
      } catch (error) {
        const within = { environment: built.environment, object: `rule "${rule.name}"` };
        faults.push(...problemsOfThrown(error).map((problem) => ({ ...problem, ...within })));
        return [];
      }
    });
  });
  if (faults.length > 0) throw new Refusal(onceForAll(faults));
  return findings;
}

/** One problem for those that differ in their environment alone, with the names of all of these. */
function onceForAll(faults: readonly Problem[]): readonly Problem[] {
  const same = groupBy(faults, ({ environment: _, ...fault }) => [JSON.stringify(fault)]);
  return [...same.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const environments = [first, ...others].flatMap(({ environment }) => environment ?? []);
    return [{ ...first, environment: environments.join(', ') }];
  });
}

/** What a rule finds, checked at run time: the types of TypeScript are stripped, not checked, when rules are loaded. */
function brokenBy({ check }: Rule, built: RuleEnvironment): Broken[] {
  const found: unknown = check(built);
  const isIterable = typeof found === 'object' && found !== null && Symbol.iterator in found;
  if (!isIterable) throw wrongResult(found);
  return Array.from(found as Iterable<unknown>, (each) => {
    if (isPath(each) || isBrokenObject(each)) return each;
    throw wrongResult(each);
  });
}

function wrongResult(value: unknown): Refusal {
  const what = value instanceof Promise ? 'a promise' : value === null ? 'null' : `a value of type ${typeof value}`;
  return new Refusal({
    problem: `It gives ${what}.`,
    remedy: `Give a list of what breaks it, at once: ${formatNames(['paths', 'objects with a "problem"'])}; [] where it holds.`,
  });
}

function isPath(value: unknown): value is Path {
  return typeof value === 'object' && value !== null && 'hops' in value;
}

function isBrokenObject(value: unknown): value is BrokenObject {
  return typeof value === 'object' && value !== null && 'problem' in value && typeof value.problem === 'string';
}

function findingOf(rule: Rule, broken: Broken, origin: FindingOrigin): Finding {
  if (isPath(broken)) return findingAt((broken.to ?? broken.from)?.object, pathViolation(rule, broken), origin);
  const { object, field, problem, remedy = rule.remedy } = broken;
  const violation = { ...(field === undefined ? {} : { field }), problem, ...whyOf(rule), remedy };
  return findingAt(object !== undefined && 'podSpec' in object ? object.object : object, violation, origin);
}

function pathViolation(rule: Rule, { text, hops }: Path): Violation {
  const steps = hops.map(({ why }) => why).join(' ');
  const problem = `${text} — against the rule "${rule.name}".`;
  return { problem, why: [rule.why, steps].filter((part) => part !== undefined).join(' '), remedy: rule.remedy };
}

function whyOf({ name, why }: Rule): Pick<Violation, 'why'> {
  const rule = `The rule says "${name}".`;
  return { why: why === undefined ? rule : `${rule} ${why}` };
}

function findingAt(object: RuleObject | undefined, violation: Violation, origin: FindingOrigin): Finding {
  const built = object === undefined ? undefined : builtOf(object);
  if (built !== undefined) return findingIn(built.located, built.reference, origin, violation);
  if (object !== undefined) {
    throw new Refusal({ problem: 'It names an object that is not of the build.', remedy: 'Give one of "objects".' });
  }
  const { rule, severity, environment } = origin;
  return { rule, severity, code: rule, ...(environment === undefined ? {} : { environment }), ...violation };
}
