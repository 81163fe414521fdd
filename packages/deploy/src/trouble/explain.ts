import type { Cluster } from '@k8s-blocks/cluster';
import { addressOf } from '@k8s-blocks/cluster';
import { hideSecretsOf } from '@k8s-blocks/kubectl';
import { formatReference, printable } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { LocatedTrouble, ObjectState } from '../wait/judge-objects.ts';

/** How many Events are shown of an object: the newest ones. */
const MAX_EVENTS = 3;

/** How many pods of an object are told of: most have the same trouble. */
const MAX_PODS = 2;

/**
 * Why an object is not ready, as a problem for people: what it says itself, what is wrong with its pods, and their last Events.
 *
 * @param waited how long it was waited, for the sentence: `5 m`. Undefined if it will not be ready, however long one waits.
 */
export async function explain(cluster: Cluster, state: ObjectState, waited: string | undefined): Promise<Problem> {
  const { object, readiness } = state;
  const { namespace, name, kind } = object;
  const troubles = distinct(state.troubles);
  const told = troubles.slice(0, MAX_PODS);
  const head =
    readiness.state === 'failed'
      ? `It has failed: ${readiness.text}`
      : `It is not ready${waited === undefined ? '' : ` after ${waited}`}: ${readiness.text}`;
  const sentences = [
    closed(head),
    ...(await Promise.all(told.map((trouble) => formatTrouble(cluster, trouble)))),
    ...(told.length > 0 ? [] : await eventsOf(cluster, object.address)),
  ];
  const at = told[0]?.at;
  const where = namespace === undefined ? '' : ` --namespace ${namespace}`;
  const [shownKind, shownName] = at === undefined ? [kind, name] : [at.kind, at.metadata.name];
  const look = `kubectl --context ${cluster.context}${where} describe ${shownKind.toLowerCase()} ${shownName}`;
  return {
    object: formatReference(object, { withNamespace: true }),
    problem: printable(sentences.join('\n')),
    remedy: `See more: ${look}`,
  };
}

async function formatTrouble(cluster: Cluster, { at, text, lastWords }: LocatedTrouble): Promise<string> {
  const subject = at.kind === 'Pod' ? `Pod ${at.metadata.name}: ` : '';
  const events = await eventsOf(cluster, { ...addressOf(at), uid: at.metadata.uid });
  const said =
    lastWords === undefined ? [] : await withoutSecrets(cluster, lastWords, at.metadata.namespace ?? 'default');
  return [closed(`${subject}${text}`), ...said.map((words) => closed(`It said last: ${words}`)), ...events].join('\n');
}

/** What a container said, without values of the Secrets of its namespace. Nothing, where those cannot be read, so that none is known. */
async function withoutSecrets(cluster: Cluster, text: string, namespace: string): Promise<readonly string[]> {
  const secrets = await cluster.list('v1', 'Secret', { namespace }).catch(unlessRefused);
  return secrets === undefined ? [] : [hideSecretsOf(secrets.items)(text)];
}

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}

/** The last warnings about an object. That they cannot be read is no failure of its own: an account may be denied them. */
async function eventsOf(cluster: Cluster, about: Parameters<Cluster['events']>[0]): Promise<readonly string[]> {
  const events = (await cluster.events(about).catch(unlessRefused)) ?? [];
  const warnings = events.filter(({ type }) => type === 'Warning').slice(-MAX_EVENTS);
  return warnings.map(({ reason, message, count }) =>
    closed(`Event ${reason}${count > 1 ? ` (${count} times)` : ''}: ${message}`),
  );
}

/** One of each trouble that several pods have, the certain ones first. */
function distinct(troubles: readonly LocatedTrouble[]): readonly LocatedTrouble[] {
  const byKind = new Map<string, LocatedTrouble>();
  for (const trouble of troubles.toSorted((one, other) => Number(other.isCertain) - Number(one.isCertain))) {
    const key = `${trouble.reason} ${trouble.container ?? ''}`;
    if (!byKind.has(key)) byKind.set(key, trouble);
  }
  return [...byKind.values()];
}

/** A sentence with its end. */
function closed(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
