import { Refusal } from '@k8s-blocks/refusal';
import type { ArrayExpression, ImportDeclaration, ImportSpecifier, Program, Property } from 'acorn';
import MagicString from 'magic-string';
import type { Service } from './service.ts';
import { parse } from './syntax.ts';

/** An edit of one file of the map. It finds its place by syntax, so that comments and formatting stay. */
export interface MapEdit {
  readonly file: string;
  /** @throws Refusal if the file has been reshaped, so that the place is not there, or is there more than once. */
  readonly edit: (text: string, service: Service) => string;
}

const CONTRACTS = './contracts.ts';

/** The edits that put a service on the map; the index only has to hand on what the contracts export. */
export const mapEdits: readonly MapEdit[] = [
  { file: 'packages/stack/src/contracts.ts', edit: withContract },
  { file: 'packages/stack/src/system.ts', edit: withService },
  { file: 'packages/stack/src/index.ts', edit: handingOnContracts },
];

function withContract(text: string, { name, identifier, namespace, workload, port }: Service): string {
  const imported = importedFrom('@k8s-blocks/topology', parsed(text)).flat();
  if (!imported.some(({ local }) => local.name === 'contract')) throw reshaped('imports no `contract`');
  const home = namespace === name ? '' : `\n  namespace: '${namespace}',`;
  const kind = workload === 'Deployment' ? '' : `  workload: '${workload}',\n`;
  return `${text.trimEnd()}

/** Say here what ${name} does. */
export const ${identifier} = contract({
  name: '${name}',${home}
${kind}  ports: ${portsOf(port)},
});
`;
}

/** Only HTTP has a scheme of its own: clients of the others take host and port. */
function portsOf(port: Service['port']): string {
  if (port === undefined) return '{}';
  const { name, number } = port;
  return name === 'http' ? `{ http: { port: ${number}, scheme: 'http' } }` : `{ ${name}: ${number} }`;
}

function withService(text: string, { identifier, host, port }: Service): string {
  const names = only(importedFrom(CONTRACTS, parsed(text)), `import { … } from '${CONTRACTS}'`);
  const order = only(listsNamed('services', parsed(text)), 'list `services: […]`');
  const edited = new MagicString(text);
  // The list of the first service is empty; what is imported never is.
  if (order.elements.length === 0) edited.appendLeft(order.start + 1, identifier);
  for (const last of [names.at(-1), order.elements.at(-1)]) if (last) edited.appendLeft(last.end, `, ${identifier}`);
  if (host !== undefined && port !== undefined) addRoute(edited, text, `${identifier}.ports.${port.name}`, host);
  return edited.toString();
}

/** Adds a connection from the internet, as the last one. */
function addRoute(edited: MagicString, text: string, port: string, host: string): void {
  const names = only(importedFrom('@k8s-blocks/topology', parsed(text)), "import { … } from '@k8s-blocks/topology'");
  const connections = only(listsNamed('connections', parsed(text)), 'list `connections: […]`');
  const route = `connection(internet, ${port}, 'say here who calls', { host: ${JSON.stringify(host)} })`;
  const lastName = names.at(-1);
  if (lastName !== undefined && !names.some(({ local }) => local.name === 'internet')) {
    edited.appendLeft(lastName.end, ', internet');
  }
  const last = connections.elements.at(-1);
  if (last) edited.appendLeft(last.end, `, ${route}`);
  else edited.appendLeft(connections.start + 1, route);
}

function handingOnContracts(text: string): string {
  const isOpen = parsed(text).body.some(
    (node) => node.type === 'ExportAllDeclaration' && node.exported === null && node.source.value === CONTRACTS,
  );
  if (!isOpen) throw reshaped(`has no \`export * from '${CONTRACTS}'\``);
  return text;
}

/** The names of each statement that imports some from a module. */
function importedFrom(module: string, { body }: Program): readonly (readonly ImportSpecifier[])[] {
  return body.flatMap((node) => {
    if (node.type !== 'ImportDeclaration' || isOfTypes(node) || node.source.value !== module) return [];
    const names = node.specifiers.filter((each) => each.type === 'ImportSpecifier');
    return names.length > 0 ? [names] : [];
  });
}

/** The lists that stand anywhere below a node as a property of that name. */
function listsNamed(name: string, node: unknown): readonly ArrayExpression[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap((child) => listsNamed(name, child));
  const { type, key, value } = node as Partial<Property>;
  const isNamed = type === 'Property' && key?.type === 'Identifier' && key.name === name;
  return isNamed && value?.type === 'ArrayExpression' ? [value, ...below] : below;
}

function only<T>(found: readonly T[], what: string): T {
  const [first, second] = found;
  if (first === undefined) throw reshaped(`has no ${what}`);
  if (second !== undefined) throw reshaped(`has more than one ${what}`);
  return first;
}

/** `import type { … } from '…'`, which ESTree does not know. */
function isOfTypes(node: ImportDeclaration): boolean {
  return 'importKind' in node && node.importKind === 'type';
}

function parsed(text: string): Program {
  try {
    return parse(text);
  } catch (error) {
    throw reshaped(`is no TypeScript (${error instanceof Error ? error.message : error})`);
  }
}

function reshaped(how: string): Refusal {
  return new Refusal({
    problem: `It ${how}, so a service cannot be added by itself.`,
    remedy: 'Put that back, or add the service by hand as docs/add-a-service.md says.',
  });
}
