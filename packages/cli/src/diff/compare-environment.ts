import { compareBuilds, concernsOthers, type EnvironmentDifference } from '@k8s-blocks/diff';
import { type Built, buildServices } from './build-services.ts';
import type { Trees } from './trees.ts';

/** The trees of one time. */
export interface Side {
  readonly root: string;
  readonly trees: Trees;
}

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
  const [old, wanted] = await Promise.all([
    buildServices(changed, { ...before, environment, allowRemote }),
    buildServices(changed, { ...after, environment, allowRemote }),
  ]);
  const notes = [...sayFailures(old, `at ${base}`), ...sayFailures(wanted, 'now')];
  // Compared is what builds on both sides: of the rest it would look as if all of it came, or went.
  const failed = new Set([...old.failures.keys(), ...wanted.failures.keys()]);
  const compared = [...changed].filter((service) => !failed.has(service));
  const objectsOf = ({ objects }: Built) => compared.flatMap((service) => objects.get(service) ?? []);
  const [oldObjects, wantedObjects] = [objectsOf(old), objectsOf(wanted)];
  const around = concernsOthers(oldObjects, wantedObjects)
    ? await buildServices(others, { ...after, environment, allowRemote })
    : undefined;
  const same = [...(around?.objects.values() ?? [])].flat();
  const difference = compareBuilds([...oldObjects, ...same], [...wantedObjects, ...same]);
  const ofOthers = around === undefined ? [] : sayFailures(around, 'now');
  return { environment, ...difference, notes: [...notes, ...ofOthers], builds: wanted.failures.size === 0 };
}

function sayFailures({ failures }: Built, when: string): readonly string[] {
  return [...failures].map(([service, why]) => `${service} is not compared, since it does not build ${when}: ${why}`);
}
