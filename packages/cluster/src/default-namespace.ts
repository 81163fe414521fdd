import { fieldsOf } from '@k8s-blocks/manifest';
import type { Cluster, RequestOptions } from './cluster.ts';
import { addressOf, type ObjectToSend } from './cluster-object.ts';
import { ServerRefusal } from './server-refusal.ts';

/** The namespace that every cluster has. */
export const DEFAULT_NAMESPACE = 'default';

/**
 * Why a server refuses an object whose namespace does not exist yet; undefined if it takes it. It is asked in the namespace `default`
 * whether it would be created. Where an object has its name there, an apply would change that one; so the server is asked to create it:
 * only after it has validated and admitted it, it finds that the name is taken.
 *
 * @throws Refusal if the server gives no answer; and the reason of the signal.
 */
export async function refusalInDefault(
  cluster: Cluster,
  object: ObjectToSend,
  options: RequestOptions & { readonly fieldManager: string },
): Promise<ServerRefusal | undefined> {
  const metadata = { ...fieldsOf(object.metadata), name: addressOf(object).name, namespace: DEFAULT_NAMESPACE };
  const moved = { ...object, metadata };
  const change = { ...options, dryRun: true };
  const applied = await cluster.apply(moved, change).catch(serverRefusal);
  if ('created' in applied && applied.created) return undefined;
  const created = await cluster.create(moved, change).catch(serverRefusal);
  const isNameTaken = created instanceof ServerRefusal && created.reason === 'AlreadyExists';
  const refusal = [...(isNameTaken ? [] : [created, applied])].find((each) => each instanceof ServerRefusal);
  return refusal === undefined ? undefined : new ServerRefusal(refusal, addressOf(object));
}

/**
 * Whether a refusal may be of the namespace in which it was asked alone: for want of a right, by a quota, or by a policy of admission.
 * What is refused as invalid is refused in every namespace.
 */
export function mayBeOfNamespace({ reason, isDenied }: ServerRefusal): boolean {
  return reason === 'Forbidden' || reason === 'NotFound' || isDenied;
}

function serverRefusal(error: unknown): ServerRefusal {
  if (error instanceof ServerRefusal) return error;
  throw error;
}
