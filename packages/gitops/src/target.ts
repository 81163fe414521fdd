import type { Environment, EnvironmentGitOps, Stack } from '@k8s-blocks/topology';
import { type ObjectNames, objectNames } from './names.ts';

/** An environment of a stack, and what applies it from the repository. */
export interface Target<Options extends EnvironmentGitOps = EnvironmentGitOps> {
  readonly stack: Stack;
  readonly environment: Environment;
  readonly options: Options;
  readonly names: ObjectNames;
  /** The folder of all emitted trees, from the top of the repository: `k8s`. */
  readonly trees: string;
  /** The folder of the objects of the environment below that of the trees: `gitops/flux/staging`. */
  readonly folder: string;
}

/**
 * @param root the folder of the emitted trees, as commands name it.
 * @throws Refusal if two objects would have one name.
 */
export function targetOf<Options extends EnvironmentGitOps>(
  stack: Stack,
  environment: Environment,
  options: Options,
  root: string,
): Target<Options> {
  return {
    stack,
    environment,
    options,
    names: objectNames(stack, environment),
    trees: options.path?.replace(/^\.\//, '') ?? root,
    folder: `gitops/${options.tool}/${environment.name}`,
  };
}

/** The folder of an environment of a service, from the top of the repository: `k8s/orders/overlays/staging`. */
export function serviceFolder({ trees, environment: { name } }: Target, service: string): string {
  return `${trees}/${service}/${name === 'base' ? 'base' : `overlays/${name}`}`;
}
