import { type Fields, fieldsOf, keyOf, labelsOf, referencesOf, serviceNameProblem, textOf } from '@k8s-blocks/manifest';
import { COMPONENT, metadataLabels, NAME } from '../manifests/common-metadata.ts';
import {
  type ImportedEnvironment,
  type ImportedObject,
  type ImportedObjects,
  isNamespace,
  referenceInBase,
} from '../manifests/imported-objects.ts';
import { isSelected, podLabelsOf, podSpecOf, workloadKindOf } from '../manifests/pods.ts';

/** The objects that become one service with its app. */
export interface ImportedService {
  /** The name of its contract, unique in the stack. */
  readonly name: string;
  /** Its namespace in base. */
  readonly namespace: string;
  /** The objects that make its pods, the main one first. None where the objects belong to no workload. */
  readonly workloads: readonly ImportedObject[];
  /** All its objects, those of its workloads too. */
  readonly objects: readonly ImportedObject[];
}

/** A service while its objects are gathered. */
interface Gathering {
  readonly name: string;
  readonly namespace: string;
  readonly workloads: ImportedObject[];
  readonly objects: ImportedObject[];
}

/** Objects of the whole cluster that belong to no service. */
const CLUSTER = 'cluster';

/**
 * The services that objects make up. Each workload is one, but for those that run as the ServiceAccount of another whose name
 * begins theirs. Any other object belongs to the service whose pods it selects, that uses it, or that it uses; or else to the one
 * that its labels or its name are like; or else to one that has the rest of its namespace.
 */
export function importedServices({ environments, objects }: ImportedObjects): ImportedService[] {
  const services = servicesOfWorkloads(objects);
  const known = new Map(services.flatMap((each) => each.workloads.map((object) => [keyOf(object.reference), each])));
  const uses = usesOf(objects, environments);
  const waiting = new Set(objects.filter(({ reference }) => !known.has(keyOf(reference))));
  const take = (object: ImportedObject, service: Gathering) => {
    service.objects.push(object);
    known.set(keyOf(object.reference), service);
    waiting.delete(object);
  };
  const finders: readonly ((object: ImportedObject) => Gathering | undefined)[] = [
    (object) => selecting(object, services),
    (object) => using(object, uses, known),
    (object) => alike(object, services),
  ];
  for (const find of finders) {
    for (let found = true; found; ) {
      found = false;
      for (const object of [...waiting].filter((each) => !isNamespace(each))) {
        const service = find(object);
        if (service === undefined || !mayTake(service, object)) continue;
        take(object, service);
        found = true;
      }
    }
  }
  for (const object of waiting) take(object, restOf(object, services));
  return services;
}

/** Kustomize cannot tell two objects of one kind and name apart, also where they are in two namespaces. */
function mayTake({ objects }: Gathering, { reference: { group, kind, name } }: ImportedObject): boolean {
  return !objects.some(
    ({ reference }) => reference.group === group && reference.kind === kind && reference.name === name,
  );
}

function servicesOfWorkloads(objects: readonly ImportedObject[]): Gathering[] {
  const services: Gathering[] = [];
  const workloads = objects.filter((object) => workloadKindOf(viewOf(object)) !== undefined);
  // The shortest names first, which begin those of others.
  const byLength = [...workloads].sort((a, b) => a.reference.name.length - b.reference.name.length);
  for (const object of byLength) {
    const { name, namespace = 'default' } = object.reference;
    const account = textOf(podSpecOf(viewOf(object)).serviceAccountName);
    const main = services.find(
      (each) => each.namespace === namespace && each.name === account && name.startsWith(`${each.name}-`),
    );
    if (main?.workloads.every((each) => isApart(each, object)) && mayTake(main, object)) {
      main.workloads.push(object);
      main.objects.push(object);
    } else {
      const own = nameOfService(name, namespace, services);
      services.push({ name: own, namespace, workloads: [object], objects: [object] });
    }
  }
  const order = new Map(workloads.map((object, index) => [object, index]));
  const positionOf = ({ workloads: [main] }: Gathering) => (main === undefined ? 0 : (order.get(main) ?? 0));
  return services.sort((one, other) => positionOf(one) - positionOf(other));
}

/** Whether the labels of two workloads tell their pods apart, as a contract asks of its workloads. */
function isApart(one: ImportedObject, other: ImportedObject): boolean {
  const [labels, others] = [podLabelsOf(viewOf(one)), podLabelsOf(viewOf(other))];
  return labels[COMPONENT] !== undefined && others[COMPONENT] !== undefined && labels[COMPONENT] !== others[COMPONENT];
}

/** A name that a contract may have, and that no other service has. */
function nameOfService(name: string, namespace: string, services: readonly Gathering[]): string {
  const plain = name.replace(/[^a-z0-9-]+/g, '-').replace(/^[^a-z]+/, '');
  const valid = serviceNameProblem(plain) === undefined ? plain : 'service';
  const isFree = (each: string) => !services.some((service) => service.name === each) && !TAKEN.has(each);
  const candidates = [valid, `${namespace}-${valid}`, ...services.map((_, index) => `${valid}-${index + 2}`)];
  return candidates.find((each) => isFree(each) && serviceNameProblem(each) === undefined) ?? `${valid}-x`;
}

/** Folders of a tree, which no service can have as its own. */
const TAKEN = new Set(['base', 'overlays']);

/** The object as its first environment has it. */
export function viewOf(object: ImportedObject): Fields {
  const [first = {}] = object.in.values();
  return first;
}

/** The service whose pods an object selects: a Service, a policy, a budget, a monitor. */
function selecting(object: ImportedObject, services: readonly Gathering[]): Gathering | undefined {
  const view = viewOf(object);
  const { selector, podSelector, endpointSelector } = fieldsOf(view.spec);
  const byLabels = [podSelector, endpointSelector, selector].map(fieldsOf);
  const labels = byLabels.map((each) => labelsOf(each.matchLabels ?? (view.kind === 'Service' ? each : {})));
  const selectors = labels.filter((each) => Object.keys(each).length > 0);
  const found = services.filter(
    (service) =>
      service.namespace === object.reference.namespace &&
      service.workloads.some((workload) => selectors.some((each) => isSelected(podLabelsOf(viewOf(workload)), each))),
  );
  return found.length === 1 ? found[0] : found.find(({ name }) => name === object.reference.name);
}

interface Uses {
  /** What an object refers to, and what refers to it, by key. */
  readonly of: ReadonlyMap<string, ReadonlySet<string>>;
  readonly by: ReadonlyMap<string, ReadonlySet<string>>;
}

function usesOf(objects: readonly ImportedObject[], environments: readonly ImportedEnvironment[]): Uses {
  const of = new Map<string, Set<string>>();
  const by = new Map<string, Set<string>>();
  for (const object of objects) {
    const from = keyOf(object.reference);
    for (const environment of environments) {
      for (const { to } of referencesOf(object.in.get(environment.name))) {
        const key = keyOf(referenceInBase(to, environment));
        of.set(from, (of.get(from) ?? new Set()).add(key));
        by.set(key, (by.get(key) ?? new Set()).add(from));
      }
    }
  }
  return { of, by };
}

/** The service that an object belongs to by the names in it, or in others: of several the one that is named most like it. */
function using(object: ImportedObject, { of, by }: Uses, known: ReadonlyMap<string, Gathering>): Gathering | undefined {
  const key = keyOf(object.reference);
  const users = [...(by.get(key) ?? []), ...(of.get(key) ?? [])].flatMap((each) => known.get(each) ?? []);
  const { name, namespace } = object.reference;
  const near = users.filter((service) => namespace === undefined || service.namespace === namespace);
  return nearestByName(name, near.length > 0 ? near : users);
}

/** The service that has the labels or begins the name of an object. */
function alike(object: ImportedObject, services: readonly Gathering[]): Gathering | undefined {
  const { name, namespace } = object.reference;
  const near = services.filter((service) => namespace === undefined || service.namespace === namespace);
  const labels = metadataLabels(viewOf(object));
  const label = labels[NAME] ?? labels.app ?? labels['k8s-app'];
  const sameLabels = near.filter((service) =>
    service.workloads.some((workload) => {
      const pod = podLabelsOf(viewOf(workload));
      return label !== undefined && label === (pod[NAME] ?? pod.app ?? pod['k8s-app']);
    }),
  );
  const sameName = near.filter((service) => name === service.name || name.startsWith(`${service.name}-`));
  return nearestByName(name, sameName) ?? nearestByName(name, sameLabels);
}

/** Of several services the one whose name begins the name at most length; or else the first. */
function nearestByName(name: string, services: readonly Gathering[]): Gathering | undefined {
  const begins = services.filter((each) => name === each.name || name.startsWith(`${each.name}-`));
  return [...begins].sort((one, other) => other.name.length - one.name.length)[0] ?? services[0];
}

/** The service of what belongs to none: a Namespace is of the first service in it. */
function restOf(object: ImportedObject, services: Gathering[]): Gathering {
  const { namespace = isNamespace(object) ? object.reference.name : undefined } = object.reference;
  const isOfNamespace = namespace === undefined ? isRestOfCluster : (each: Gathering) => each.namespace === namespace;
  const rest = services.filter((each) => isOfNamespace(each) && mayTake(each, object));
  const own = isNamespace(object) ? rest[0] : rest.find(({ workloads }) => workloads.length === 0);
  if (own !== undefined) return own;
  const place = namespace ?? services[0]?.namespace ?? 'default';
  const name = nameOfService(namespace === undefined ? CLUSTER : namespace, place, services);
  const made = { name, namespace: place, workloads: [], objects: [] };
  services.push(made);
  return made;
}

function isRestOfCluster({ name, workloads }: Gathering): boolean {
  return workloads.length === 0 && name === CLUSTER;
}
