import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package.json of a package in this workspace, as far as it matters to what is published. */
export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description: string;
  readonly license: string;
  readonly type: 'module';
  readonly sideEffects: boolean;
  /** Entry to source: `"./absent": "./src/absent.ts"`. The workspace runs the sources; only what is published is built. */
  readonly exports: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly publishConfig?: {
    readonly access: 'public';
    /** Where what is published is built to, from the package's folder: changesets publishes that. */
    readonly directory: string;
    /** Command to source. Here, as pnpm has it, since npm would link a `bin` to a source that Node 20 cannot run. */
    readonly bin?: Readonly<Record<string, string>>;
  };
}

/** Reads the package.json of a folder. */
export function readManifest(folder: string): SourceManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
