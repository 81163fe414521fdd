import { judgeStack } from '@k8s-blocks/cli';
import type { Finding } from '@k8s-blocks/findings';
import { fieldsOf, isFields } from '@k8s-blocks/manifest';
import { agentRuntime, agentSociety, connector, system, tigerbeetle } from '@k8s-blocks/stack';
import { beforeAll, describe, expect, it } from 'vitest';
import { committedBuilds } from './committed-builds.ts';
import { whyNothingChanges } from './equivalences.ts';
import { allMutations, formatMutation, type Mutation, mutated, sampleOf } from './mutations.ts';
import { operators } from './operators.ts';

const SEED = 20_260_101;
const PER_OPERATOR = 8;

/** Rules that also report changes without an effect today, with the reason. */
const FORESIGHT: Readonly<Record<string, string>> = {
  'declared-connection': 'a Service that selects by fewer labels may come to select other pods',
  'other-environment': 'a name of another environment misleads, also where nothing refers to it',
};

/** A mutation, and the findings about it. */
interface Outcome {
  readonly mutation: Mutation;
  readonly findings: readonly Finding[];
  /** Why it has no effect; absent if it has one. */
  readonly equivalent?: string;
}

// Only these services: few others depend on one that was added later, so that breaks of it may have no effect.
const builds = await committedBuilds([tigerbeetle, agentSociety, agentRuntime, connector]);
const unbroken = judgeStack(system, builds).findings.map((finding) => JSON.stringify(finding));
let outcomes: readonly Outcome[];

beforeAll(() => {
  outcomes = sampleOf(allMutations(builds), PER_OPERATOR, SEED).map(outcomeOf);
  console.log(summary());
}, 300_000);

function outcomeOf(mutation: Mutation): Outcome {
  const broken = mutated(builds, mutation);
  const { findings } = judgeStack(system, broken);
  const [before, after] = [builds, broken].map((each) =>
    (each[mutation.environment] ?? []).flatMap(({ objects }) => objects).filter(isFields),
  );
  const equivalent = mutation.refused ? undefined : whyNothingChanges(before ?? [], after ?? []);
  const isNew = (finding: Finding) => !unbroken.includes(JSON.stringify(finding));
  return { mutation, findings: findings.filter(isNew), ...(equivalent === undefined ? {} : { equivalent }) };
}

/** Whether a finding is about the object, or contains its name, before or after the change, as a word. */
function names({ object = '', problem, why = '', remedy = '', field = '' }: Finding, mutation: Mutation): boolean {
  const { kind, metadata } = mutation.object;
  const text = [object, field, problem, why, remedy].join(' ');
  const named = [fieldsOf(metadata), ...mutation.objects.map((each) => fieldsOf(fieldsOf(each).metadata))];
  return (
    named.some(({ name }) => object === `${kind} ${name}` || text.split(/[^\w-]+/).includes(String(name))) ||
    object === kind
  );
}

const isReported = ({ findings, mutation }: Outcome) => findings.some((finding) => names(finding, mutation));
const formatOutcomes = (some: readonly Outcome[]) =>
  some.map(({ mutation, findings }) => [formatMutation(mutation), ...findings.map(formatFinding)].join('\n  '));
const formatFinding = ({ rule, object, problem }: Finding) => `${rule}: ${object}: ${problem}`;

function summary(): string {
  const rows = operators.map(({ name }) => {
    const own = outcomes.filter(({ mutation }) => mutation.operator === name);
    const equivalent = own.filter((each) => each.equivalent !== undefined).length;
    const rules = new Set(own.flatMap(({ findings }) => findings.map(({ rule }) => rule))).size;
    const numbers = [own.length, own.filter(isReported).length, equivalent, rules];
    return `${name.padEnd(50)}${numbers.map((each) => `${each}`.padStart(10)).join('')}`;
  });
  const head = `${''.padEnd(50)}${['made', 'reported', 'equivalent', 'rules'].map((each) => each.padStart(10)).join('')}`;
  const equivalent = outcomes.filter((each) => each.equivalent !== undefined);
  const because = [...new Set(equivalent.map((each) => each.equivalent))].flatMap((reason) => {
    const some = equivalent.filter((each) => each.equivalent === reason);
    return [`${some.length} change nothing: ${reason}`, ...some.map(({ mutation }) => `  ${formatMutation(mutation)}`)];
  });
  return [`seed ${SEED}: ${outcomes.length} mutations`, head, ...rows, '', ...because].join('\n');
}

describe('what breaks the stack', () => {
  it('is tried with at least 300 mutations, at least five of each operator', () => {
    expect(outcomes.length).toBeGreaterThanOrEqual(300);
    const used = operators.map(({ name }) => outcomes.filter(({ mutation }) => mutation.operator === name).length);
    expect(Math.min(...used)).toBeGreaterThanOrEqual(5);
  });

  it('is reported, and the report names the object', () => {
    const breaks = outcomes.filter(({ equivalent }) => equivalent === undefined);
    expect(formatOutcomes(breaks.filter((each) => !isReported(each)))).toEqual([]);
  });

  it('is reported with a problem and a remedy', () => {
    const findings = outcomes.flatMap((each) => each.findings);
    expect(findings.filter(({ problem, remedy }) => !problem || !remedy)).toEqual([]);
  });
});

describe('what has no effect', () => {
  it('is not reported, except by rules that look ahead', () => {
    const equivalent = outcomes.filter((each) => each.equivalent !== undefined);
    expect(equivalent.length).toBeGreaterThan(0);
    const reported = equivalent.filter(({ findings }) => findings.some(({ rule }) => !(rule in FORESIGHT)));
    expect(formatOutcomes(reported)).toEqual([]);
  });
});
