import type { FoundConnection } from '../connections/found-connection.ts';
import { type ContractNames, memberOf } from '../say/derived-texts.ts';
import type { OutsideEnd } from '../stack/call.ts';
import { type Code, type Entry, literal, raw } from '../typescript/code.ts';
import { camelCase, type Names } from '../typescript/names.ts';

/** The connections of the map as code. */
export interface ConnectionCodes {
  readonly list: readonly Code[];
  /** What they import of topology. */
  readonly imports: readonly string[];
  /** The parties outside. */
  readonly constants: readonly { readonly name: string; readonly code: Code }[];
}

/**
 * Connections as code.
 *
 * @param names those that the module of the map has already.
 */
export function connectionCodes(
  connections: readonly FoundConnection[],
  contracts: ContractNames,
  names: Names,
): ConnectionCodes {
  const parties = new Map<string, { readonly name: string; readonly code?: Code; readonly block: string }>();
  const party = (end: OutsideEnd) => {
    const key = JSON.stringify(end);
    const known = parties.get(key) ?? partyCode(end, names);
    parties.set(key, known);
    return known.name;
  };
  const list = connections.map(({ from, to, why, environments, later }): Code => {
    const caller = 'contract' in from ? workloadCode(from, contracts) : party(from);
    const callee = 'contract' in to ? portCode(to, contracts) : `${party(to.outside)}.${outsidePortCode(to)}`;
    const options: Entry[] = [
      ...(environments === undefined ? [] : [{ key: 'environments', value: literal(environments) }]),
      ...(later === undefined ? [] : [{ key: 'needed', value: literal('later') }]),
    ];
    return {
      call: 'connection',
      args: [raw(caller), raw(callee), literal(why), ...(options.length === 0 ? [] : [{ entries: options }])],
      ...(later === undefined ? {} : { comment: later }),
    };
  });
  const all = [...parties.values()];
  return {
    list,
    imports: [...new Set([...(list.length === 0 ? [] : ['connection']), ...all.map(({ block }) => block)])],
    constants: all.flatMap(({ name, code }) => (code === undefined ? [] : [{ name, code }])),
  };
}

function workloadCode(
  { contract, key }: { readonly contract: string; readonly key?: string },
  { of }: ContractNames,
): string {
  const name = of.get(contract) ?? camelCase(contract);
  return key === undefined ? name : `${name}.workloads${memberOf(key)}`;
}

function portCode(
  { contract, name }: { readonly contract: string; readonly name: string },
  { of }: ContractNames,
): string {
  return `${of.get(contract) ?? camelCase(contract)}.ports${memberOf(name)}`;
}

function outsidePortCode({
  port,
  endPort,
  protocol,
}: Exclude<FoundConnection['to'], { readonly contract: string }>): string {
  const over = protocol === 'TCP' ? '' : `, '${protocol}'`;
  return endPort === undefined ? `port(${port}${over})` : `portRange(${port}, ${endPort}${over})`;
}

function partyCode(
  end: OutsideEnd,
  names: Names,
): { readonly name: string; readonly code?: Code; readonly block: string } {
  switch (end.kind) {
    case 'anywhere':
      return { name: 'anywhere', block: 'anywhere' };
    case 'namespace': {
      const { namespace, pods } = end;
      const args = [literal(namespace), ...(pods === undefined ? [] : [literal({ pods })])];
      const block = 'outsideNamespace';
      return { name: names.take(namespace, `${namespace} namespace`), block, code: { call: block, args } };
    }
    case 'network': {
      const { cidr, except } = end;
      const blocks = except === undefined ? cidr : { cidr, except };
      const block = 'outsideNetwork';
      return {
        name: names.take('network', `network ${cidr}`),
        block,
        code: { call: block, args: [literal('network'), literal(blocks)] },
      };
    }
    case 'host': {
      const block = 'outsideHost';
      return {
        name: names.take(end.host, `${end.host} host`),
        block,
        code: { call: block, args: [literal('host'), literal(end.host)] },
      };
    }
  }
}
