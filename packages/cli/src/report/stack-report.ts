import { join, resolve } from 'node:path';
import { type ReportData, type ReportInput, reportData } from '@k8s-blocks/report';
import type { Stack } from '@k8s-blocks/topology';
import type { BuildOptions } from '../build-options.ts';
import { judgeBuilds } from '../judge-builds.ts';
import type { JudgedStack } from '../judge-stack.ts';
import { readBuilds } from '../read-builds.ts';
import { readRules } from '../read-rules.ts';
import type { Builds } from '../service-build.ts';
import { workspaceTop } from '../workspace.ts';
import { declaredPlaces } from './declared-places.ts';
import { relativeTo } from './relative-to.ts';
import { treePlaces } from './tree-places.ts';

/** By what a stack is built and judged. */
interface ReportOptions extends BuildOptions {
  /** The files and folders of CustomResourceDefinitions besides those that are built. */
  readonly schemas: readonly string[];
}

/** What a stack is called. */
export function titleOf({ name = 'The stack' }: Stack): string {
  return name;
}

/**
 * Builds a stack, judges it, and collects what a page shows of it.
 *
 * @param target the module of its map.
 */
export async function stackReport(target: string, stack: Stack, options: ReportOptions): Promise<ReportData> {
  const builds = await readBuilds(stack, options);
  const judged = await judgeBuilds(stack, builds, { ...options, rules: await readRules(target) });
  return reportData(reportInput(target, stack, builds, judged, options));
}

/** The file of a page as it was given; in a folder, such as that of builds, one of this name. */
export function pageFile({ out }: { readonly out: string }, name: string): string {
  return out.endsWith('.html') ? out : join(out, name);
}

function reportInput(
  target: string,
  stack: Stack,
  builds: Builds,
  { findings, waived, clusters }: JudgedStack,
  { root }: ReportOptions,
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
