import { fieldsOf, formatObject, groupOf, textOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Applied, Cluster, RequestOptions } from './cluster.ts';
import { addressOf, type ObjectToSend } from './cluster-object.ts';
import { DEFAULT_NAMESPACE, refusalInDefault } from './default-namespace.ts';
import { FIELD_MANAGER } from './field-manager.ts';
import { ServerRefusal } from './server-refusal.ts';
import { someAtOnce } from './some-at-once.ts';
import { UnreachableCluster } from './unreachable-cluster.ts';

/** The field managers of `kubectl apply --server-side` and of `deploy`. */
const FIELD_MANAGERS = ['kubectl', FIELD_MANAGER] as const;

/** Options of a dry run. */
export interface DryRunOptions extends Pick<RequestOptions, 'signal'> {
  /**
   * The field managers that may apply the objects: each object is asked about as the first, and where another of them has applied it
   * before, as that one. Default: `kubectl`, as `kubectl apply --server-side` has it, and `k8s-blocks`.
   */
  readonly fieldManagers?: readonly [string, ...string[]];
}

/** What a server says of one object. */
export interface DryRunAnswer {
  /** The object, as it was given. */
  readonly object: unknown;
  readonly verdict: DryRunVerdict;
  /** The namespace in which it was asked about, since its own does not exist yet. */
  readonly askedIn?: string;
  /** The warnings of the server. */
  readonly warnings: readonly string[];
}

/**
 * What would become of an object: it is accepted, and created or not; it is refused; or the server could not be asked, since it does not
 * know the kind before the CustomResourceDefinition that is applied with it.
 */
export type DryRunVerdict =
  | { readonly is: 'accepted'; readonly creates: boolean }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'not asked'; readonly definition: string };

/**
 * Asks a server whether it would accept objects, all of them, by dry runs of server-side apply: it validates and admits each, and
 * stores nothing. Objects of a namespace that does not exist yet are asked about in the namespace `default`.
 *
 * @param objects those that are applied together, in any order.
 * @returns the answers, in the order of the objects.
 * @throws Refusal if the server gives no answer; and the reason of the signal.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
export async function dryRunObjects(
  cluster: Cluster,
  objects: readonly unknown[],
  { signal, fieldManagers: [fieldManager, ...otherManagers] = FIELD_MANAGERS }: DryRunOptions = {},
): Promise<readonly DryRunAnswer[]> {
  const run: DryRun = {
    cluster,
    options: { signal, fieldManager, dryRun: true },
    otherManagers,
    definitions: definitionsIn(objects),
    resource: once((apiVersion = '', kind = '') => cluster.resource(apiVersion, kind)),
    exists: once((namespace = '') => namespaceExists(cluster, namespace, signal)),
  };
  return someAtOnce(objects, (object) => answerOf(run, object));
}

/** What one dry run of many objects has in common. */
interface DryRun {
  readonly cluster: Cluster;
  readonly options: RequestOptions & { readonly fieldManager: string; readonly dryRun: true };
  readonly otherManagers: readonly string[];
  /** The CustomResourceDefinitions among the objects, by {@link kindKey}. */
  readonly definitions: ReadonlyMap<string, string>;
  /** A kind as the server serves it. A missing one is asked for once, and not with each object. */
  readonly resource: Cluster['resource'];
  /** Whether a namespace exists. */
  readonly exists: (name: string) => Promise<boolean>;
}

async function answerOf(run: DryRun, object: unknown): Promise<DryRunAnswer> {
  const warnings = new Set<string>();
  const options = { ...run.options, onWarning: (text: string) => void warnings.add(text) };
  const answer = await answered({ ...run, options }, object).catch(refused);
  return { object, ...answer, warnings: [...warnings] };
}

type Answer = Pick<DryRunAnswer, 'askedIn' | 'verdict'>;

/** The answer for an object that is refused; the others may be accepted. */
function refused(error: unknown): Answer {
  if (!(error instanceof Refusal) || error instanceof UnreachableCluster) throw error;
  return { verdict: { is: 'refused', refusal: error } };
}

async function answered(run: DryRun, given: unknown): Promise<Answer> {
  const object = toSend(given);
  const { apiVersion, kind, namespace } = addressOf(object);
  const definition = run.definitions.get(kindKey(groupOf(apiVersion), kind));
  const resource = await run.resource(apiVersion, kind);
  if (resource === undefined && definition !== undefined) return { verdict: { is: 'not asked', definition } };
  if (resource?.namespaced === true && namespace !== undefined && !(await run.exists(namespace))) {
    const refusal = await refusalInDefault(run.cluster, object, run.options);
    const verdict: DryRunVerdict =
      refusal === undefined ? { is: 'accepted', creates: true } : { is: 'refused', refusal };
    return { verdict, askedIn: DEFAULT_NAMESPACE };
  }
  const { created } = await appliedBy(run, object);
  return { verdict: { is: 'accepted', creates: created } };
}

/** Applies an object, as another manager where all fields in conflict are of that one. */
async function appliedBy({ cluster, options, otherManagers }: DryRun, object: ObjectToSend): Promise<Applied> {
  return cluster.apply(object, options).catch((error: unknown) => {
    if (!(error instanceof ServerRefusal)) throw error;
    const { conflicts } = error;
    const before = otherManagers.find((other) => conflicts.every(({ manager }) => manager === other));
    if (conflicts.length === 0 || before === undefined) throw error;
    return cluster.apply(object, { ...options, fieldManager: before });
  });
}

/** @throws Refusal if a server could not even read of which kind it is. */
function toSend(value: unknown): ObjectToSend {
  const { apiVersion, kind, metadata, ...rest } = fieldsOf(value);
  if (typeof apiVersion === 'string' && typeof kind === 'string') {
    return { ...rest, apiVersion, kind, metadata: fieldsOf(metadata) };
  }
  throw new Refusal({
    object: formatObject(value, 'an object'),
    problem: 'It has no apiVersion or no kind, so that no server knows what it is.',
    remedy: 'Give both as text.',
  });
}

/** The names of the CustomResourceDefinitions among objects, by the kinds that they define. */
function definitionsIn(objects: readonly unknown[]): ReadonlyMap<string, string> {
  const definitions = objects.map(fieldsOf).filter(({ kind }) => kind === 'CustomResourceDefinition');
  return new Map(
    definitions.map(({ spec, metadata }) => {
      const { group, names } = fieldsOf(spec);
      return [kindKey(textOf(group) ?? '', textOf(fieldsOf(names).kind) ?? ''), formatName(metadata)];
    }),
  );
}

function formatName(metadata: unknown): string {
  return textOf(fieldsOf(metadata).name) ?? '';
}

function kindKey(group: string, kind: string): string {
  return JSON.stringify([group, kind]);
}

/** Whether a namespace exists. Who may not see namespaces is told by the answers about the objects. */
async function namespaceExists(cluster: Cluster, name: string, signal: AbortSignal | undefined): Promise<boolean> {
  const found = await cluster.get({ apiVersion: 'v1', kind: 'Namespace', name }, { signal }).catch((error: unknown) => {
    if (error instanceof ServerRefusal) return error;
    throw error;
  });
  return found !== undefined;
}

/** A function that calls another once for the same texts. */
function once<T>(ask: (...texts: string[]) => Promise<T>): (...texts: string[]) => Promise<T> {
  const memo = new Map<string, Promise<T>>();
  return (...texts) => {
    const key = JSON.stringify(texts);
    const asked = memo.get(key) ?? ask(...texts);
    memo.set(key, asked);
    return asked;
  };
}
