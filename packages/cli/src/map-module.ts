import { extname } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import { importDefault } from './import-module.ts';

const MODULES = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** Whether a target is a module, by its file extension, and not the path of manifests. */
export function isModule(target: string): boolean {
  return MODULES.includes(extname(target));
}

/** Whether what a module exports is a map. */
export function isStack(value: unknown): value is Stack {
  return typeof value === 'object' && value !== null && 'connectionsOf' in value;
}

/**
 * The map that a module exports.
 *
 * @throws Refusal if there is no such file, or its default export is not a map.
 */
export async function loadStack(target: string): Promise<Stack> {
  const found = await importDefault(target, 'Give the module that exports the map.');
  if (isStack(found)) return found;
  throw new Refusal({
    file: target,
    problem: 'Its default export is not a map.',
    remedy: 'Export one: export default stack({ … }).',
  });
}
