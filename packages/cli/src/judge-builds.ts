import type { Rule } from '@k8s-blocks/invariants';
import type { KubernetesVersion } from '@k8s-blocks/manifest';
import type { Environment, Stack } from '@k8s-blocks/topology';
import type { BuildOptions } from './build-options.ts';
import { findDefinitions } from './definitions.ts';
import { type JudgedStack, judgeStack } from './judge-stack.ts';
import type { Builds } from './service-build.ts';
import { wholeStackFindings } from './whole-stack.ts';

/** Options of {@link judgeBuilds}. */
interface JudgeBuildsOptions extends BuildOptions {
  /** The version of Kubernetes to judge by. Default: that of the environment, or else the newest known one. */
  readonly kubernetes?: KubernetesVersion | undefined;
  /** The files and folders of CustomResourceDefinitions besides those that are built. */
  readonly schemas: readonly string[];
  /** The stack's own rules. Default: none. */
  readonly rules?: readonly Rule[];
}

/**
 * Judges what was built of a stack, as the command `verify` does: custom resources by the definitions that are found, and all
 * services built together.
 */
export async function judgeBuilds(stack: Stack, builds: Builds, options: JudgeBuildsOptions): Promise<JudgedStack> {
  const all = Object.values(builds).flatMap((services) => services.flatMap(({ objects }) => objects));
  const { kubernetes, schemas, rules = [] } = options;
  const judged = judgeStack(stack, builds, { kubernetes, definitionsOf: await findDefinitions(all, schemas), rules });
  const findings = [...judged.findings, ...(await wholeStackFindings(builds, options))];
  const environments = Object.values<Environment>(stack.environments);
  const notDeployed = environments
    .filter(({ deployed }) => !deployed)
    .map(({ name }) => ({ subject: name, reason: 'which is not deployed' }));
  return { ...judged, findings, notJudged: [...judged.notJudged, ...notDeployed] };
}
