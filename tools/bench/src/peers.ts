import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

/** The tools that are measured for comparison; `kosko-parts` are the libraries of kosko, without kosko. */
export type PeerName = 'kosko' | 'kosko-parts' | 'cdk8s';

/** A tool that is installed in a folder, or the reason why it is left out. */
export type Peer = { readonly folder: string } | { readonly leftOut: string };

/** Installs the peers, each once and into its own folder, so that they do not become dependencies of this workspace. */
export class Peers {
  readonly #scratch: string;
  readonly #wanted: boolean;
  readonly #installed = new Map<PeerName, Promise<Peer>>();

  /**
   * @param scratch the folder below which they are installed.
   * @param wanted whether there are to be any. Without, nothing is fetched, and each is left out.
   */
  constructor(scratch: string, wanted: boolean) {
    this.#scratch = scratch;
    this.#wanted = wanted;
  }

  /** The peer of that name, installed when it is first asked for. */
  get(name: PeerName): Promise<Peer> {
    if (!this.#wanted) return Promise.resolve({ leftOut: '--no-peers' });
    const known = this.#installed.get(name) ?? install(name, join(this.#scratch, 'peers', name));
    this.#installed.set(name, known);
    return known;
  }
}

async function install(name: PeerName, folder: string): Promise<Peer> {
  await cp(fileURLToPath(new URL(`../peers/${name}`, import.meta.url)), folder, { recursive: true });
  const npm = ['npm', 'install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
  return run(npm, { cwd: folder }).then(
    () => ({ folder }),
    (error: unknown) => ({ leftOut: whyNot(String(error)) }),
  );
}

/** The reason of a failed npm install in a few words. */
function whyNot(said: string): string {
  if (/code (E404|ETARGET)/.test(said)) return 'the registry lacks it';
  const code = /npm error code (\S+)/.exec(said)?.[1];
  return `npm does not install it${code === undefined ? '' : ` (${code})`}`;
}
