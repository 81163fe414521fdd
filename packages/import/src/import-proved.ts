import { keyOf } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { type ImportedProject, type ImportOptions, importManifests } from './import-manifests.ts';
import type { ReadEnvironment } from './manifests/read-environments.ts';
import type { Proof } from './proof.ts';

/** A project and what its apps build. */
export interface ProvedProject {
  readonly project: ImportedProject;
  readonly proof: Proof;
}

/** How often objects are left out that an app cannot say, and the rest is tried again. */
const MAX_ROUNDS = 4;

/**
 * The project of manifests, with the proof that it builds what they are. Objects that an app cannot say, such as those that an
 * API server would refuse, are left out of it: they are in the remainder, with the reason.
 *
 * @param trial writes the files of a project, and proves them.
 * @throws Refusal where what is refused is no object.
 */
export async function importProved(
  read: readonly ReadEnvironment[],
  options: ImportOptions,
  trial: (project: ImportedProject) => Promise<Proof>,
): Promise<ProvedProject> {
  const refused: Problem[] = [];
  const without = new Set<string>();
  for (let round = 1; ; round += 1) {
    const project = importManifests(read, { ...options, without });
    try {
      const proof = await trial(project);
      return { project, proof: { ...proof, remainder: [...refused.map(asRemainder), ...proof.remainder] } };
    } catch (error) {
      if (!(error instanceof Refusal) || round === MAX_ROUNDS) throw error;
      const found = error.problems.map((problem) => keysOf(problem, project));
      if (found.some((keys) => keys.length === 0)) throw error;
      refused.push(...error.problems);
      for (const key of found.flat()) without.add(key);
    }
  }
}

/** The keys of the objects that a problem is of: one, unless several services have objects of that name. */
function keysOf({ service, object }: Problem, { stack: { services } }: ImportedProject): string[] {
  return services
    .filter(({ name }) => service === undefined || name === service)
    .flatMap(({ objects }) =>
      objects
        .filter(({ reference, in: forms }) => {
          const names = [
            reference.name,
            ...[...forms.values()].map(({ metadata }) => String(Reflect.get(Object(metadata), 'name'))),
          ];
          return names.some((name) => object === `${reference.kind} ${name}`);
        })
        .map(({ reference }) => keyOf(reference)),
    );
}

function asRemainder(problem: Problem): Problem {
  return { ...problem, problem: `This object cannot be imported, so it is left out: ${problem.problem}` };
}
