import { Refusal } from '@k8s-blocks/refusal';
import { importDefault } from '../import-module.ts';
import { isStack } from '../map-module.ts';
import { isEmitted } from '../app-module.ts';

/** Which services are asked about, and which environments there are. */
export interface Scope {
  readonly includes: (service: string) => boolean;
  /** The services that are named: those of apps. */
  readonly named: readonly string[];
  readonly environments: readonly string[];
}

/**
 * What the targets ask about: of a map all services whose trees there are, or were; of apps these.
 *
 * @throws Refusal if a module is not there, or exports neither.
 */
export async function loadScope(targets: readonly string[]): Promise<Scope> {
  const remedy = 'Give the module that exports the map, or those of apps.';
  const scopes = await Promise.all(targets.map(async (target) => scopeOf(target, await importDefault(target, remedy))));
  const environments = [...new Set(scopes.flatMap((scope) => scope.environments))];
  const named = scopes.flatMap((scope) => scope.named);
  return { environments, named, includes: (service) => scopes.some((scope) => scope.includes(service)) };
}

function scopeOf(target: string, exported: unknown): Scope {
  if (isStack(exported)) return { includes: () => true, named: [], environments: Object.keys(exported.environments) };
  if (isEmitted(exported) && 'contract' in exported) {
    const { contract, stack } = exported;
    const { name } = contract;
    return { includes: (service) => service === name, named: [name], environments: Object.keys(stack.environments) };
  }
  throw new Refusal({
    file: target,
    problem: 'Its default export is neither a map nor an app.',
    remedy: 'Export one: export default stack({ … }), or export default app(…).',
  });
}
