import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { loadEmitted, nameOf, placeOf, type Workspace } from './workspace.ts';

/** Writes the app's base and overlays, and says which files were written and removed. */
export async function emit(modulePath: string, workspace: Workspace): Promise<boolean> {
  const app = await loadEmitted(modulePath);
  const { written, removed, unchanged } = await emitApp(app, await placeOf(app, modulePath, workspace));
  for (const path of written) console.log(`wrote    ${join(workspace.root, path)}`);
  for (const path of removed) console.log(`removed  ${join(workspace.root, path)}`);
  console.log(`${nameOf(app)}: ${written.length} written, ${removed.length} removed, ${unchanged} unchanged`);
  return true;
}
