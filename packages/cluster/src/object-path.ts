import { formatReference } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { type ApiResource, collectionPath } from './api-resources.ts';
import type { ObjectAddress } from './cluster-object.ts';

/**
 * The path of one object.
 *
 * @throws Refusal if the kind is in namespaces and none is named, or if a name cannot be a part of a path.
 */
export function pathOf(resource: ApiResource, address: ObjectAddress): string {
  const { name, namespace } = address;
  checkSegment(name, 'metadata.name', address);
  if (resource.namespaced) {
    if (namespace === undefined) {
      throw new Refusal({
        object: formatReference(address),
        field: 'metadata.namespace',
        problem: `It names no namespace, and a ${address.kind} is in one.`,
        remedy: 'Name it; none is guessed.',
      });
    }
    checkSegment(namespace, 'metadata.namespace', address);
  }
  return `${collectionPath(resource, namespace)}/${encodeURIComponent(name)}`;
}

/** Names that would lead to another path; an API server takes none of them either. */
function checkSegment(text: string, field: string, address: ObjectAddress): void {
  if (text !== '' && text !== '.' && text !== '..' && !/[/%]/.test(text) && !/\p{Cs}/u.test(text)) return;
  throw new Refusal({
    object: formatReference(address),
    field,
    problem: 'It cannot be a part of a path: it is empty, "." or "..", or contains "/" or "%".',
    remedy: 'Give a DNS label or subdomain.',
  });
}
