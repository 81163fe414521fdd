import { type Coverage, changesReachability, compareBuilds, type EnvironmentDifference } from '@k8s-blocks/diff';
import type { KubernetesObject } from '@k8s-blocks/manifest';
import { findRefusedChanges } from '../definitions.ts';
import { type Built, buildServices } from './build-services.ts';
import type { Side } from './services.ts';
import { stackPolicies } from './stack-policy.ts';

/** What is compared, for all environments. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** The services to compare: those in scope whose files differ. */
  readonly changed: ReadonlySet<string>;
  /** All other services. They are taken as they are now on both sides. */
  readonly others: ReadonlySet<string>;
  /** The name of the old side in messages: `origin/main`. */
  readonly base: string;
  /** The namespace of a service in an environment; undefined if nobody knows it. */
  readonly namespaceOf: (service: string, environment: string) => string | undefined;
  /** The objects that the app of a service says; undefined if its app is not given. */
  readonly saidBy: (service: string, environment: string) => readonly KubernetesObject[] | undefined;
  /** Whether remote resources of a kustomization may be fetched. */
  readonly allowRemote: boolean;
  /** The files and folders of CustomResourceDefinitions besides those that are built. */
  readonly schemas: readonly string[];
}

/** The difference of one environment, and which services have what differs. */
export interface ComparedEnvironment extends EnvironmentDifference {
  /** Whether all changed services of it build now, to what their apps say. */
  readonly builds: boolean;
  /** The objects of each service as they were, and as they are now. A service that differs is in both, or could not be compared. */
  readonly objectsOfServices: readonly ServiceObjects[];
}

/** The objects of a service on both sides; the same list twice where it did not change. */
export interface ServiceObjects {
  readonly service: string;
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
}

/** What is built to compare an environment. */
interface BuiltSides {
  readonly old: Built;
  readonly wanted: Built;
  /** The services that build on both sides: all objects of another would look created, or deleted. */
  readonly compared: readonly string[];
  /** The objects of these, and of the whole stack. */
  readonly oldObjects: readonly unknown[];
  readonly wantedObjects: readonly unknown[];
  /** The services that did not change, as they are on both sides; undefined where who reaches whom did not change either. */
  readonly around: Built | undefined;
  /** Why the policy of the whole stack is not compared. */
  readonly notesOfStack: readonly string[];
}

/**
 * Compares one environment. Services whose files differ are built on both sides. The others are only built, once, if
 * something changed that decides who reaches whom: so a change of one image among a thousand services takes two builds.
 */
export async function compareEnvironment(environment: string, comparison: Comparison): Promise<ComparedEnvironment> {
  const sides = await buildSides(environment, comparison);
  const { old, wanted, compared, oldObjects, wantedObjects, around } = sides;
  const same = [...(around?.objects.values() ?? [])].flat();
  const allWanted = [...wantedObjects, ...same];
  const refusedChanges = await findRefusedChanges(allWanted, comparison.schemas);
  const difference = compareBuilds([...oldObjects, ...same], allWanted, { refusedChanges });
  return {
    ...difference,
    environment,
    notes: [...notesOf(sides, comparison), ...difference.notes],
    compared: coverageOf(compared.length, comparison.changed.size, difference.compared),
    builds: wanted.failures.size + wanted.unlike.size === 0,
    objectsOfServices: [
      ...compared.map((service) => ({
        service,
        before: old.objects.get(service) ?? [],
        after: wanted.objects.get(service) ?? [],
      })),
      ...[...(around?.objects ?? [])].map(([service, objects]) => ({ service, before: objects, after: objects })),
    ],
  };
}

async function buildSides(environment: string, comparison: Comparison): Promise<BuiltSides> {
  const { before, after, changed, others, namespaceOf, allowRemote, saidBy } = comparison;
  const options = { environment, namespaceOf, allowRemote };
  const readable = [...changed].filter((each) => !before.unreadable.has(each) && !after.unreadable.has(each));
  const [old, wanted] = await Promise.all([
    buildServices(readable, { ...before, ...options }),
    buildServices(readable, { ...after, ...options, saidBy }),
  ]);
  const compared = readable.filter((service) => !old.failures.has(service) && !wanted.failures.has(service));
  const objectsOf = ({ objects }: Built) => compared.flatMap((service) => objects.get(service) ?? []);
  const ofStack = await stackPolicies(before, after, environment);
  const oldObjects = [...objectsOf(old), ...ofStack.old];
  const wantedObjects = [...objectsOf(wanted), ...ofStack.wanted];
  const around = changesReachability(oldObjects, wantedObjects)
    ? await buildServices(others, { ...after, ...options })
    : undefined;
  return { old, wanted, compared, oldObjects, wantedObjects, around, notesOfStack: ofStack.notes };
}

/** Notes on services that are left out of the comparison, each with the reason. */
function notesOf({ old, wanted, around, notesOfStack }: BuiltSides, comparison: Comparison): readonly string[] {
  return [
    ...formatUnreadable(comparison),
    ...formatFailures(old, `not compared, since it does not build at ${comparison.base}`),
    ...formatFailures(wanted, 'not compared, since it does not build now'),
    ...(around === undefined
      ? []
      : formatFailures(around, 'left out of who reaches whom, since it does not build now')),
    ...[...wanted.unlike].map(([service, how]) => `${service} does not build to what its app says: ${how}`),
    ...notesOfStack,
  ];
}

/** How much was compared: how many services of those that differ, and how much of their objects. */
function coverageOf(compared: number, differing: number, ofObjects: Coverage): Coverage {
  if (compared === differing) return ofObjects;
  return compared === 0 ? 'nothing' : 'part';
}

function formatUnreadable({ before, after, changed }: Comparison): readonly string[] {
  return [...changed].flatMap((service) => {
    const why = after.unreadable.get(service) ?? before.unreadable.get(service);
    return why === undefined ? [] : [`${service} is not compared: ${why}`];
  });
}

function formatFailures({ failures }: Built, what: string): readonly string[] {
  return [...failures].map(([service, why]) => `${service} is ${what}: ${why}`);
}
