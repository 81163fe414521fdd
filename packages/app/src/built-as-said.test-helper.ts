import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { type Fields, fieldsOf } from '@k8s-blocks/manifest';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { App } from './index.ts';

/** The objects that the real Kustomize builds for an app in one environment, which must be those that the app says. */
export interface BuiltAsSaid {
  /** The built object of a kind, with its name in the environment. Throws if there is none. */
  object(kind: string, name: string): Fields;
}

/** Builds an environment of an app, and expects every value to be as the app says it. */
export async function builtAsSaid(app: App, environment: string): Promise<BuiltAsSaid> {
  const root = await mkdtemp(join(tmpdir(), 'built-as-said-'));
  try {
    for (const [path, text] of app.tree()) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const folder = environment === 'base' ? 'base' : join('overlays', environment);
    const { yaml } = await kustomizeBuild(join(root, folder));
    const objects = parseAllDocuments(yaml).map((document): unknown => document.toJS());
    expect(buildDifferences(app.resources()[environment] ?? [], objects)).toEqual([]);
    return {
      object(kind, name) {
        const found = objects.map(fieldsOf).find((each) => each.kind === kind && fieldsOf(each.metadata).name === name);
        if (found === undefined) throw new Error(`There is no ${kind} ${name} in ${environment}.`);
        return found;
      },
    };
  } finally {
    await rm(root, { recursive: true });
  }
}
