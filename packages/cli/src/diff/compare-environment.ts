import { type Coverage, changesReachability, compareBuilds, type EnvironmentDifference } from '@k8s-blocks/diff';
import { type Built, buildServices } from './build-services.ts';
import type { Side } from './services.ts';

/** What is compared. */
export interface Question {
  readonly before: Side;
  readonly after: Side;
  /** The services whose files differ, and that are asked about. */
  readonly changed: ReadonlySet<string>;
  /** All others: as they are now, on both sides. */
  readonly others: ReadonlySet<string>;
  /** What messages call the old side: `origin/main`. */
  readonly base: string;
  /** Whether what a kustomization names by an address may be fetched. */
  readonly allowRemote: boolean;
}

/** What the change does to one environment, and whether all of it builds now. */
export interface Answer extends EnvironmentDifference {
  readonly builds: boolean;
}

/**
 * Compares one environment. Only services whose files differ are built twice. The others are built where they matter:
 * where something changed that decides who reaches whom. That makes the change of an image quick among a thousand.
 */
export async function compareEnvironment(environment: string, question: Question): Promise<Answer> {
  const { before, after, changed, others, base, allowRemote } = question;
  const readable = [...changed].filter((each) => !before.unreadable.has(each) && !after.unreadable.has(each));
  const [old, wanted] = await Promise.all([
    buildServices(readable, { ...before, environment, allowRemote }),
    buildServices(readable, { ...after, environment, allowRemote }),
  ]);
  // Compared is what builds on both sides: of the rest it would look as if all of it came, or went.
  const compared = readable.filter((service) => !old.failures.has(service) && !wanted.failures.has(service));
  const objectsOf = ({ objects }: Built) => compared.flatMap((service) => objects.get(service) ?? []);
  const [oldObjects, wantedObjects] = [objectsOf(old), objectsOf(wanted)];
  const around = changesReachability(oldObjects, wantedObjects)
    ? await buildServices(others, { ...after, environment, allowRemote })
    : undefined;
  const same = [...(around?.objects.values() ?? [])].flat();
  const difference = compareBuilds([...oldObjects, ...same], [...wantedObjects, ...same]);
  const notes = [
    ...formatUnreadable(question),
    ...formatFailures(old, `not compared, since it does not build at ${base}`),
    ...formatFailures(wanted, 'not compared, since it does not build now'),
    ...(around === undefined ? [] : formatFailures(around, 'left out of who reaches whom, since it does not build now')),
    ...difference.notes,
  ];
  const coverage = coverageOf(compared.length, changed.size, difference.compared);
  return { ...difference, environment, notes, compared: coverage, builds: wanted.failures.size === 0 };
}

/** How much was compared, of so many services that differ. */
function coverageOf(compared: number, differing: number, ofObjects: Coverage): Coverage {
  if (compared === differing) return ofObjects;
  return compared === 0 ? 'nothing' : 'part';
}

function formatUnreadable({ before, after, changed }: Question): readonly string[] {
  return [...changed].flatMap((service) => {
    const why = after.unreadable.get(service) ?? before.unreadable.get(service);
    return why === undefined ? [] : [`${service} is not compared: ${why}`];
  });
}

function formatFailures({ failures }: Built, what: string): readonly string[] {
  return [...failures].map(([service, why]) => `${service} is ${what}: ${why}`);
}
