import { groupBy, printableMarkdown } from '@k8s-blocks/manifest';
import {
  declaredTraffic,
  type Environment,
  isUnlocated,
  type PolicyDialect,
  type Stack,
  type Traffic,
  type TrafficEnd,
} from '@k8s-blocks/topology';
import { table } from './markdown.ts';

/**
 * What policies let through besides what is declared, as a part of the document: that of parties that are known by a name alone, and
 * of pods in the network of their nodes. Nothing where there is none.
 */
export function notDenied(stack: Stack): readonly string[] {
  const rows = [...wideRows(stack), ...hostNetworkRows(stack)];
  if (rows.length === 0) return [];
  return [
    'A NetworkPolicy knows labels and addresses, and isolates no pod in the network of its node. So this is not denied either:',
    table(['what', 'since', 'in'], rows),
  ];
}

/** A row for the two ends of each wide connection, with the environments in which it is wide. */
function wideRows(stack: Stack): readonly (readonly string[])[] {
  const environments: readonly Environment[] = Object.values(stack.environments);
  const wide = environments.flatMap(({ name: environment, policies }) =>
    declaredTraffic(stack, environment).flatMap((traffic) =>
      rowsOf(traffic, stack, policies).map(([what, since]) => ({ what, since, environment })),
    ),
  );
  const sharing = groupBy(wide, ({ what, since }) => [JSON.stringify([what, since])]);
  return [...sharing.values()].map((same) => {
    const names = [...new Set(same.map(({ environment }) => environment))];
    return [same[0]?.what ?? '', same[0]?.since ?? '', names.join(', ')].map(printableMarkdown);
  });
}

function rowsOf(
  { from, to, ports }: Traffic,
  stack: Stack,
  policies: PolicyDialect,
): readonly (readonly [what: string, since: string])[] {
  const on = ports.map(({ number, endPort }) => (endPort === undefined ? number : `${number}-${endPort}`)).join(', ');
  const since = ({ title = '' }: TrafficEnd) => `the addresses of ${title} are not known`;
  return [
    ...(hasPolicy(from, stack) && isUnlocated(to.party) && policies === 'NetworkPolicy'
      ? [[`${from.title} calls any address on port ${on}`, since(to)] as const]
      : []),
    ...(hasPolicy(to, stack) && isUnlocated(from.party) && (policies === 'NetworkPolicy' || isHost(from))
      ? [[`any address calls ${to.title} on port ${on}`, since(from)] as const]
      : []),
  ];
}

/** Cilium knows all parties by what they are, but a caller by the name of its host. */
function isHost({ party }: TrafficEnd): boolean {
  return party !== 'anywhere' && 'host' in party;
}

/** Whether an end is a service whose pods a policy isolates. */
function hasPolicy({ title = '' }: TrafficEnd, { contractNamed }: Stack): boolean {
  return contractNamed(title)?.hostNetwork === false;
}

function hostNetworkRows({ startOrder, environments, servicesIn }: Stack): readonly (readonly string[])[] {
  return startOrder
    .filter(({ hostNetwork }) => hostNetwork)
    .map((contract) => {
      const own = Object.keys(environments).filter((environment) => servicesIn(environment).includes(contract));
      return [`any traffic of ${contract.name}`, 'its pods are in the network of their nodes', own.join(', ')];
    });
}
