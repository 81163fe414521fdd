import { selectorLabels } from '@k8s-blocks/labels';
import { dnsLabelProblem, serviceNameProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { mainWorkload, otherWorkloads } from './declared-workloads.ts';
import { offeredPorts } from './offered-ports.ts';
import type { OfferedPort, PortDefinition } from './port.ts';
import { type DeclaredSecret, secretNameOf } from './secret.ts';
import { unknownOptions } from './unknown-options.ts';
import { type Identity, type Workload, type WorkloadDefinition, type WorkloadKind, workloadsOf } from './workload.ts';
import { checkedSelector, labelsOfDefinition, refuseSharedPods } from './workload-selector.ts';

/** What a service offers to others. It knows nothing of its callers. */
export interface Contract<PortName extends string = string, WorkloadName extends string = string> {
  /** The service's name. */
  readonly name: string;
  /** What people call it, in comments and documents. */
  readonly title: string;
  /** Its namespace; each environment makes its own name of it. */
  readonly namespace: string;
  /** The labels of its objects and, besides those of the selector, of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * The labels that select the pods of its main workload. They never change: the selectors of Deployments and StatefulSets
   * are immutable.
   */
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: { readonly [Name in PortName]: OfferedPort };
  /** The kind of its main workload. `emit` refuses manifests that have another. */
  readonly workload: WorkloadKind;
  /** Whether the pods of its main workload are in the network of their nodes. */
  readonly hostNetwork: boolean;
  /** Its main workload, which the contract itself stands for as a caller. */
  readonly main: Workload;
  /** Its other workloads. `emit` refuses manifests that lack one, or have one that is not among them. */
  readonly workloads: { readonly [Name in WorkloadName]: Workload };
  /** The keys that its Secret must hold, each with the placeholder that stands for the value until it is provided. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The Secrets that it uses besides its own. */
  readonly otherSecrets: readonly DeclaredSecret[];
  /** The environments in which it is deployed. Absent: in all. */
  readonly environments?: readonly string[];
}

/** What {@link contract} takes. */
export interface ContractDefinition<PortName extends string, WorkloadName extends string = string> {
  readonly name: string;
  /** Default: `name`. */
  readonly title?: string;
  /** Default: `name`. */
  readonly namespace?: string;
  /** The two labels of its objects and pods. Default: `name` for both. */
  readonly identity?: Identity;
  /**
   * All labels of its objects and pods, instead of those of an identity: those of an existing service, such as
   * `{ app: 'search' }`. They select the pods, too: where one of them changes with a release, such as
   * `app.kubernetes.io/version`, give the `selector` without it.
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** The parts of the identity that select the pods. Default: both. */
  readonly selectedBy?: 'name' | 'name and component';
  /**
   * The labels that select the pods, where these are not those of its objects: those of an existing service, whose selectors
   * cannot change, such as `{ app: 'search' }`. The pods carry both.
   */
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports: { readonly [Name in PortName]: PortDefinition<NoInfer<WorkloadName>> | number };
  /** The main workload: its kind, and the name of its object where it is not that of the contract. Default: Deployment. */
  readonly workload?: WorkloadKind | Pick<WorkloadDefinition, 'kind' | 'objectName'>;
  /**
   * The other workloads of the service: its kind, or a definition, by key. They are emitted and applied with the main one, share
   * its ServiceAccount and its Secrets, and have connections and policies of their own. Default: none.
   *
   * @example { worker: 'Deployment', report: 'CronJob', migrate: 'Job' }
   */
  readonly workloads?: { readonly [Name in WorkloadName]: WorkloadKind | WorkloadDefinition };
  /**
   * Whether its pods are in the network of their nodes, as agents that watch a node are. Their addresses are those of the nodes,
   * and no policy isolates them. Default: false.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
   */
  readonly hostNetwork?: boolean;
  /**
   * The values that must be provided before the service starts: the keys of its Secret, each with the placeholder that
   * stands for the value, such as `REPLACE_WITH_REAL_KEY`. Default: none.
   */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * The Secrets that it uses besides its own, which others provide or an operator makes: {@link secret}. Default: none.
   */
  readonly otherSecrets?: readonly DeclaredSecret[];
  /**
   * The environments in which it is deployed; base is what their overlays are made of in any case. In the others it has no
   * overlay, no settings, no connections and no step. Default: all.
   */
  readonly environments?: readonly string[];
}

const OPTIONS: Readonly<Record<keyof ContractDefinition<string>, true>> = {
  name: true,
  title: true,
  namespace: true,
  identity: true,
  labels: true,
  selectedBy: true,
  selector: true,
  ports: true,
  workload: true,
  workloads: true,
  hostNetwork: true,
  secrets: true,
  otherSecrets: true,
  environments: true,
};

/**
 * A contract, with its defaults filled in.
 *
 * @throws Refusal if an option is unknown, a name, a label, a port or a kind of workload is one that Kubernetes would refuse, or the selector of one
 * workload matches the pods of another.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function contract<
  const PortName extends string,
  const EnvironmentName extends string,
  const WorkloadName extends string = never,
>(
  definition: ContractDefinition<PortName, WorkloadName> & { readonly environments: readonly EnvironmentName[] },
): Omit<Contract<PortName, WorkloadName>, 'environments'> & { readonly environments: readonly EnvironmentName[] };
export function contract<const PortName extends string, const WorkloadName extends string = never>(
  definition: ContractDefinition<PortName, WorkloadName>,
): Contract<PortName, WorkloadName>;
export function contract(definition: ContractDefinition<string>): Contract {
  const { name, title = name, namespace = name } = definition;
  const { hostNetwork = false, secrets = {}, otherSecrets = [], environments } = definition;
  try {
    const unknown = unknownOptions(definition, OPTIONS);
    if (unknown.length > 0) throw new Refusal(unknown);
    refuseIf('name', serviceNameProblem(name));
    refuseIf('namespace', dnsLabelProblem(namespace));
    refuseSharedSecrets(name, otherSecrets);
    const labels = labelsOfDefinition('', definition, { name, component: name });
    const service = { name, namespace, labels };
    const { workload = 'Deployment' } = definition;
    const main = mainWorkload(service, workload, selectorOf(labels, definition), hostNetwork);
    const workloads = otherWorkloads(service, definition.workloads ?? {});
    refuseSharedPods(workloadsOf({ main, workloads }));
    return {
      name,
      title,
      namespace,
      labels,
      selector: main.selector,
      ports: offeredPorts({ name, main, workloads }, definition.ports),
      workload: main.kind,
      hostNetwork,
      main,
      workloads,
      secrets,
      otherSecrets,
      ...(environments === undefined ? {} : { environments }),
    };
  } catch (error) {
    throw error instanceof Refusal ? error.within({ service: name, object: 'its contract' }) : error;
  }
}

function selectorOf(own: Readonly<Record<string, string>>, definition: ContractDefinition<string>) {
  const { name, identity, labels, selectedBy, selector } = definition;
  const selected = checkedSelector('selector', own, selector);
  if (selectedBy !== 'name') return selected;
  if (selector === undefined && labels === undefined) return selectorLabels({ name: identity?.name ?? name });
  const problem =
    'The pods are selected by the labels of selector, by those of labels, or by the name of the identity.';
  throw new Refusal({ field: 'selectedBy', problem, remedy: 'Leave it out.' });
}

/** Two Secrets of one name would be one in the cluster. */
function refuseSharedSecrets(name: string, otherSecrets: readonly DeclaredSecret[]): void {
  const seen = new Set([secretNameOf({ name })]);
  for (const each of otherSecrets) {
    if (seen.has(each.name)) {
      const problem = `Another Secret of ${name} is named "${each.name}" as well.`;
      throw new Refusal({ field: 'otherSecrets', problem, remedy: 'Give each Secret its own name, and list it once.' });
    }
    seen.add(each.name);
  }
}

function refuseIf(field: string, problem: string | undefined): void {
  if (problem !== undefined) throw new Refusal({ field, problem });
}
