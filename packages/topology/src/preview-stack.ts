import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { formatNames, nearest, type Problem, Refusal } from '@k8s-blocks/refusal';
import { assembledStack } from './assembled-stack.ts';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import { environmentNames } from './environment-names.ts';
import { servicesNeededBy } from './needed-services.ts';
import { routeProblems } from './route-problems.ts';
import type { Stack } from './stack.ts';
import { workloadsOf } from './workload.ts';

/** What {@link previewStack} takes. */
export interface PreviewOptions {
  /** Its name, which the names of its objects and namespaces end in: `pr-42`. */
  readonly name: string;
  /** The names of the services that are changed. They are deployed with all that they need, at start or later. */
  readonly services: readonly string[];
  /** The environment that it is made of. Default: the first that is deployed and neither base nor production, or else base. */
  readonly from?: string | undefined;
}

/**
 * A stack with one more environment: a preview of some services and of what they need, made of another environment. It has the
 * settings, values, connections and parties outside of that one, names and namespaces of its own, and routes below a domain of its
 * own: `pr-42.staging.example.com`. What is optional is left out, unless it is needed otherwise.
 *
 * @throws Refusal if the name cannot be one of an environment, or is that of one; names become too long; a namespace, route or
 * name would be one of another environment; or there is no such service or environment.
 */
export function previewStack(stack: Stack, { name, services, from }: PreviewOptions): Stack {
  const source = sourceOf(stack, from);
  refuseName(stack, name);
  const needed = servicesNeededBy(stack, services, source.name);
  const preview = previewOf(source, name, needed);
  const environments: Stack['environments'] = { ...stack.environments, [name]: preview };
  const all = Object.values<Environment>(environments);
  const problems = [
    ...lengthProblems(needed, preview),
    ...sharedNamespaces(needed, preview, stack),
    ...routeProblems(stack.connections, all, stack).filter(({ environment }) => environment === name),
  ];
  if (problems.length > 0) throw new Refusal(problems).within({ environment: name });
  return assembledStack({ ...stack, environments, rows: [...stack.rows, name] });
}

function previewOf(source: Environment, name: string, services: readonly Contract[]): Environment {
  const { gitops: _, clusterNetworkPolicy, ...same } = source;
  const { routes } = source;
  // An annotation that names the environment would name another one.
  const annotations = Object.entries(source.annotations).map(([key, value]) => [
    key,
    value === source.name ? name : value,
  ]);
  return {
    ...same,
    ...environmentNames(name, { suffix: `-${name}` }),
    name,
    production: false,
    annotations: Object.fromEntries(annotations),
    routes: routes === undefined ? undefined : { ...routes, domain: `${name}.${routes.domain}` },
    ...(clusterNetworkPolicy === undefined
      ? {}
      : { clusterNetworkPolicy: { ...clusterNetworkPolicy, name: `${clusterNetworkPolicy.name}-${name}` } }),
    preview: { of: source.name, services: services.map((service) => service.name) },
  };
}

function sourceOf({ environments }: Stack, from: string | undefined): Environment {
  const deployed = Object.values<Environment>(environments).filter((each) => each.deployed);
  const usual = deployed.filter(({ production }) => !production);
  const found =
    from === undefined
      ? (usual.find((each) => each.name !== 'base') ?? usual[0])
      : deployed.find((each) => each.name === from);
  if (found !== undefined) return found;
  const names = deployed.map((each) => each.name);
  const like = nearest(from ?? '', names);
  throw new Refusal({
    problem:
      from === undefined
        ? 'All environments that are deployed serve real users, so none is taken to make a preview of.'
        : `There is no environment "${from}" that is deployed.`,
    remedy: like === undefined ? `Name one of ${formatNames(names)}: --from <name>` : `Did you mean "${like}"?`,
  });
}

function refuseName({ environments }: Stack, name: string): void {
  const remedy = 'Give a name such as "pr-42": lowercase letters, digits and "-", at most 63.';
  const problem = dnsLabelProblem(name) ?? dnsLabelProblem(`x-${name}`);
  if (problem !== undefined)
    throw new Refusal({ problem: `"${name}" cannot be the name of a preview: ${problem}`, remedy });
  if (!Object.hasOwn(environments, name)) return;
  const taken = `"${name}" is the name of an environment, with which a preview must have nothing in common.`;
  throw new Refusal({ problem: taken, remedy: 'Give another name, such as "pr-42".' });
}

/** What becomes a DNS label is as long as that. A StatefulSet and a CronJob need room for what is added to the name of their pods. */
const LONGEST = { label: 63, StatefulSet: 52, CronJob: 52 };

/** The name that is too long by most characters, if one is: with a preview whose name is shorter by these, all others fit. */
function lengthProblems(services: readonly Contract[], preview: Environment): Problem[] {
  const all = services.flatMap((service) => namesOf(service, preview));
  const [worst] = all.sort((a, b) => b.name.length - b.longest - (a.name.length - a.longest));
  if (worst === undefined || worst.name.length <= worst.longest) return [];
  const { service, object, name, longest } = worst;
  const room = preview.name.length - (name.length - longest);
  return [
    {
      service,
      object: `${object} ${name}`,
      problem: `Its name has ${name.length} characters, and may have ${longest}.`,
      remedy:
        room > 0
          ? `Give the preview a name of ${room} characters at most: --name <name>`
          : 'Give it a shorter name in the contract: there is no room for that of a preview.',
    },
  ];
}

/** The names of a service in a preview that become DNS labels. */
function namesOf(
  { name: service, namespace, ports, ...contract }: Contract,
  { objectName, namespaceName }: Environment,
) {
  const services = Object.values(ports).flatMap((port) => port.services);
  return [
    { service, object: 'Namespace', name: namespaceName(namespace), longest: LONGEST.label },
    ...services.map((name) => ({ service, object: 'Service', name: objectName(name), longest: LONGEST.label })),
    ...workloadsOf(contract).map(({ kind, objectName: name }) => ({
      service,
      object: kind,
      name: objectName(name),
      longest: kind === 'StatefulSet' || kind === 'CronJob' ? LONGEST[kind] : LONGEST.label,
    })),
  ];
}

function sharedNamespaces(services: readonly Contract[], preview: Environment, stack: Stack): Problem[] {
  const own = new Set(services.map(({ namespace }) => preview.namespaceName(namespace)));
  return Object.values<Environment>(stack.environments).flatMap(({ name: other, namespaceName }) => {
    const theirs = stack.startOrder.map(({ namespace }) => namespaceName(namespace));
    const shared = theirs.find((namespace) => own.has(namespace));
    if (shared === undefined) return [];
    const problem = `"${shared}" is a namespace of "${other}", with which a preview must have nothing in common.`;
    return [{ field: 'namespaces', problem, remedy: 'Give the preview another name: --name <name>' }];
  });
}
