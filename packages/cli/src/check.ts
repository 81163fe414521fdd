import { join } from 'node:path';
import { checkApp } from '@k8s-blocks/app';
import { loadEmitted, nameOf, placeOf, type Workspace } from './workspace.ts';

/** Says how the app's files differ from what emit would write. */
export async function check(modulePath: string, workspace: Workspace): Promise<boolean> {
  const app = await loadEmitted(modulePath);
  const differing = await checkApp(app, await placeOf(app, modulePath, workspace));
  for (const { path, problem, diff } of differing) {
    console.error(`${join(workspace.root, path)}: ${problem}\n${diff}`);
  }
  if (differing.length === 0) console.log(`${nameOf(app)}: as it is emitted`);
  else console.error(`${nameOf(app)}: ${differing.length} differing; emit again, and commit what it writes.`);
  return differing.length === 0;
}
