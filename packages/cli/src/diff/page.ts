import { formatReference, groupBy, isFields, referenceOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import {
  type ChangedService,
  changedMap,
  differenceData,
  drawMap,
  type EnvironmentChanges,
  REPORT_MARKER,
  reportPage,
} from '@k8s-blocks/report';
import type { OptionsOf } from '../commands.ts';
import { loadStack } from '../map-module.ts';
import { pageFile, stackReport } from '../report/stack-report.ts';
import { writeReport } from '../report/write-report.ts';
import type { ComparedEnvironment, ServiceObjects } from './compare-environment.ts';

/**
 * Writes the page of a difference: the stack as it is now, with what the change does on its map and as a list.
 *
 * @param base what the stack is compared with, in words.
 * @returns the file that was written.
 * @throws Refusal if the target is not one map, or a file is in the way that we did not write.
 */
export async function writeDifferencePage(
  targets: readonly string[],
  compared: readonly ComparedEnvironment[],
  base: string,
  options: OptionsOf<'diff'>,
): Promise<string> {
  const [target = '', ...others] = targets;
  if (others.length > 0) {
    const remedy = 'Give the module that exports the map, which has all services.';
    throw new Refusal({ problem: 'The page of a difference is of one map.', remedy });
  }
  const stack = await loadStack(target);
  const changes = compared.map(changesOf);
  const map = changedMap(stack, changes);
  const difference = differenceData(stack, changes, { base, leftOut: map.leftOut });
  const data = { ...(await stackReport(target, stack, options)), difference };
  const picture = await drawMap(map, { title: `The map of ${data.title}, with what changes`, inPage: true });
  const path = pageFile(options, 'diff.html');
  writeReport(path, reportPage(data, picture), REPORT_MARKER);
  return path;
}

/** The difference of an environment, with the services that it is about. */
function changesOf({ objectsOfServices, builds: _, ...difference }: ComparedEnvironment): EnvironmentChanges {
  const owners = groupBy(objectsOfServices, ({ before, after }) => new Set([...after, ...before].flatMap(titleOf)));
  const differing = new Set(
    difference.changes
      .filter(({ kind }) => kind !== 'rewritten')
      .flatMap(({ before, after }) => [before, after].flatMap((object) => object?.title ?? [])),
  );
  return {
    difference,
    serviceOf: (object) => owners.get(object)?.[0]?.service,
    services: objectsOfServices.flatMap((each) => changedService(each, differing)),
  };
}

function changedService({ service, before, after }: ServiceObjects, differing: ReadonlySet<string>): ChangedService[] {
  const titles = [...after, ...before].flatMap(titleOf);
  if (!titles.some((title) => differing.has(title))) return [];
  const change = before.length === 0 ? 'creates' : after.length === 0 ? 'deletes' : 'changes';
  const [namespace = ''] = [...after, ...before].flatMap((object) => referenceIn(object)?.namespace ?? []);
  return [{ name: service, change, namespace }];
}

/** An object as sentences name it. */
function titleOf(object: unknown): readonly string[] {
  const reference = referenceIn(object);
  return reference === undefined ? [] : [formatReference(reference, { withNamespace: true })];
}

function referenceIn(object: unknown) {
  return isFields(object) ? referenceOf(object) : undefined;
}
