import { type Cluster, FIELD_MANAGER, type ObjectToSend, someAtOnce } from '@k8s-blocks/cluster';
import { Refusal } from '@k8s-blocks/refusal';
import { applySteps } from '../order/apply-steps.ts';
import { explain } from '../trouble/explain.ts';
import { type CreatedObjects, waitedObject } from '../wait/judge-objects.ts';
import { type WaitOptions, waitForObjects } from '../wait/wait-for-objects.ts';

/** How objects are applied. */
export interface ApplyObjectsOptions {
  /** Whether fields are taken from other managers. */
  readonly forceConflicts: boolean;
  /** Ends it; the objects that are applied until then stay. */
  readonly signal: AbortSignal;
  /** Is called after each object, with whether it was not there before. */
  readonly onApplied?: (object: ObjectToSend, created: boolean) => void;
}

/** How long a definition may take until its kind is served, in milliseconds: a server takes a second. */
const ESTABLISHED_WITHIN_MS = 60_000;

/**
 * Applies objects, what others need first. Definitions of custom resources are waited for, so that the resources can follow.
 *
 * @returns those that it created.
 * @throws Refusal if one is refused, or the reason of the signal; nothing is under way any more then.
 */
export async function applyObjects(
  cluster: Cluster,
  objects: readonly ObjectToSend[],
  { forceConflicts, signal, onApplied }: ApplyObjectsOptions,
): Promise<CreatedObjects> {
  const all = new Map<string, number>();
  for (const step of applySteps(objects)) {
    await someAtOnce(step, async (object) => {
      signal.throwIfAborted();
      const options = { fieldManager: FIELD_MANAGER, force: forceConflicts, signal };
      const { created, object: live } = await cluster.apply(object, options);
      if (created) all.set(live.metadata.uid, Date.now());
      onApplied?.(object, created);
    });
    await established(cluster, step, { created: all, signal });
  }
  return all;
}

async function established(
  cluster: Cluster,
  step: readonly ObjectToSend[],
  { created, signal }: Pick<WaitOptions, 'created' | 'signal'>,
): Promise<void> {
  const definitions = step.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const { end, states } = await waitForObjects(
    cluster,
    definitions.map((each) => waitedObject(each, { namespaced: false, hasStatus: true })),
    { timeout: ESTABLISHED_WITHIN_MS, created, signal, onState: () => undefined },
  );
  if (end === 'ready') return;
  signal.throwIfAborted();
  const late = states.filter(({ readiness }) => readiness.state !== 'ready');
  throw new Refusal(await Promise.all(late.map((each) => explain(cluster, each, end === 'time' ? '60 s' : undefined))));
}
