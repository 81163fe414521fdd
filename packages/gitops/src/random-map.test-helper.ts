import { type Connection, type Contract, connection, contract, type Stack, stack } from '@k8s-blocks/topology';
import fc from 'fast-check';

/** A random map: its services, who needs whom at start, and the stack, whose staging Flux applies and whose production Argo CD. */
export interface RandomMap {
  readonly services: readonly Contract[];
  /** The connections that are needed at start. */
  readonly needed: readonly Connection[];
  readonly map: Stack<'staging' | 'production'>;
}

/** Maps of some services, several in one namespace, with connections of every kind: a service calls those before it at start. */
export const randomMap: fc.Arbitrary<RandomMap> = fc
  .array(
    fc.record({
      namespace: fc.constantFrom('one', 'two', 'three', undefined),
      calls: fc.array(fc.record({ callee: fc.nat(9), needed: fc.constantFrom('at-start', 'later', 'optional') }), {
        maxLength: 4,
      }),
      isStagingOnly: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .chain((made) =>
    fc.shuffledSubarray([...made.keys()], { minLength: made.length }).map((order) => mapOf(made, order)),
  );

interface RandomService {
  readonly namespace: string | undefined;
  readonly calls: readonly { readonly callee: number; readonly needed: 'at-start' | 'later' | 'optional' }[];
  readonly isStagingOnly: boolean;
}

function mapOf(made: readonly RandomService[], order: readonly number[]): RandomMap {
  const services = made.map(({ namespace, isStagingOnly }, index) =>
    contract({
      name: `s${index}`,
      ports: { http: 80 },
      ...(namespace === undefined ? {} : { namespace }),
      ...(isStagingOnly ? { environments: ['staging'] } : {}),
    }),
  );
  const connections = made.flatMap(({ calls }, caller) => {
    const callees = new Map(calls.map((call) => [call.callee, call]));
    return [...callees.values()].flatMap(({ callee, needed }) => {
      const [from, to] = [services[caller], services[callee]];
      if (from === undefined || to === undefined || (needed === 'at-start' && callee >= caller)) return [];
      return [connection(from, to.ports.http, `s${caller} calls s${callee}`, { needed })];
    });
  });
  const map = stack({
    name: 'random',
    services: order.flatMap((index) => services[index] ?? []),
    environments: {
      base: {},
      staging: { suffix: '-staging', gitops: 'flux' },
      production: { suffix: '-production', gitops: { tool: 'argocd', repoURL: 'https://git.example.com/random.git' } },
    },
    connections,
  });
  return { services, needed: connections.filter(({ needed }) => needed === 'at-start'), map };
}
