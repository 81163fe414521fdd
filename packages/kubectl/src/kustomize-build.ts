import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import pLimit from 'p-limit';
import { buildEnvironment, wasKeptFromFetching } from './build-environment.ts';
import { type BuildSources, buildSources, FETCH_REMEDY } from './build-sources.ts';
import { checkOutput } from './check-output.ts';
import { findKubectl } from './find-kubectl.ts';
import { warningsOf, whyNotBuilt } from './kustomize-message.ts';
import { CommandError, MAX_OUTPUT, run } from './run.ts';

/** What Kustomize makes of a folder. */
export interface KustomizeBuild {
  /** The built manifests, as one stream of YAML documents. */
  readonly yaml: string;
  /** The warnings of Kustomize, such as of deprecated fields, without values of Secrets; empty if there are none. */
  readonly warnings: string;
}

/** Options of {@link kustomizeBuild}. */
export interface KustomizeBuildOptions {
  /** How many milliseconds the build may take. Default: one minute. */
  readonly timeout?: number;
  /**
   * How many MiB of memory kubectl may take, of which it reserves 700 at its start. Default: 3072; a build that needs more
   * also takes longer than a minute. Only Linux enforces it; elsewhere only the check of the files before a build does.
   */
  readonly memory?: number;
  /** Whether remote resources of a kustomization may be fetched, with the user's own git. Default: false. */
  readonly allowRemote?: boolean;
}

/** Limits the processes that run at a time: a stack of a thousand services asks for three thousand builds at once. */
export const oneOfFew = pLimit(availableParallelism() + 1);

/** The limits of the process of a build, with their defaults filled in. */
export function limits({ timeout = 60_000, memory = 3072 }: KustomizeBuildOptions) {
  return { timeout, memory };
}

/**
 * Builds a folder with `kubectl kustomize`. The files may be untrusted: they are checked before Kustomize reads them, so
 * that nothing is fetched unless that is allowed, and files that would take all memory are refused. A build never prompts,
 * and no process that it started outlives it.
 *
 * @param folder the folder of a `kustomization.yaml`, relative to the working directory or absolute.
 * @throws Refusal that names the folder, or the file in it, without values of Secrets: if it does not build, takes too much
 * time or memory, or if the output is not what a build prints.
 */
export async function kustomizeBuild(folder: string, options: KustomizeBuildOptions = {}): Promise<KustomizeBuild> {
  if (folder.includes('\0'))
    throw new Refusal({ file: folder, problem: 'It is not a valid path (it has a NUL character).' });
  return oneOfFew(() => build(folder, options));
}

async function build(folder: string, options: KustomizeBuildOptions): Promise<KustomizeBuild> {
  const { allowRemote = false } = options;
  const { timeout, memory } = limits(options);
  const [kubectl, sources] = await Promise.all([findKubectl(), buildSources(folder)]);
  const problems = [...sources.problems, ...(allowRemote ? [] : sources.remotes)];
  if (problems.length > 0) throw new Refusal(problems);
  const env = buildEnvironment(process.env, allowRemote);
  try {
    // Kustomize takes an absolute path neither for an option nor for the URL of a repository.
    const { stdout, stderr } = await run(kubectl, ['kustomize', resolve(folder)], { env, timeout, memory });
    await checkOutput(stdout, { kubectl, folder, env });
    return { yaml: stdout, warnings: await warningsOf(stderr, sources) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw await refusalOf(error, { folder, timeout, memory, sources });
  }
}

interface Building extends Required<Pick<KustomizeBuildOptions, 'memory' | 'timeout'>> {
  readonly folder: string;
  readonly sources: BuildSources;
}

async function refusalOf(error: CommandError, { folder, timeout, memory, sources }: Building): Promise<Refusal> {
  if (error.ending === 'time') {
    return new Refusal({
      file: folder,
      problem: `kubectl kustomize has not built this folder within ${timeout / 1000} seconds.`,
      remedy: 'Look for a resource that is fetched from a server, and keep a copy of it beside the kustomization.',
    });
  }
  if (error.ending === 'output') {
    const problem = `kubectl kustomize printed more than ${MAX_OUTPUT} bytes for this folder.`;
    return new Refusal({ file: folder, problem, remedy: 'Split it into several kustomizations.' });
  }
  if (hadNoMemory(error.stderr)) {
    const problem = `kubectl kustomize cannot build this folder in ${memory} MiB of memory.`;
    return new Refusal({ file: folder, problem, remedy: 'Look for aliases of YAML, or split it into several.' });
  }
  if (wasKeptFromFetching(error.stderr)) {
    const problem = 'It refers to something remote, and nothing is fetched by default.';
    return new Refusal({ file: folder, problem, remedy: FETCH_REMEDY });
  }
  return new Refusal({
    file: folder,
    problem: `kubectl kustomize does not build this folder: ${await whyNotBuilt(error, sources)}`,
    remedy: 'Give a folder whose kustomization.yaml builds.',
  });
}

/** What Go's runtime prints when it gets no more memory, at its start and later. */
function hadNoMemory(stderr: string): boolean {
  return /^(?:fatal error|runtime): .*(?:out of memory|cannot allocate memory|failed to reserve)/m.test(stderr);
}
