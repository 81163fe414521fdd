import type { Entry } from './entries.ts';
import type { Trees } from './trees.ts';
import type { WorkTree } from './work-tree.ts';

/** The trees of one time. */
export interface Side {
  readonly root: string;
  readonly trees: Trees;
  /** The services of which not all is there to be built, to why. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Links and submodules. */
  readonly entries: readonly Entry[];
}

/** One side, of what is in its folder. */
export function sideOf(root: string, trees: Trees, entries: readonly Entry[]): Side {
  const unreadable = new Map<string, string>();
  for (const { kind, path } of entries) {
    if (kind === 'submodule')
      unreadable.set(serviceOf(path), `${path} is a submodule, of which git keeps no files here.`);
    if (kind === 'outer link' && mayBeOfService(path)) {
      unreadable.set(
        serviceOf(path),
        `${path} is a link that leads out of the trees, and git keeps only where it leads.`,
      );
    }
  }
  return { root, trees, unreadable, entries };
}

/** Beside the services there may be links to what nothing is built of, such as a LICENSE: their names are not a service's. */
function mayBeOfService(path: string): boolean {
  return path.includes('/') || /^[a-z\d-]+$/.test(path);
}

/** All services that there are, or were. */
export function servicesOf(before: Side, after: Side): ReadonlySet<string> {
  return new Set([before, after].flatMap(({ trees, unreadable }) => [...trees.keys(), ...unreadable.keys()]));
}

/**
 * The services that may build to something else: those with a file that differs; if any file does, those that use files of
 * other services; and those that use files outside of the trees, of which it is not known what they were. All others build
 * to the same as before.
 */
export function differingServices({ changed, climbing }: WorkTree, before: Side, after: Side): ReadonlySet<string> {
  const services = servicesOf(before, after);
  if (changed.some((path) => isBeside(path, services))) return services;
  const links = [...before.entries, ...after.entries].filter(({ kind }) => kind === 'inner link');
  const leaving = (folders: number) =>
    [...climbing].filter(([path, steps]) => steps >= depthOf(path) + folders).map(([path]) => path);
  const usingOthers = changed.length === 0 ? [] : [...links.map(({ path }) => path), ...leaving(1)];
  const differing = new Set([...changed, ...usingOthers, ...leaving(2)].map(serviceOf));
  return new Set([...services].filter((service) => differing.has(service) || isOneSided(service, before, after)));
}

/** Whether a file is of no service, and all of them may use it; what only people read at the top is not. */
function isBeside(path: string, services: ReadonlySet<string>): boolean {
  return !services.has(serviceOf(path)) && !/^[^/]*\.md$/.test(path);
}

/** What is there on one side alone is known to differ, and so is what cannot be read. */
function isOneSided(service: string, before: Side, after: Side): boolean {
  if (before.unreadable.has(service) || after.unreadable.has(service)) return true;
  const [old, wanted] = [before, after].map(({ trees }) => [...(trees.get(service) ?? [])].toSorted().join('\0'));
  return old !== wanted;
}

/** The service whose file a path is: its first folder. */
function serviceOf(path: string): string {
  return path.split('/', 1)[0] ?? path;
}

/** How many folders a file is below the folder of its service: 1 in `shop/base/deployment.yaml`. */
function depthOf(path: string): number {
  return path.split('/').length - 2;
}
