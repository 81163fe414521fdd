import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import type { Finding, ReportedSource } from '@k8s-blocks/findings';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { formatLocation, type Problem, Refusal } from '@k8s-blocks/refusal';
import { findSources } from './find-sources.ts';
import { kustomizationsToBuild } from './kustomizations.ts';
import type { ReadObject } from './located-object.ts';
import { isNoManifest, passedOver } from './passed-over.ts';
import { contentOf, readPath } from './read-path.ts';
import { type Reading, readText, unreadable } from './read-text.ts';

/** Everything that was read of some paths. */
export interface Manifests {
  /** Every object, in the order of the paths, files and documents; first those of files, then those that were built. */
  readonly objects: readonly ReadObject[];
  /** What could not be read, or not in full. */
  readonly findings: readonly Finding[];
  /** What was read. */
  readonly sources: readonly ReportedSource[];
}

/** How manifests are read. */
export interface ReadOptions {
  /** Whether what a kustomization names by an address may be fetched. Default: nothing is. */
  readonly allowRemote?: boolean;
}

/**
 * Reads manifests of any origin, as kubectl does. A path is
 *
 * - a kustomization, by its folder or its `kustomization.yaml`: what Kustomize builds of it is read;
 * - a plain folder: all `*.yaml`, `*.yml` and `*.json` below it are read, but for `.git` and `node_modules`. Of the
 *   kustomizations below it, those are built that no other one below it builds upon; their files are not read besides. Files
 *   without a manifest and Helm charts are passed over, with a notice;
 * - a file.
 *
 * Whatever is named or reached twice is read once. Nothing that a path holds makes it throw: what cannot be read is a
 * finding of the rule `unreadable`, a key that is written twice one of `duplicate-key`, and what Kustomize warns of
 * one of `kustomize-warning`.
 */
export async function readManifests(paths: readonly string[], options: ReadOptions = {}): Promise<Manifests> {
  const found = await findSources(paths);
  const met = await mapInTurns(found.met, async (file) => ({ file, content: await contentOf(file) }));
  const kustomizations = [...new Set([...found.asked, ...(await kustomizationsToBuild(met))])];
  const read = await mapInTurns(found.files, async (file) => ({
    file,
    kind: 'file' as const,
    ...(await readPath(file)),
  }));
  const [others, files] = partition(read, (each) => found.below.has(each.file) && isNoManifest(each, each.file));
  const readings = [
    ...files,
    ...(await mapInTurns(kustomizations, async (file) => {
      return { file, kind: 'kustomization' as const, ...(await readBuild(file, options)) };
    })),
  ];
  return {
    objects: readings.flatMap(({ objects }) => objects),
    findings: [
      ...found.findings,
      ...passedOver(
        others.map(({ file }) => file),
        found.charts,
      ),
      ...readings.flatMap(({ findings }) => findings),
    ],
    sources: readings.map(({ file, kind, objects }) => ({ file, kind, objects: objects.length })),
  };
}

/** What Kustomize builds. Its lines are in no file, so every finding is at line 1 of the kustomization. */
async function readBuild(file: string, options: ReadOptions): Promise<Reading> {
  try {
    const { yaml, warnings } = await kustomizeBuild(dirname(file), options);
    const { objects, findings } = readText({ text: yaml, broken: new Set() }, file, { isBuilt: true });
    return {
      objects: objects.map(({ object, document }) => ({
        ...{ object, document, file, line: 1, rewritten: true as const },
        lineOf: () => 1,
        writtenAt: () => undefined,
      })),
      findings: [
        ...findings.map(({ column, ...finding }) => ({ ...finding, line: 1 })),
        ...warningFindings(file, warnings),
      ],
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const findings = error.problems.map((problem) => {
      const remedy = problem.remedy ?? 'Correct the kustomization.';
      return { ...unreadable(file, { message: formatProblem(problem, file), remedy }), line: 1 };
    });
    return { objects: [], findings };
  }
}

/** What is wrong with a build: of the kustomization itself, or of a file that it builds upon. */
function formatProblem({ problem, file, field }: Problem, kustomization: string): string {
  const location = formatLocation({
    ...(file !== undefined && file !== dirname(kustomization) && file !== kustomization && { file }),
    ...(field !== undefined && { field }),
  });
  return location === '' ? problem : `${location}: ${problem}`;
}

function warningFindings(file: string, warnings: string): Finding[] {
  if (warnings === '') return [];
  const remedy = 'Do what the warning says.';
  return [
    {
      rule: 'kustomize-warning',
      code: 'kustomize-warning',
      severity: 'warning',
      file,
      line: 1,
      problem: warnings,
      remedy,
    },
  ];
}

/** The results in order, with as many at work at once as there are processors. */
async function mapInTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const atOnce = availableParallelism();
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  }
  return results;
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
