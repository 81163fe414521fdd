import { join, resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { drawMap, mapOfStack, REPORT_MARKER, type ReportInput, reportData, reportPage } from '@k8s-blocks/report';
import type { Stack } from '@k8s-blocks/topology';
import type { Command, Options } from '../command.ts';
import { judgeBuilds } from '../judge-builds.ts';
import type { JudgedStack } from '../judge-stack.ts';
import { loadStack } from '../map-module.ts';
import { type Builds, readBuilds } from '../read-builds.ts';
import { readRules } from '../read-rules.ts';
import { workspaceTop } from '../workspace.ts';
import { declaredPlaces } from './declared-places.ts';
import { writePicture } from './picture.ts';
import { relativeTo } from './relative-to.ts';
import { treePlaces } from './tree-places.ts';
import { writeReport } from './write-report.ts';

/** The label that names the whole of which an object is a part. */
const PART_OF = 'app.kubernetes.io/part-of';

/** Writes one page that shows a stack: its map, who reaches whom and why, settings of all environments, findings. */
export const report: Command = async (targets, options, output) => {
  const [target = '', ...others] = targets;
  if (others.length > 0) {
    throw new Refusal({ problem: 'A report is of one map.', remedy: 'Run report once for each, with --out.' });
  }
  const stack = await loadStack(target);
  if (options.svg !== undefined) {
    await writePicture(options.svg, stack, titleOf(stack));
    output.print(`wrote    ${options.svg}`);
    return true;
  }
  const builds = await readBuilds(stack, options);
  const judged = await judgeBuilds(stack, builds, { ...options, rules: await readRules(target) });
  const data = reportData(reportInput(target, stack, builds, judged, options));
  const picture = await drawMap(mapOfStack(stack), { title: `The map of ${data.title}`, inPage: true });
  const path = outputFile(options);
  writeReport(path, reportPage(data, picture), REPORT_MARKER);
  output.print(`wrote    ${path}`);
  return true;
};

function reportInput(
  target: string,
  stack: Stack,
  builds: Builds,
  { findings, waived, clusters }: JudgedStack,
  { root }: Options,
): ReportInput {
  const top = workspaceTop(process.cwd());
  const environments = clusters.flatMap(({ input }) => {
    const name = input.environment ?? '';
    const services = builds[name] ?? [];
    return [{ name, services, input }];
  });
  return {
    title: titleOf(stack),
    mapFile: relativeTo(top, target),
    stack,
    environments,
    findings,
    waived,
    declaredAt: declaredPlaces(target, stack.connections, top),
    writtenAt: treePlaces(stack, resolve(root), top),
  };
}

/** What a stack is called. */
function titleOf({ labels }: Stack): string {
  return labels[PART_OF] ?? 'The stack';
}

/** A file as it was given; in a folder, such as that of builds, `report.html`. */
function outputFile({ out }: Pick<Options, 'out'>): string {
  return out.endsWith('.html') ? out : join(out, 'report.html');
}
