import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { formatList, Refusal } from '@k8s-blocks/refusal';

/** The folders that a command works in, where none are named. */
export interface Folders {
  /** The folder of the trees of all apps, relative to the working directory. */
  readonly root: string;
  /** The folder that build writes to, beside it. */
  readonly out: string;
}

/** The name of the folder of all trees. */
const ROOT = 'k8s';

/** The folders of a run that has no trees. */
export const DEFAULT_FOLDERS: Folders = { root: ROOT, out: `dist/${ROOT}` };

/**
 * Finds the folder `k8s` from the working directory upwards, so that a command that is run in another folder of the workspace
 * works on the same trees, and does not make a second one. It is the one that holds trees; if none does yet, that of the
 * workspace's top.
 *
 * @throws Refusal if two folders hold trees, or none does and the working directory is not the top.
 */
export function findFolders(cwd: string): Folders {
  const top = workspaceTop(cwd);
  const folders = foldersBetween(cwd, top);
  const holding = folders.filter((folder) => holdsTrees(join(folder, ROOT)));
  const [found = top, ...others] = holding;
  if (others.length > 0) throw ambiguous(cwd, holding);
  if (holding.length === 0 && cwd !== top && !existsSync(join(top, ROOT))) throw nowhere(cwd, top);
  return { root: relative(cwd, join(found, ROOT)), out: relative(cwd, join(found, 'dist', ROOT)) };
}

/**
 * The top of the workspace that a folder is in: the nearest folder of a workspace of Nx, npm or pnpm above, unless the folder
 * is in a package that is no member of it. Otherwise the package that it is in; without one, the top of the git repository,
 * or the folder itself.
 */
export function workspaceTop(folder: string): string {
  const folders = foldersBetween(folder, undefined);
  const nearest = (...names: string[]) => folders.find((each) => names.some((name) => existsSync(join(each, name))));
  const own = nearest('package.json');
  const workspace = folders.find(isWorkspace);
  const isIn = workspace !== undefined && (own === undefined || isMember(own, workspace));
  return (isIn ? workspace : own) ?? nearest('.git') ?? folder;
}

/** The nearest folder with installed packages up to the top of the workspace, for temporary files; the top if none has any. */
export function installedFolder(cwd: string): string {
  const top = workspaceTop(cwd);
  return foldersBetween(cwd, top).find((each) => existsSync(join(each, 'node_modules'))) ?? top;
}

function isWorkspace(folder: string): boolean {
  const names = ['nx.json', 'pnpm-workspace.yaml'];
  return names.some((name) => existsSync(join(folder, name))) || membersOf(folder) !== undefined;
}

/** Whether a package is the workspace's own, or one of its members. All below it are where the workspace does not list them. */
function isMember(own: string, workspace: string): boolean {
  const path = relative(workspace, own).split(sep);
  // A package above the workspace is not nearer than it.
  if (own === workspace || path[0] === '..') return true;
  return membersOf(workspace)?.some((pattern) => matches(pattern.split('/'), path)) ?? true;
}

/** The patterns of a workspace's members, as npm reads them; undefined if it lists none. */
function membersOf(workspace: string): readonly string[] | undefined {
  const { workspaces } = readPackage(join(workspace, 'package.json'));
  const patterns: unknown = isRecord(workspaces) ? workspaces.packages : workspaces;
  return Array.isArray(patterns) ? patterns.filter((each) => typeof each === 'string') : undefined;
}

function readPackage(path: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(content) ? content : {};
  } catch {
    // There is none, or it is no JSON: Node says so where it matters.
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a path matches a pattern such as `apps/*`, both as their steps. */
function matches([first, ...pattern]: readonly string[], path: readonly string[]): boolean {
  const [step, ...rest] = path;
  if (first === undefined) return step === undefined;
  if (first === '.' || first === '') return matches(pattern, path);
  if (first === '**') return matches(pattern, path) || (step !== undefined && matches([first, ...pattern], rest));
  if (step === undefined) return false;
  const [start = '', end] = first.split('*');
  const isStep = end === undefined ? step === first : step.startsWith(start) && step.endsWith(end);
  return isStep && matches(pattern, rest);
}

/** A folder and those above it, up to the top, or to that of the file system. */
function foldersBetween(folder: string, top: string | undefined): string[] {
  const folders = [folder];
  for (let each = folder; each !== top && each !== dirname(each); each = dirname(each)) folders.push(dirname(each));
  return folders;
}

/** Whether a folder holds the tree of a service: a folder `k8s` may also be one of programs. */
function holdsTrees(root: string): boolean {
  const marks = ['kustomization.yaml', 'base/kustomization.yaml', 'overlays'];
  return foldersIn(root).some((service) => marks.some((mark) => existsSync(join(root, service, mark))));
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ambiguous(cwd: string, holding: readonly string[]): Refusal {
  const roots = holding.map((folder) => relative(cwd, join(folder, ROOT)));
  return new Refusal({
    problem: `Several folders hold trees of apps: ${formatList(roots)}.`,
    remedy: `Name the one that is meant: ${formatList(roots, (root) => `--root ${root}`)}. Remove one that was emitted by mistake.`,
  });
}

function nowhere(cwd: string, top: string): Refusal {
  return new Refusal({
    problem: `There are no trees yet. They would be in ${join(top, ROOT)}, at the top of the workspace, and this is another folder of it.`,
    remedy: `Run it in ${top}, or name their folder: --root ${relative(cwd, join(top, ROOT))}.`,
  });
}
