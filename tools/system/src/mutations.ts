import type { Builds, ServiceBuild } from '@k8s-blocks/cli';
import { type FieldPath, type Fields, fieldsOf, formatPath, isFields } from '@k8s-blocks/manifest';
import fc from 'fast-check';
import { changedAt, REMOVED, valuesIn } from './json.ts';
import { type Operator, operators } from './operators.ts';

/** One change of one value of one object. */
export interface Mutation {
  readonly operator: string;
  /** Whether every API server refuses it. */
  readonly refused: boolean;
  readonly environment: string;
  readonly service: string;
  /** The object before it was changed. */
  readonly object: Fields;
  readonly path: FieldPath;
  readonly before: unknown;
  readonly after: unknown;
  /** What stands in the object's stead. */
  readonly objects: readonly unknown[];
}

/** Every mutation that the operators can make of some builds, each once. */
export function allMutations(builds: Builds): readonly Mutation[] {
  const made = operators.flatMap((operator) =>
    Object.entries(builds).flatMap(([environment, services]) =>
      services.flatMap((build) => mutationsOf(operator, environment, build)),
    ),
  );
  return made.filter(({ before, after }) => after !== before);
}

function mutationsOf(operator: Operator, environment: string, { service, objects }: ServiceBuild): Mutation[] {
  const { name, kinds, at, to, refused = false } = operator;
  const broken = objects.filter(isFields).filter(({ kind }) => kinds?.includes(String(kind)) ?? true);
  return broken.flatMap((object) =>
    valuesIn(object)
      .filter(({ path }) => at.test(formatPath(path)))
      .flatMap(({ path, value: before }) =>
        to(before, environment).map((after) => {
          const changed = path.length === 0 ? after : [changedAt(object, path, after)];
          return {
            operator: name,
            refused,
            environment,
            service,
            object,
            path,
            before,
            after,
            objects: changed as unknown[],
          };
        }),
      ),
  );
}

/** A random sample with at most `perOperator` mutations of each operator. It is the same for the same seed. */
export function sampleOf(mutations: readonly Mutation[], perOperator: number, seed: number): readonly Mutation[] {
  return operators.flatMap(({ name }) => {
    const made = mutations.filter(({ operator }) => operator === name);
    const size = Math.min(perOperator, made.length);
    const some = fc.shuffledSubarray(made, { minLength: size, maxLength: size });
    return fc.sample(some, { seed, numRuns: 1 }).flat();
  });
}

/** The builds with one object changed. */
export function mutated(builds: Builds, { environment, object, objects }: Mutation): Builds {
  const services = (builds[environment] ?? []).map((build) => ({
    ...build,
    objects: build.objects.flatMap((each) => (each === object ? objects : [each])),
  }));
  return { ...builds, [environment]: services };
}

/** A mutation in a list: `staging: Service connector-staging, spec.ports[0].port: 4000 -> 4001`. */
export function formatMutation({ operator, environment, object, path, before, after }: Mutation): string {
  const { name } = fieldsOf(object.metadata);
  const change = path.length === 0 ? '' : `, ${formatPath(path)}: ${formatValue(before)} -> ${formatValue(after)}`;
  return `${operator}: in ${environment} ${object.kind} ${name}${change}`;
}

function formatValue(value: unknown): string {
  return value === REMOVED ? 'nothing' : (JSON.stringify(value) ?? '').slice(0, 100);
}
