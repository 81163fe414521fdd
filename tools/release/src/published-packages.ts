import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, type SourceManifest } from './source-manifest.ts';

/** A package of the workspace that is published. */
export interface PublishedPackage {
  /** The name of its folder below `packages/`, and below the folder that it is built to. */
  readonly folder: string;
  readonly manifest: SourceManifest;
}

/** All packages of a workspace but the private ones, by name. */
export function publishedPackages(workspace: string): readonly PublishedPackage[] {
  return readdirSync(join(workspace, 'packages'))
    .sort()
    .map((folder) => ({ folder, manifest: readManifest(join(workspace, 'packages', folder)) }))
    .filter(({ manifest }) => manifest.private !== true);
}

/** The entry points of a package: its exports and commands. Sources that they do not import are not published. */
export function entriesOf(workspace: string, { folder, manifest }: PublishedPackage): readonly string[] {
  const entries = [...Object.values(manifest.exports), ...Object.values(manifest.publishConfig?.bin ?? {})];
  return entries.map((entry) => join(workspace, 'packages', folder, entry));
}
