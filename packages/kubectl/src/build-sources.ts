import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { MAX_BYTES, readDocuments } from '@k8s-blocks/read-yaml';
import type { Problem } from '@k8s-blocks/refusal';
import { type Operand, operandsOf } from './operands.ts';
import { isRepository, isUrl, withoutCredentials } from './remote.ts';

/** The names of a kustomization's file. Kustomize refuses a folder with two of them. */
const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What the build of a folder reads, and what stands against building it. */
export interface BuildSources {
  /** The kustomizations, also those that are built upon, and the configurations of plugins: file to its documents. */
  readonly configurations: ReadonlyMap<string, readonly unknown[]>;
  /** The other files that are there, of manifests and patches, and of anything. */
  readonly files: readonly SourceFile[];
  /** Files that cost too much to read, or that cannot be told from them. */
  readonly faults: readonly Problem[];
  /** What would be fetched from elsewhere. */
  readonly remotes: readonly Problem[];
}

/** A file that a build reads. */
export interface SourceFile {
  readonly path: string;
  /** Where it is named: `secretGenerator[0].envs[0]`. */
  readonly field: string;
  readonly kind: Operand['kind'];
}

/**
 * Reads what Kustomize would read to build a folder: kustomizations in full, of other files as much as it takes to know
 * that Kustomize can read them without taking all memory. What is missing, or not permitted, is left for Kustomize to say.
 */
export async function buildSources(folder: string): Promise<BuildSources> {
  const sources = new Sources(folder, await realpath(folder).catch(() => resolve(folder)));
  await sources.addFolder('.', 'resource');
  return sources;
}

class Sources implements BuildSources {
  readonly configurations = new Map<string, readonly unknown[]>();
  readonly files: SourceFile[] = [];
  readonly faults: Problem[] = [];
  readonly remotes: Problem[] = [];
  /** The folder as the user names it, and where it really is: Kustomize follows links before it looks for what is beside. */
  readonly #named: string;
  readonly #root: string;
  readonly #seen = new Set<string>();

  constructor(named: string, root: string) {
    this.#named = named;
    this.#root = root;
  }

  /** @param path from the root. */
  async addFolder(path: string, kind: Operand['kind']): Promise<void> {
    const folder = await realpath(resolve(this.#root, path)).catch(() => undefined);
    if (folder === undefined || !this.#isNew(folder, kind)) return;
    for (const name of KUSTOMIZATIONS) await this.#addConfiguration(join(folder, name), kind);
  }

  /** A kustomization, or, where a plugin is asked for, a file with its configuration. */
  async #addConfiguration(file: string, kind: Operand['kind']): Promise<void> {
    const bytes = await this.#bytesOf(file);
    if (bytes === undefined) return;
    const { data, error } = readDocuments(bytes);
    if (error !== undefined) this.#addFault(file, `${error.message} (line ${error.line})`, error.remedy);
    this.configurations.set(file, data);
    await this.#addOperands(file, data, kind);
  }

  async #addOperands(file: string, data: readonly unknown[], kind: Operand['kind']): Promise<void> {
    // One after the other: a file that cannot be opened, since thousands are, would not be looked at.
    for (const operand of data.flatMap(operandsOf)) await this.#addOperand(file, operand, kind);
  }

  async #addOperand(file: string, { name, field, kind }: Operand, within: Operand['kind']): Promise<void> {
    // What a kustomization of plugins names are plugins too.
    const own = within === 'plugin' && kind === 'resource' ? 'plugin' : kind;
    if (isUrl(name)) return this.#addRemote(file, field, name);
    if (own === 'manifest' || own === 'plugin') await this.#addText(file, field, name, own);
    const path = resolve(file, '..', name);
    const found = name.includes('\0') ? undefined : await stat(path).catch(() => undefined);
    const isFolder = own !== 'data' && own !== 'manifest';
    // Kustomize opens a resource as a file first, and whatever is no file it may clone.
    const isFile = found?.isFile() === true && own !== 'component';
    if (isFile) await this.#addFile({ path, field, kind: own });
    else if (isFolder && isRepository(name)) this.#addRemote(file, field, name);
    else if (found?.isDirectory() === true) await (isFolder && this.addFolder(path, own));
    else if (found?.isFile() === false) {
      this.#addFault(file, `It names ${said(name)}, which is neither a file nor a folder.`, NAME_A_FILE, field);
    }
  }

  /** What is named as YAML: it may stand where a path could. */
  async #addText(file: string, field: string, text: string, kind: Operand['kind']): Promise<void> {
    if (!/\n|:\s|[{[]/.test(text) || (kind !== 'plugin' && !hasAliases(text))) return;
    const { data, error } = readDocuments(Buffer.from(text));
    if (error !== undefined && hasAliases(text)) this.#addFault(file, error.message, error.remedy, field);
    if (kind === 'plugin') await this.#addOperands(file, data, 'plugin');
  }

  async #addFile(source: SourceFile): Promise<void> {
    const { path, kind } = source;
    if (!this.#isNew(path, kind)) return;
    if (kind === 'plugin') return this.#addConfiguration(path, kind);
    this.files.push(source);
    const bytes = await this.#bytesOf(path);
    if (bytes === undefined || kind === 'data' || !hasAliases(bytes)) return;
    const { error } = readDocuments(bytes);
    if (error !== undefined) this.#addFault(path, `${error.message} (line ${error.line})`, error.remedy);
  }

  /** What is in a file; undefined if it cannot be read, which Kustomize says better, or if it is too large. */
  async #bytesOf(file: string): Promise<Buffer | undefined> {
    try {
      const found = await stat(file);
      if (!found.isFile()) {
        if (!found.isDirectory()) this.#addFault(file, 'It is neither a file nor a folder.', NAME_A_FILE);
        return undefined;
      }
      if (found.size <= MAX_BYTES) return await readFile(file);
      this.#addFault(file, `It has ${found.size} bytes; ${MAX_BYTES} are read.`, 'Split the file.');
    } catch {
      // ENOENT of the names that a kustomization does not have, EACCES, and others.
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
    const problem = `It names ${said(withoutCredentials(name))}, and nothing is fetched here by default.`;
    this.remotes.push({ file: this.#asNamed(file), field, problem, remedy: FETCH_REMEDY });
  }

  #addFault(file: string, problem: string, remedy: string, field?: string): void {
    this.faults.push({ file: this.#asNamed(file), ...(field !== undefined && { field }), problem, remedy });
  }

  /** A file as the user would name it, who named the folder. */
  #asNamed(file: string): string {
    const path = relative(this.#root, file);
    return isAbsolute(path) ? file : join(this.#named, path);
  }
}

/** What to do about something that is not fetched. */
export const FETCH_REMEDY = 'Keep a copy beside the kustomization and name that, or allow it with --allow-remote.';

const NAME_A_FILE = 'Name a file of manifests, or the folder of a kustomization.';

/** A name as it stands in a sentence; of a very long one its beginning. */
function said(name: string): string {
  return JSON.stringify(name.length > 500 ? `${name.slice(0, 500)}…` : name);
}

/** Whether YAML may have aliases, which stand for more than they are; only then does it need to be parsed. */
function hasAliases(yaml: Buffer | string): boolean {
  return yaml.includes('&') && yaml.includes('*');
}
