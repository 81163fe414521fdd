import type { ContractNames } from '../say/derived-texts.ts';
import type { DefinitionOfEnvironment, ImportedStack, StackService } from '../stack/imported-stack.ts';
import { type CallCode, type Code, type Entry, literal, type ObjectCode, raw } from '../typescript/code.ts';
import { constant, docstring, type Import, importLines } from '../typescript/module.ts';
import { Names } from '../typescript/names.ts';
import type { ConnectionCodes } from './connection-code.ts';

const TOPOLOGY = '@k8s-blocks/topology';

/** Names that the module of the map has besides those of contracts. */
const IN_MAP = ['map', 'stack', 'connection', 'contract', 'anywhere', 'apiServer', 'internet', 'app', 'env'];

/** The names in the modules of contracts and of the map, and all that are taken there. */
export interface MapNames {
  readonly names: ContractNames;
  readonly taken: Names;
}

/** A name for each contract, and that of the map. */
export function contractNames(services: readonly StackService[]): MapNames {
  const taken = new Names(IN_MAP);
  const of = new Map(services.map(({ name }) => [name, taken.take(name, `${name} service`)]));
  return { names: { map: 'map', of }, taken };
}

/** The module of the contracts: what each service offers, with its names, labels and ports as they are. */
export function contractsModule({ services }: ImportedStack, names: ContractNames): string {
  const contracts = services.map((service) => {
    const value: CallCode = { call: 'contract', args: [literal(service.definition)] };
    return `${docstring(titleOf(service))}\n${constant(nameIn(names, service), value, { prefix: 'export ' })}\n`;
  });
  return [...importLines([{ name: 'contract', from: TOPOLOGY }]), '', contracts.join('\n')].join('\n');
}

function nameIn(names: ContractNames, { name }: StackService): string {
  return names.of.get(name) ?? name;
}

function titleOf({ workloads, isApart, objects }: StackService): string {
  const [main] = workloads;
  if (main === undefined) return `No workload: ${objects.length === 1 ? '1 object' : `${objects.length} objects`}.`;
  const kinds = workloads.map(({ reference }) => `${reference.kind} ${reference.name}`).join(', ');
  if (!isApart) return `${kinds}.`;
  return `${kinds}. Its pods have other labels, which select those of another workload, too: no contract can have these.`;
}

/** The module of the map: environments, and who calls whom. */
export function mapModule(stack: ImportedStack, { names, taken }: MapNames, connections: ConnectionCodes): string {
  const contracts = stack.services.map((service) => nameIn(names, service));
  const environments = Object.entries(stack.definitions).map(([key, each]) => environmentCode(key, each, taken));
  const constants = [...connections.constants, ...environments.flatMap((each) => each.constants)];
  const hasLabels = Object.keys(stack.labels).length > 0;
  const definition: ObjectCode = {
    entries: [
      { key: 'services', value: { list: contracts.map(raw) } },
      { key: 'environments', value: { entries: environments.map(({ entry }) => entry) } },
      ...(hasLabels ? [{ key: 'labels', value: literal(stack.labels) }] : []),
      { key: 'connections', value: { list: connections.list } },
    ],
  };
  const imports: Import[] = [
    { name: 'stack', from: TOPOLOGY },
    ...connections.imports.map((name) => ({ name, from: TOPOLOGY })),
    ...contracts.map((name) => ({ name, from: './contracts.ts' })),
  ];
  return [
    ...importLines(imports),
    '',
    "export * from './contracts.ts';",
    '',
    ...constants.map(({ name, code }) => constant(name, code)),
    ...(constants.length === 0 ? [] : ['']),
    docstring('The map of what was imported: its services, their environments, and who calls whom.'),
    constant(names.map, { call: 'stack', args: [definition] }, { prefix: 'export ' }),
    '',
    `export default ${names.map};`,
    '',
  ].join('\n');
}

/** An environment as the module defines it, with the constant that it needs besides. */
interface EnvironmentCode {
  readonly entry: Entry;
  readonly constants: readonly { readonly name: string; readonly code: Code }[];
}

function environmentCode(
  key: string,
  { namespaceTable, ...definition }: DefinitionOfEnvironment,
  taken: Names,
): EnvironmentCode {
  const entries = Object.entries(definition).map(([option, value]): Entry => ({ key: option, value: literal(value) }));
  if (namespaceTable === undefined) return { entry: { key, value: { entries } }, constants: [] };
  const name = taken.take(`namespaces of ${key}`);
  const naming: Entry = { key: 'namespaces', value: raw(`(namespace) => ${name}.get(namespace) ?? namespace`) };
  const table: Code = { call: 'new Map', args: [literal(Object.entries(namespaceTable))] };
  return { entry: { key, value: { entries: [...entries, naming] } }, constants: [{ name, code: table }] };
}
