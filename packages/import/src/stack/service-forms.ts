import { type Fields, keyOf } from '@k8s-blocks/manifest';
import {
  callingWorkload,
  isOffered,
  type OfferedPort,
  type ServiceEnvironment,
  type Stack,
} from '@k8s-blocks/topology';
import { commonAnnotations, type Pairs } from '../manifests/common-metadata.ts';
import { type ImportedObject, objectsIn } from '../manifests/imported-objects.ts';
import type { Varying } from '../manifests/varying.ts';
import { bareForms, type Given } from './bare-object.ts';
import type { ImportedStack, StackService } from './imported-stack.ts';

/** An object of a service as the app says it in each environment, base first. */
export interface ObjectForms {
  readonly object: ImportedObject;
  readonly forms: ReadonlyMap<string, Fields | undefined>;
}

/** What the app of a service is made of. */
export interface ServiceForms {
  readonly service: StackService;
  /** The names of its environments, base first. */
  readonly environments: readonly string[];
  readonly objects: readonly ObjectForms[];
  /** Annotations of all its objects that are not those of the environment; undefined where it has none. */
  readonly annotations: Varying | undefined;
  /** Labels that the stack gives to all objects. */
  readonly labels: Pairs;
  /** The service in an environment, as its app sees it. */
  readonly envs: ReadonlyMap<string, ServiceEnvironment>;
  /** The ports of other services that its main workload calls. */
  readonly called: readonly OfferedPort[];
  /** The namespaces of the other services, in base. */
  readonly otherNamespaces: readonly string[];
}

/** The objects of a service without what its environments give them. */
export function serviceForms(stack: ImportedStack, service: StackService, map: Stack): ServiceForms {
  const { environments, definitions, labels } = stack;
  const here = service.environments.flatMap((name) => environments.find((each) => each.name === name) ?? []);
  const annotations = new Map(
    here.map(({ name }) => [name, ownAnnotations(service, name, definitions[name]?.annotations)]),
  );
  const own = new Set(service.objects.map(({ reference }) => keyOf(reference)));
  const givens = here.map((environment): Given => {
    const given = { ...annotations.get(environment.name), ...definitions[environment.name]?.annotations };
    const namespace =
      environment.namespaces.get(service.namespace) ??
      map.environments[environment.name]?.namespaceName(service.namespace);
    return { environment, namespace: namespace ?? service.namespace, labels, annotations: given, own };
  });
  const objects = service.objects.map((object) => ({ object, forms: bareForms(object, givens) }));
  const outgoing = map
    .connectionsOf(service.contract)
    .outgoing.filter(({ from }) => callingWorkload(from) === service.contract.main);
  const namespaces = new Set(stack.services.map(({ namespace }) => namespace));
  const hasAnnotations = [...annotations.values()].some((each) => Object.keys(each).length > 0);
  return {
    service,
    environments: here.map(({ name }) => name),
    objects,
    annotations: hasAnnotations ? annotations : undefined,
    labels,
    envs: new Map(here.map(({ name }) => [name, map.serviceIn(service.contract, name)])),
    called: [...new Set(outgoing.flatMap(({ to }) => (isOffered(to) ? [to] : [])))],
    otherNamespaces: [...namespaces].filter((namespace) => namespace !== service.namespace),
  };
}

function ownAnnotations({ objects }: StackService, environment: string, given: Pairs = {}): Pairs {
  const here = objectsIn(objects, environment);
  const common = here.length < 2 ? {} : commonAnnotations(here);
  return Object.fromEntries(Object.entries(common).filter(([key]) => !(key in given)));
}
