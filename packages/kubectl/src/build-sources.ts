import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { MAX_BYTES, readDocuments } from '@k8s-blocks/read-yaml';
import type { Problem } from '@k8s-blocks/refusal';
import { type Operand, operandsOf } from './operands.ts';
import { isRepository, isUrl, withoutCredentials } from './remote.ts';

/** The names of a kustomization's file. Kustomize refuses a folder with two of them. */
const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The files that a build of a folder reads, and what keeps it from being built. */
export interface BuildSources {
  /** The kustomizations, also those of bases and components, and configurations of plugins: file to its documents. */
  readonly configurations: ReadonlyMap<string, readonly unknown[]>;
  /** The other files that exist: manifests, patches, and files of generators. */
  readonly files: readonly SourceFile[];
  /** The kinds of objects in them, where both lines are written as is usual: `rbac.authorization.k8s.io/v1 ClusterRole`. */
  readonly kinds: ReadonlySet<string>;
  /** Files that would take too much memory, or that cannot be checked for that. */
  readonly problems: readonly Problem[];
  /** Remote resources, which would be fetched. */
  readonly remotes: readonly Problem[];
}

/** A file that a build reads. */
export interface SourceFile {
  readonly path: string;
  /** The field of the kustomization that names it: `secretGenerator[0].envs[0]`. */
  readonly field: string;
  readonly kind: Operand['kind'];
}

/**
 * Reads the files that Kustomize would read to build a folder: kustomizations in full, and of other files as much as is
 * needed to know that Kustomize can read them without taking all memory. Missing and unreadable files are left to the
 * messages of Kustomize.
 */
export async function buildSources(folder: string): Promise<BuildSources> {
  const sources = new Sources(folder, await realpath(folder).catch(() => resolve(folder)));
  await sources.addFolder('.', 'resource');
  return sources;
}

class Sources implements BuildSources {
  readonly configurations = new Map<string, readonly unknown[]>();
  readonly files: SourceFile[] = [];
  readonly kinds = new Set<string>();
  readonly problems: Problem[] = [];
  readonly remotes: Problem[] = [];
  /** The folder as the user names it, and its real path: Kustomize resolves links before it resolves relative paths. */
  readonly #named: string;
  readonly #root: string;
  readonly #seen = new Set<string>();

  constructor(named: string, root: string) {
    this.#named = named;
    this.#root = root;
  }

  /** @param path relative to the root. */
  async addFolder(path: string, kind: Operand['kind']): Promise<void> {
    const folder = await realpath(resolve(this.#root, path)).catch(() => undefined);
    if (folder === undefined || !this.#isNew(folder, kind)) return;
    for (const name of KUSTOMIZATIONS) await this.#addConfiguration(join(folder, name), kind);
  }

  /** @param file a kustomization, or the configuration of a plugin. */
  async #addConfiguration(file: string, kind: Operand['kind']): Promise<void> {
    const bytes = await this.#bytesOf(file);
    if (bytes === undefined) return;
    const { data, error } = readDocuments(bytes);
    if (error !== undefined) this.#addProblem(file, `${error.message} (line ${error.line})`, error.remedy);
    this.configurations.set(file, data);
    await this.#addOperands(file, data, kind);
  }

  async #addOperands(file: string, data: readonly unknown[], kind: Operand['kind']): Promise<void> {
    // One after the other: with thousands of files open at once, opening more would fail, and they would go unchecked.
    for (const operand of data.flatMap(operandsOf)) await this.#addOperand(file, operand, kind);
  }

  async #addOperand(file: string, { name, field, kind }: Operand, within: Operand['kind']): Promise<void> {
    // The resources of a kustomization of plugins are plugins too.
    const own = within === 'plugin' && kind === 'resource' ? 'plugin' : kind;
    if (isUrl(name)) return this.#addRemote(file, field, name);
    if (own === 'manifest' || own === 'plugin') await this.#addInline(file, field, name, own);
    const path = resolve(file, '..', name);
    const found = name.includes('\0') ? undefined : await stat(path).catch(() => undefined);
    const isFolder = own !== 'data' && own !== 'manifest';
    // Kustomize opens a resource as a file first, and may clone whatever is not a file.
    const isFile = found?.isFile() === true && own !== 'component';
    if (isFile) await this.#addFile({ path, field, kind: own });
    else if (isFolder && isRepository(name)) this.#addRemote(file, field, name);
    else if (found?.isDirectory() === true) await (isFolder && this.addFolder(path, own));
    else if (found?.isFile() === false) {
      this.#addProblem(file, `It names ${formatName(name)}, which is neither a file nor a folder.`, NAME_A_FILE, field);
    }
  }

  /** Inline YAML, which some fields take instead of a path. */
  async #addInline(file: string, field: string, text: string, kind: Operand['kind']): Promise<void> {
    if (!/\n|:\s|[{[]/.test(text) || (kind !== 'plugin' && !hasAliases(text))) return;
    const { data, error } = readDocuments(Buffer.from(text));
    if (error !== undefined && hasAliases(text)) this.#addProblem(file, error.message, error.remedy, field);
    if (kind === 'plugin') await this.#addOperands(file, data, 'plugin');
  }

  async #addFile(source: SourceFile): Promise<void> {
    const { path, kind } = source;
    if (!this.#isNew(path, kind)) return;
    if (kind === 'plugin') return this.#addConfiguration(path, kind);
    this.files.push(source);
    const bytes = await this.#bytesOf(path);
    if (bytes === undefined || kind === 'data') return;
    for (const [, apiVersion, name] of bytes.toString('latin1').matchAll(OBJECT))
      this.kinds.add(`${apiVersion} ${name}`);
    if (!hasAliases(bytes)) return;
    const { error } = readDocuments(bytes);
    if (error !== undefined) this.#addProblem(path, `${error.message} (line ${error.line})`, error.remedy);
  }

  /** The content of a file; undefined if it is too large, or cannot be read, which is left to Kustomize's message. */
  async #bytesOf(file: string): Promise<Buffer | undefined> {
    try {
      const found = await stat(file);
      if (!found.isFile()) {
        if (!found.isDirectory()) this.#addProblem(file, 'It is neither a file nor a folder.', NAME_A_FILE);
        return undefined;
      }
      if (found.size <= MAX_BYTES) return await readFile(file);
      this.#addProblem(file, `It has ${found.size} bytes; ${MAX_BYTES} are read.`, 'Split the file.');
    } catch {
      // ENOENT for the file names of a kustomization that this one does not have, EACCES, and others.
    }
    return undefined;
  }

  #isNew(path: string, kind: Operand['kind']): boolean {
    const key = `${kind} ${path}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #addRemote(file: string, field: string, name: string): void {
    const problem = `It names ${formatName(withoutCredentials(name))}, and nothing is fetched here by default.`;
    this.remotes.push({ file: this.#asNamed(file), field, problem, remedy: FETCH_REMEDY });
  }

  #addProblem(file: string, problem: string, remedy: string, field?: string): void {
    this.problems.push({ file: this.#asNamed(file), ...(field !== undefined && { field }), problem, remedy });
  }

  /** The path of a file below the folder as the user named it. */
  #asNamed(file: string): string {
    const path = relative(this.#root, file);
    return isAbsolute(path) ? file : join(this.#named, path);
  }
}

/** The first lines of an object, as most people write them. */
const OBJECT = /^apiVersion: (\S+)\r?\nkind: (\S+)/gm;

/** The remedy for a remote resource that is not fetched. */
export const FETCH_REMEDY = 'Keep a copy beside the kustomization and name that, or allow it with --allow-remote.';

const NAME_A_FILE = 'Name a file of manifests, or the folder of a kustomization.';

/** A name in quotes, for a sentence; of a very long one the beginning. */
function formatName(name: string): string {
  return JSON.stringify(name.length > 500 ? `${name.slice(0, 500)}…` : name);
}

/** Whether YAML may have aliases. Only then can it expand to more than its size, so that it has to be parsed. */
function hasAliases(yaml: Buffer | string): boolean {
  return yaml.includes('&') && yaml.includes('*');
}
