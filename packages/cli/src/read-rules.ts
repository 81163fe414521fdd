import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Rule, refuseEqualCodes, rulesOf } from '@k8s-blocks/invariants';
import { importDefault } from './import-module.ts';
import { workspaceTop } from './workspace.ts';

/** The names that a module of rules may have; TypeScript first. */
const NAMES = ['ts', 'mts', 'js', 'mjs'].map((extension) => `k8s-blocks.rules.${extension}`);

/**
 * A stack's own rules: those of `k8s-blocks.rules.ts` beside the module of its map, where a team has its own, and at the top of the
 * workspace, where those for all stacks are. None if there is neither.
 *
 * @param mapModule the path of the map's module.
 * @throws Refusal if one of them exports no list of rules, or two rules have one code; and any error that a module itself throws.
 */
export async function readRules(mapModule: string): Promise<readonly Rule[]> {
  const beside = dirname(resolve(mapModule));
  const folders = [...new Set([beside, workspaceTop(beside)])];
  const files = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)).filter((file) => existsSync(file)));
  const rules = await Promise.all(files.map(read));
  refuseEqualCodes(rules.flat());
  return rules.flat();
}

async function read(file: string): Promise<readonly Rule[]> {
  const shown = relative(process.cwd(), file);
  return rulesOf(await importDefault(file, 'Give a module that exports a list of rules.'), shown);
}
