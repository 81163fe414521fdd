import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@k8s-blocks/refusal';
import { system } from '@k8s-blocks/stack';
import { isOffered, type Outside, type OutsideParty } from '@k8s-blocks/topology';
import type { AppFile } from './app-files.ts';
import { identifiersIn, isReserved } from './identifier.ts';
import { mapEdits } from './map.ts';
import type { Service } from './service.ts';
import type { Tree } from './tree.ts';

const OTHER_NAME = 'Give the service another name.';

/** What a service would need and something else has already. Of a name that is taken, nothing more is said. */
export function takenAlready(tree: Tree, service: Service, files: readonly AppFile[]): readonly Problem[] {
  const looks = [
    () => takenNames(service),
    () => takenPaths(tree, service),
    () => [...takenNamespaces(service), ...takenIdentifiers(tree, service, files)],
  ];
  for (const look of looks) {
    const problems = look();
    if (problems.length > 0) return problems.map((problem) => ({ service: service.name, ...problem }));
  }
  return [];
}

function takenNames({ name }: Service): readonly Problem[] {
  if (system.contractNamed(name) === undefined) return [];
  return [{ field: 'name', problem: 'A service of that name is on the map already.', remedy: OTHER_NAME }];
}

/** In any form, be it an empty folder, a file, or a link that leads nowhere: what stands there is somebody's. */
function takenPaths({ root }: Tree, { name }: Service): readonly Problem[] {
  const owned = 'It is there already, and nothing is overwritten.';
  const named = `A package of this workspace is named @k8s-blocks/${name} already.`;
  const rooms = { apps: owned, k8s: owned, packages: named, tools: named };
  return Object.entries(rooms)
    .map(([room, problem]) => ({ file: `${room}/${name}`, problem, remedy: OTHER_NAME }))
    .filter(({ file }) => lstatSync(join(root, file), { throwIfNoEntry: false }) !== undefined);
}

/**
 * Services may share a namespace, but not with those of another environment, nor with what the stack does not deploy: policies
 * select by it.
 */
function takenNamespaces({ namespace }: Service): readonly Problem[] {
  const inEnvironments = (name: string) =>
    Object.values(system.environments).map(({ namespaceName }) => namespaceName(name));
  const own = new Set(inEnvironments(namespace));
  const others = system.startOrder.filter((other) => other.namespace !== namespace);
  const services = others.filter((other) => inEnvironments(other.namespace).some((each) => own.has(each)));
  const outside = partiesOutside().filter(({ party }) => own.has(namespaceOf(party) ?? ''));
  const owners = [...services.map(({ name }) => name), ...outside.map(({ title }) => `somebody else, ${title}`)];
  return [...new Set(owners)].map((owner) => ({
    field: 'namespace',
    problem: `"${namespace}" would, in some environment, be the namespace of ${owner}.`,
    remedy: 'Give the service a namespace of its own: --namespace.',
  }));
}

function namespaceOf(party: OutsideParty): string | undefined {
  return party !== 'anywhere' && 'namespace' in party ? party.namespace : undefined;
}

function partiesOutside(): readonly Outside[] {
  return system.connections.flatMap(({ from, to }) => [
    ...('party' in from && from.party !== 'internet' ? [from] : []),
    ...(isOffered(to) ? [] : [to.outside]),
  ]);
}

/** The service stands in code under its own name, where that name must not mean anything else. */
function takenIdentifiers(tree: Tree, { name, identifier }: Service, files: readonly AppFile[]): readonly Problem[] {
  const remedy = `Give the service another name, such as "${name}-service".`;
  const problem = `"${identifier}" already means something else in TypeScript.`;
  if (isReserved(identifier)) return [{ field: 'name', problem, remedy }];
  const onMap = mapEdits.map(({ file }) => ({ file, text: tree.read(file, 'utf8') ?? '' }));
  const inApp = files.map(({ path, text }) => ({ file: `apps/${name}/${path}`, text }));
  return [...onMap, ...inApp.filter(({ file }) => file.endsWith('.ts'))]
    .filter(({ text }) => identifiersIn(text).has(identifier))
    .map(({ file }) => ({ file, problem: `"${identifier}" means something else there.`, remedy }));
}
