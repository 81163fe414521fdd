import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STACK_POLICY_FILE } from '@k8s-blocks/policies';
import { Refusal } from '@k8s-blocks/refusal';
import type { Environment, Stack } from '@k8s-blocks/topology';
import { environmentFolder } from './environment-folder.ts';
import { orRefusal } from './or-refusal.ts';
import { parseBuilt } from './parse-built.ts';
import { OF_STACK, type ServiceBuild } from './service-build.ts';

/**
 * The ClusterNetworkPolicy of the whole stack in an environment that has one, as it was emitted with the map: none of the services
 * has it, and no kustomization changes it.
 */
export async function readStackPolicy(
  stack: Stack,
  { name, clusterNetworkPolicy }: Environment,
  { root }: { readonly root: string },
): Promise<readonly ServiceBuild[]> {
  if (clusterNetworkPolicy === undefined || stack.servicesIn(name).length === 0) return [];
  const file = join(environmentFolder(root, '', name), STACK_POLICY_FILE);
  const objects = await orRefusal(
    readFile(file, 'utf8')
      .catch(refuseMissing(file))
      .then((yaml) => parseBuilt(yaml, file)),
  );
  if (!(objects instanceof Refusal)) return [{ service: OF_STACK, file, objects }];
  const problems = objects.problems.map((problem) => ({ ...problem, file }));
  return [{ service: OF_STACK, file, objects: [], problems }];
}

function refuseMissing(file: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Refusal({
      file,
      problem: 'The environment has a ClusterNetworkPolicy, which was not emitted.',
      remedy: 'Emit the documents of the map, with stackKustomizations among them.',
    });
  };
}
