import type { ObjectToSend } from '@k8s-blocks/cluster';
import { isFields } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/**
 * The objects of a build, which can be sent to a server.
 *
 * @throws Refusal if one has no apiVersion or no kind.
 */
export function objectsToSend(objects: readonly unknown[]): readonly ObjectToSend[] {
  return objects.map((object) => {
    if (isObjectToSend(object)) return object;
    throw new Refusal({
      problem: 'What was built has no apiVersion or no kind.',
      remedy: 'Run verify, which says where.',
    });
  });
}

function isObjectToSend(object: unknown): object is ObjectToSend {
  return isFields(object) && typeof object.apiVersion === 'string' && typeof object.kind === 'string';
}
