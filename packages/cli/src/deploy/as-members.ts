import type { ObjectToSend } from '@k8s-blocks/cluster';
import type { Inventory } from '@k8s-blocks/deploy';
import type { StackDeployment } from './read-deployment.ts';

/** What is deployed, with the labels by which the inventory finds it again. */
export function asMembers({ ofStack, waves, others }: StackDeployment, inventory: Inventory): StackDeployment {
  const labelled = (service: string | undefined, objects: readonly ObjectToSend[]) =>
    objects.map((object) => inventory.asMember(service, object));
  return {
    ofStack: labelled(undefined, ofStack),
    waves: waves.map((wave) => wave.map(({ name, objects }) => ({ name, objects: labelled(name, objects) }))),
    others,
  };
}
