import fc from 'fast-check';

/**
 * What random policies and pods are made of: few namespaces, labels, ports and addresses, so that selectors often meet what
 * they select.
 */

export const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
export const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) => fc.array(arbitrary, { maxLength });

/** The object with its fields there or not; those that are required always are. */
export function fields<T, K extends keyof T>(arbitraries: { [P in keyof T]: fc.Arbitrary<T[P]> }, ...required: K[]) {
  return fc.record(arbitraries, { requiredKeys: required });
}

export const namespace = oneOf('x', 'y', 'default');
export const protocol = oneOf('TCP' as const, 'UDP' as const, 'SCTP' as const);
export const value = oneOf('0', '1');
export const labels = fields({ a: value, b: value });
export const portNumber = fc.integer({ min: 79, max: 82 });
export const portName = oneOf('http', 'dns');

const expression = fc.oneof(
  fc.record({
    key: oneOf('a', 'b'),
    operator: oneOf('In' as const, 'NotIn' as const),
    values: fc.array(value, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key: oneOf('a', 'b'), operator: oneOf('Exists' as const, 'DoesNotExist' as const) }),
);
export const podSelector = fc.oneof(
  fc.constant({}),
  fields({ matchLabels: labels }),
  fields({ matchLabels: labels, matchExpressions: some(expression, 2) }),
);
export const namespaceSelector = fc.oneof(
  podSelector,
  fc.record({ matchLabels: fc.record({ 'kubernetes.io/metadata.name': namespace }) }),
  fc.record({
    matchExpressions: fc.tuple(
      fc.record({
        key: fc.constant('kubernetes.io/metadata.name'),
        operator: oneOf('In' as const, 'NotIn' as const),
        values: fc.array(namespace, { minLength: 1, maxLength: 2 }),
      }),
    ),
  }),
);

/** Sixteen addresses of each family, so that blocks of a few bits divide them. */
export const address = fc.oneof(
  fc.integer({ min: 0, max: 15 }).map((host) => `10.0.0.${host}`),
  fc.integer({ min: 0, max: 15 }).map((host) => `fd00::${host.toString(16)}`),
);
export const cidr = fc.oneof(
  oneOf('0.0.0.0/0', '::/0', '10.0.0.0/8', 'fd00::/64'),
  fc
    .tuple(address, fc.integer({ min: 0, max: 4 }))
    .map(([ip, bits]) => `${ip}/${(ip.includes(':') ? 128 : 32) - bits}`),
);
