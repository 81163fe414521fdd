import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '@k8s-blocks/app';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { standaloneTree } from '@k8s-blocks/kustomize';

/** What the real Kustomize makes of one environment of an app that is written out alone, without base and patches. */
export async function builtAlone(app: App, environment: string): Promise<string> {
  const layer = app.layers()[environment];
  if (layer === undefined) throw new Error(`There is no environment ${environment}.`);
  const folder = await mkdtemp(join(tmpdir(), 'built-alone-'));
  try {
    for (const [path, text] of standaloneTree(layer)) await writeFile(join(folder, path), text);
    return (await kustomizeBuild(folder)).yaml;
  } finally {
    await rm(folder, { recursive: true });
  }
}
