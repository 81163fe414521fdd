import type { Entry } from './links-and-submodules.ts';
import type { Trees } from './trees.ts';
import type { WorkTree } from './work-tree.ts';

/** The trees before or after the change. */
export interface Side {
  readonly root: string;
  readonly trees: Trees;
  /** The services that cannot be built completely: service to the reason. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Links and submodules. */
  readonly entries: readonly Entry[];
}

/** The side of a folder of trees. */
export function sideOf(root: string, trees: Trees, entries: readonly Entry[]): Side {
  const unreadable = new Map<string, string>();
  for (const { kind, path } of entries) {
    if (kind === 'submodule')
      unreadable.set(serviceOf(path), `${path} is a submodule, whose files are not in this repository.`);
    if (kind === 'outer link' && mayBeOfService(path)) {
      unreadable.set(
        serviceOf(path),
        `${path} is a link that leads out of the trees, of which git stores only the target.`,
      );
    }
  }
  return { root, trees, unreadable, entries };
}

/** Whether a path may belong to a service, by its name. A link beside the services, such as LICENSE, is not built. */
function mayBeOfService(path: string): boolean {
  return path.includes('/') || /^[a-z\d-]+$/.test(path);
}

/** All services before and after the change. */
export function servicesOf(before: Side, after: Side): ReadonlySet<string> {
  return new Set([before, after].flatMap(({ trees, unreadable }) => [...trees.keys(), ...unreadable.keys()]));
}

/**
 * The services whose builds may differ: those with a file that differs; if there is any, those that use files of other
 * services; and those that use files outside of the trees, since the revision of these is not known. All others build to
 * the same as before.
 */
export function differingServices({ changed, climbing }: WorkTree, before: Side, after: Side): ReadonlySet<string> {
  const services = servicesOf(before, after);
  if (changed.some((path) => isShared(path, services))) return services;
  const links = [...before.entries, ...after.entries].filter(({ kind }) => kind === 'inner link');
  const leaving = (folders: number) =>
    [...climbing].filter(([path, steps]) => steps >= depthOf(path) + folders).map(([path]) => path);
  const usingOthers = changed.length === 0 ? [] : [...links.map(({ path }) => path), ...leaving(1)];
  const differing = new Set([...changed, ...usingOthers, ...leaving(2)].map(serviceOf));
  return new Set([...services].filter((service) => differing.has(service) || isOneSided(service, before, after)));
}

/** Markdown at the top, and what is of the whole stack in an environment. */
const OF_STACK = /^[^/]*\.md$|^(?:base|overlays\/[^/]+)\/(?:kustomization|clusternetworkpolicy)\.yaml$/;

/**
 * Whether a file belongs to no service, so that all of them may use it. Markdown at the top is only read by people; and the
 * kustomizations of the whole stack name the services, and not the other way round.
 */
function isShared(path: string, services: ReadonlySet<string>): boolean {
  return !services.has(serviceOf(path)) && !OF_STACK.test(path);
}

/** Whether a service has other environments than before, or cannot be read. */
function isOneSided(service: string, before: Side, after: Side): boolean {
  if (before.unreadable.has(service) || after.unreadable.has(service)) return true;
  const [old, wanted] = [before, after].map(({ trees }) => [...(trees.get(service) ?? [])].toSorted().join('\0'));
  return old !== wanted;
}

/** The service that a path belongs to: its first folder. */
function serviceOf(path: string): string {
  return path.split('/', 1)[0] ?? path;
}

/** The number of folders between a file and the folder of its service: 1 for `shop/base/deployment.yaml`. */
function depthOf(path: string): number {
  return path.split('/').length - 2;
}
