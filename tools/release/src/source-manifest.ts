import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fields of a package.json in this workspace that matter to the published one. */
export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description: string;
  readonly license: string;
  readonly type: 'module';
  readonly sideEffects: boolean;
  /** Entry point to source: `"./absent": "./src/absent.ts"`. The workspace runs the sources; published packages are built. */
  readonly exports: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly publishConfig?: {
    readonly access: 'public';
    /** The folder that is built and published, relative to the package's folder. Changesets reads it. */
    readonly directory: string;
    /** Command to source. It is in `publishConfig`, as with pnpm: npm would link a `bin` to a source that Node 20 cannot run. */
    readonly bin?: Readonly<Record<string, string>>;
  };
}

/** Reads the package.json of a folder. */
export function readManifest(folder: string): SourceManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
