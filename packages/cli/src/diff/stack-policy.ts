import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STACK_POLICY_FILE } from '@k8s-blocks/policies';
import { Refusal } from '@k8s-blocks/refusal';
import { environmentFolder } from '../environment-folder.ts';
import { orRefusal } from '../or-refusal.ts';
import { parseBuilt } from '../parse-built.ts';
import type { Side } from './services.ts';

/** The policy of the whole stack on both sides, and why it is not compared. */
export interface StackPolicies {
  readonly old: readonly unknown[];
  readonly wanted: readonly unknown[];
  readonly notes: readonly string[];
}

/**
 * The ClusterNetworkPolicy of the whole stack in an environment, before and after a change: it belongs to no service, and no
 * kustomization changes it.
 */
export async function stackPolicies(before: Side, after: Side, environment: string): Promise<StackPolicies> {
  const [old, wanted] = [await policyOf(before, environment), await policyOf(after, environment)];
  const problem = [wanted, old].find((each) => each instanceof Refusal);
  if (!(old instanceof Refusal) && !(wanted instanceof Refusal)) return { old, wanted, notes: [] };
  const why = problem instanceof Refusal ? problem.message : '';
  return { old: [], wanted: [], notes: [`The policy of the whole stack is not compared: ${why}`] };
}

/** None, where there is no such file; and why there is none that can be read. */
async function policyOf({ root, entries }: Side, environment: string): Promise<readonly unknown[] | Refusal> {
  const path = join(environmentFolder('', '', environment), STACK_POLICY_FILE);
  // A link may lead anywhere on this machine.
  const outer = entries.find(
    ({ kind, path: at }) => kind !== 'inner link' && (path === at || path.startsWith(`${at}/`)),
  );
  if (outer !== undefined) return new Refusal({ file: path, problem: `${outer.path} leads out of the trees.` });
  const yaml = await orRefusal(readFile(join(root, path), 'utf8').catch(emptyIfMissing));
  return yaml instanceof Refusal ? yaml : orRefusal(parseBuilt(yaml, path));
}

function emptyIfMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
  throw error;
}
