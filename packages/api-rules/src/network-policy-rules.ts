import type { Kinds } from './kinds.ts';

type Spec = NonNullable<Kinds['NetworkPolicy']['spec']>;
type IngressRule = NonNullable<Spec['ingress']>[number];
type EgressRule = NonNullable<Spec['egress']>[number];

export type Peer = NonNullable<IngressRule['from']>[number];
export type PolicyPort = NonNullable<IngressRule['ports']>[number];

/** Peers or ports of a policy, each with its path. */
export interface Located<Part> {
  readonly part: Part;
  readonly path: string;
}

/** The peers of all rules of a policy. */
export function* peersOf({ spec = {} }: Kinds['NetworkPolicy']): Generator<Located<Peer>> {
  for (const [index, { from }] of (spec.ingress ?? []).entries()) yield* located(from, `spec.ingress[${index}].from`);
  for (const [index, { to }] of (spec.egress ?? []).entries()) yield* located(to, `spec.egress[${index}].to`);
}

/** The ports of all rules of a policy. */
export function* portsOf({ spec = {} }: Kinds['NetworkPolicy']): Generator<Located<PolicyPort>> {
  for (const direction of ['ingress', 'egress'] as const) {
    const rules: readonly (IngressRule | EgressRule)[] = spec[direction] ?? [];
    for (const [index, { ports }] of rules.entries()) yield* located(ports, `spec.${direction}[${index}].ports`);
  }
}

function* located<Part>(parts: readonly Part[] = [], path: string): Generator<Located<Part>> {
  for (const [index, part] of parts.entries()) yield { part, path: `${path}[${index}]` };
}
