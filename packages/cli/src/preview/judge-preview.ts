import { join } from 'node:path';
import { type KustomizeBuild, kustomizeBuild, kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences, type KubernetesObject } from '@k8s-blocks/kustomize';
import { STACK_POLICY_FILE } from '@k8s-blocks/policies';
import { Refusal } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import { type JudgedStack, judgeStack } from '../judge-stack.ts';
import { parseBuilt } from '../parse-built.ts';
import { OF_STACK, type ServiceBuild } from '../service-build.ts';
import type { WrittenPreview } from './write-preview.ts';

/**
 * Judges a preview against its map, as the real Kustomize builds it: as `verify` does an environment.
 *
 * @throws Refusal if it does not build, or to something else than its apps say.
 */
export async function judgePreview(
  stack: Stack,
  name: string,
  { folder, objects, services, ofStack }: WrittenPreview,
): Promise<JudgedStack> {
  const folders = [...services].map(([service, said]) => {
    const namespace = stack.contractNamed(service)?.namespace ?? service;
    const namespaces = [stack.environments[name]?.namespaceName(namespace) ?? namespace];
    return { service, said, folder: join(folder, service), namespaces };
  });
  const builds = await kustomizeBuilds(folders);
  const built = builds.map(async ([each, build]): Promise<ServiceBuild> => {
    const file = join(each.folder, 'kustomization.yaml');
    return { service: each.service, file, objects: await builtAsSaid(each.folder, each.said, build) };
  });
  await builtAsSaid(folder, objects, await kustomizeBuild(folder));
  const policies =
    ofStack.length === 0 ? [] : [{ service: OF_STACK, file: join(folder, STACK_POLICY_FILE), objects: ofStack }];
  return judgeStack(stack, { [name]: [...(await Promise.all(built)), ...policies] });
}

/** The objects that were built of a folder, if they are what was said. */
async function builtAsSaid(
  folder: string,
  said: readonly KubernetesObject[],
  build: KustomizeBuild | Refusal,
): Promise<readonly unknown[]> {
  if (build instanceof Refusal) throw build;
  const objects = await parseBuilt(build.yaml, folder);
  const problems = buildDifferences(said, objects);
  if (problems.length > 0) throw new Refusal(problems).within({ file: folder });
  return objects;
}
