import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@k8s-blocks/findings';
import { isMatchedBeyond, kustomizeBuild } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { keyOf, referenceOf } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { BuildOptions } from './build-options.ts';
import { environmentFolder } from './environment-folder.ts';
import { parseBuilt } from './parse-built.ts';
import type { Builds, ServiceBuild } from './service-build.ts';

/**
 * What is wrong with the kustomizations that apply all services of an environment at once, `k8s/overlays/<environment>`.
 * Kustomize follows names over everything that it builds together: it may take a name in one service for that of an object
 * of another, and it builds no two objects of one identity. They are built only where there are objects for which it may.
 */
export async function wholeStackFindings(builds: Builds, options: BuildOptions): Promise<readonly Finding[]> {
  const findings = Object.entries(builds).map(([environment, services]) => findingsOf(environment, services, options));
  return (await Promise.all(findings)).flat();
}

async function findingsOf(
  environment: string,
  services: readonly ServiceBuild[],
  { root, ...buildOptions }: BuildOptions,
): Promise<readonly Finding[]> {
  const folder = environmentFolder(root, '', environment);
  const file = join(folder, 'kustomization.yaml');
  const objects = services.flatMap((service) => service.objects);
  const isWhole = services.every(({ problems }) => problems === undefined);
  if (!isWhole || !mayDifferTogether(objects) || !(await exists(file))) return [];
  try {
    const together = await parseBuilt((await kustomizeBuild(folder, buildOptions)).yaml, folder);
    return buildDifferences(objects, together).map((problem) => otherwise(problem, environment, file));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [problem] = error.problems;
    return [findingOf({ ...problem, problem: problem?.problem ?? error.message }, environment, file)];
  }
}

/** Whether Kustomize may build objects otherwise together than service by service. */
function mayDifferTogether(objects: readonly unknown[]): boolean {
  const references = objects.flatMap((object) => referenceOf(object) ?? []);
  return references.some(isMatchedBeyond) || new Set(references.map(keyOf)).size < references.length;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function otherwise(difference: Problem, environment: string, file: string): Finding {
  const problem = 'Together with the other services, Kustomize builds it otherwise than alone.';
  return findingOf({ ...difference, problem }, environment, file);
}

function findingOf({ object, field, problem }: Problem, environment: string, file: string): Finding {
  return {
    rule: 'whole-stack',
    code: 'whole-stack',
    severity: 'error',
    environment,
    file,
    problem,
    ...(object === undefined ? {} : { object }),
    ...(field === undefined ? {} : { field }),
    why: 'This kustomization applies all services at once, and Kustomize follows names over all of them.',
    remedy: 'Give objects of the whole cluster, and accounts that others bind, names that no other service has.',
  };
}
