import type { KubernetesVersion } from '@k8s-blocks/manifest';
import type { Printer } from './output.ts';

/** The options of all commands, with their defaults filled in. */
export interface Options {
  /** The folder of the trees of all apps, relative to the working directory. */
  readonly root: string;
  /** Whether emit removes the trees of apps that are gone. */
  readonly prune: boolean;
  /** The folder that build writes to. */
  readonly out: string;
  /** The kube context of the cluster that dry-run asks. */
  readonly context: string | undefined;
  /** The environment of dry-run and observe, or the only one that diff compares. */
  readonly environment: string | undefined;
  /** The format of the report of verify, diff and observe. */
  readonly format: string;
  /** Whether the text report of verify shows each finding in full. */
  readonly verbose: boolean;
  /** The format in which verify prints who reaches whom; undefined if it does not. */
  readonly matrix: string | undefined;
  /**
   * The version of Kubernetes by which verify judges objects. Default: that of their environment, or else the newest known one.
   */
  readonly kubernetes?: KubernetesVersion | undefined;
  /** Whether verify reads the files that build wrote, instead of building. */
  readonly built: boolean;
  /** The files and folders of CustomResourceDefinitions by which verify judges custom resources, and diff their changes. */
  readonly schemas: readonly string[];
  /** Whether remote resources of a kustomization may be fetched. */
  readonly allowRemote: boolean;
  /** The files of flows that observe reads. */
  readonly flows: readonly string[];
  /** The git revision that diff compares with. */
  readonly base: string;
  /** What diff fails on: `difference`, `refusal`, or nothing. */
  readonly failOn: string | undefined;
}

/**
 * A command: it processes its targets, prints results for the user, and returns whether it succeeded.
 *
 * @throws Refusal for a mistake of the user.
 */
export type Command = (targets: readonly string[], options: Options, output: Printer) => Promise<boolean>;
