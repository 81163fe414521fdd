import type { KubernetesVersion } from '@k8s-blocks/manifest';
import type { INTERRUPTED } from './interruption.ts';
import type { Printer } from './output.ts';

/** The options of all commands, with their defaults filled in. */
export interface Options {
  /** The folder of the trees of all apps, relative to the working directory. */
  readonly root: string;
  /** Whether emit removes the trees of apps that are gone, and deploy the objects that are not built any more. */
  readonly prune: boolean;
  /** The folder that build writes to. */
  readonly out: string;
  /** The file to which report writes the map alone, as a picture; undefined if it writes a page. */
  readonly svg?: string | undefined;
  /** The kube context of the cluster that is asked, or deployed to. */
  readonly context: string | undefined;
  /** The environment of dry-run, deploy, drift and observe, or the only one that diff compares. */
  readonly environment: string | undefined;
  /** The format of the report of verify, diff, drift and observe. */
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
  /** The environments of import, each with a path of its manifests: `staging=k8s/web/overlays/staging`. */
  readonly environmentPaths: readonly string[];
  /** Whether import prints what it would write, and writes nothing. */
  readonly isDryRun: boolean;
  /** The namespace of objects that name none, for import. */
  readonly namespace: string | undefined;
  /** The services that deploy deploys, or of which there is a preview, with all that they need. Default, for deploy: all. */
  readonly services: readonly string[];
  /** Whether deploy only says what it would do. */
  readonly plan: boolean;
  /** Whether deploy does not ask. */
  readonly yes: boolean;
  /** How long deploy waits for a service: `5m`. */
  readonly timeout: string;
  /** Whether deploy takes fields from other managers. */
  readonly forceConflicts: boolean;
  /** The address of the page of a difference, which Markdown of diff links to; undefined if there is none. */
  readonly link?: string | undefined;
  /** Whether deploy, when it prunes, also deletes what holds data. */
  readonly deleteData: boolean;
  /** Whether deploy waits until another run is done. */
  readonly wait: boolean;
  /** The namespace in which a cluster keeps what deploy has deployed, and its lock. */
  readonly inventoryNamespace: string;
  /** The name of a preview. */
  readonly name?: string | undefined;
  /** The environment that a preview is made of. Default: the first that is neither base nor production. */
  readonly from?: string | undefined;
  /** What diff fails on: `difference`, `refusal`, or nothing. */
  readonly failOn: string | undefined;
}

/**
 * A command: it processes its targets, prints results for the user, and returns whether it succeeded, or the exit code.
 *
 * @throws Refusal for a mistake of the user.
 */
export type Command = (
  targets: readonly string[],
  options: Options,
  output: Printer,
) => Promise<boolean | typeof INTERRUPTED>;
