import type { Repository } from './repository.ts';
import type { SourceManifest } from './source-manifest.ts';

/** A published package.json. */
export type PublishedManifest = Omit<SourceManifest, 'exports' | 'publishConfig'> & {
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  readonly repository?: Repository;
  readonly bin?: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly publishConfig: { readonly access: 'public' };
};

/**
 * The package.json to publish: with the paths of built files instead of sources, and without what only the workspace needs.
 *
 * @param engines the versions of Node that the workspace is tested with
 * @param repository the repository that it is built in, if that is known
 */
export function publishedManifest(
  source: SourceManifest,
  { engines, repository }: { engines: SourceManifest['engines']; repository: Repository | undefined },
): PublishedManifest {
  const { exports, publishConfig, private: _, ...rest } = source;
  const { name, version, description, license, type, sideEffects, dependencies } = rest;
  const { peerDependencies, peerDependenciesMeta } = rest;
  return {
    name,
    version,
    description,
    license,
    type,
    sideEffects,
    ...(repository && { repository }),
    ...(engines && { engines }),
    ...(publishConfig?.bin && { bin: mapValues(publishConfig.bin, (file) => built(file, '.js')) }),
    exports: mapValues(exports, (file) => ({ types: built(file, '.d.ts'), default: built(file, '.js') })),
    // npm adds package.json, README and LICENSE by itself.
    files: ['lib', 'src', 'CHANGELOG.md'],
    ...(dependencies && { dependencies }),
    ...(peerDependencies && { peerDependencies }),
    ...(peerDependenciesMeta && { peerDependenciesMeta }),
    publishConfig: { access: 'public' },
  };
}

/** `./src/index.ts` → `./lib/index.js` */
function built(source: string, extension: '.js' | '.d.ts'): string {
  return source.replace('./src/', './lib/').replace(/\.ts$/, extension);
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
