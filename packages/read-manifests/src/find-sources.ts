import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Finding } from '@k8s-blocks/findings';
import { isReadByKustomize } from './kustomizations.ts';
import { contentOf, reasonOf } from './read-path.ts';
import { unreadable } from './read-text.ts';

/** The names of a kustomization's file, of which a folder has one. Custom resources of other tools have such files, too. */
const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Folders that hold no manifests of their own. */
const SKIPPED = ['.git', 'node_modules'];

/** What is to be read, in order. */
export interface Found {
  /** Files of manifests. */
  readonly files: string[];
  /** Those of the files that were met below a folder, so that they may be of anything. */
  readonly below: Set<string>;
  /** The folders of Helm charts, which hold templates of manifests. */
  readonly charts: string[];
  /** The files of the kustomizations that were asked for by name. */
  readonly asked: string[];
  /** The files of the kustomizations that lie below a plain folder. */
  readonly met: string[];
  /** Paths that cannot be opened. */
  readonly findings: Finding[];
}

/**
 * What the paths name: a kustomization by its folder or its file, a plain folder with everything below it, or a file.
 * The files in the folder of a kustomization, and below, belong to that kustomization and are not read by themselves;
 * kustomizations below it are found. Whatever is reached twice, also through links, is found once.
 */
export async function findSources(paths: readonly string[]): Promise<Found> {
  const found: Found = { files: [], below: new Set(), charts: [], asked: [], met: [], findings: [] };
  const finder = new Finder(found);
  for (const path of paths) await finder.enter(path);
  return found;
}

class Finder {
  readonly #found: Found;
  /** The real paths of what was found. */
  readonly #seen = new Set<string>();

  constructor(found: Found) {
    this.#found = found;
  }

  /** Takes a path that was asked for. */
  async enter(path: string): Promise<void> {
    const folder = await this.#isFolder(path);
    if (folder === undefined) return;
    if (!folder && !KUSTOMIZATIONS.includes(basename(path))) return this.#addTo(this.#found.files, path);
    if (!folder && !isReadByKustomize(await contentOf(path))) return this.#addTo(this.#found.files, path);
    const kustomization = folder ? await this.#kustomizationIn(path, await this.#entriesOf(path)) : path;
    if (kustomization === undefined) return this.#walk(path);
    await this.#addTo(this.#found.asked, kustomization);
  }

  /** Looks through a plain folder, and the folders below it, each once. */
  async #walk(root: string): Promise<void> {
    const waiting = [{ folder: root, plain: true }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { folder } = next;
      if (!(await this.#isNew(folder))) continue;
      const entries = await this.#entriesOf(folder);
      if (isChart(entries)) {
        this.#found.charts.push(folder);
        continue;
      }
      const kustomization = await this.#kustomizationIn(folder, entries);
      if (kustomization !== undefined) await this.#addTo(this.#found.met, kustomization);
      const plain = next.plain && kustomization === undefined;
      const folders = await this.#takeFiles(folder, entries, plain);
      waiting.push(...folders.reverse().map((below) => ({ folder: below, plain })));
    }
  }

  /** Takes the manifests among the entries, if the folder is a plain one, and returns the folders among them. */
  async #takeFiles(folder: string, entries: readonly Dirent[], plain: boolean): Promise<string[]> {
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const manifest = /\.(ya?ml|json)$/.test(entry.name);
      if (SKIPPED.includes(entry.name) || (entry.isFile() && !(plain && manifest))) continue;
      const isFolder = entry.isDirectory() || (entry.isFile() ? false : await this.#isFolder(path, plain && manifest));
      if (isFolder) folders.push(path);
      else if (isFolder === false && plain && manifest) {
        await this.#addTo(this.#found.files, path);
        this.#found.below.add(path);
      }
    }
    return folders;
  }

  /** Whether a path leads to a folder or to a file; undefined if to neither, which is a finding if it is `asked` for. */
  async #isFolder(path: string, asked = true): Promise<boolean | undefined> {
    try {
      const stats = await stat(path);
      if (stats.isDirectory() || stats.isFile()) return stats.isDirectory();
      if (asked) this.#report(path, 'This is neither a file nor a folder.');
    } catch (error) {
      if (asked) this.#report(path, `This cannot be opened: ${reasonOf(error)}.`);
    }
    return undefined;
  }

  async #entriesOf(folder: string): Promise<Dirent[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
      this.#report(folder, `This folder cannot be read: ${reasonOf(error)}.`);
      return [];
    }
  }

  async #kustomizationIn(folder: string, entries: readonly Dirent[]): Promise<string | undefined> {
    for (const name of KUSTOMIZATIONS.filter((known) => entries.some((entry) => entry.name === known))) {
      const file = join(folder, name);
      if ((await this.#isFolder(file, false)) === false && isReadByKustomize(await contentOf(file))) return file;
    }
    return undefined;
  }

  async #addTo(list: string[], path: string): Promise<void> {
    if (await this.#isNew(path)) list.push(path);
  }

  async #isNew(path: string): Promise<boolean> {
    const real = await realpath(path).catch(() => path);
    if (this.#seen.has(real)) return false;
    this.#seen.add(real);
    return true;
  }

  #report(file: string, message: string): void {
    this.#found.findings.push(unreadable(file, { message, remedy: 'Give a file or a folder that can be read.' }));
  }
}

/** Whether a folder is a Helm chart. @see https://helm.sh/docs/topics/charts/ */
function isChart(entries: readonly Dirent[]): boolean {
  const names = entries.map(({ name }) => name);
  return names.includes('Chart.yaml') && names.includes('templates');
}
