import { formatNames, Refusal } from '@k8s-blocks/refusal';

/**
 * How much of its DNS name a Service is called by. Pods complete a shorter name by the search list of their own namespace:
 * `service` is found in the same namespace alone.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-of-services
 */
export type HostForm = keyof typeof FORMS;

/** What addresses of ports take. */
export interface AddressOptions {
  /** How much of its DNS name the Service is called by. Default: `full`, which resolves in one step from everywhere. */
  readonly host?: HostForm;
}

/** What URLs of ports take. */
export interface UrlOptions extends AddressOptions {
  /** It begins with a slash. Default: none. */
  readonly path?: string;
}

/** The names of a Service, its namespace, and the domain of its cluster. */
interface ServiceName {
  readonly service: string;
  readonly namespace: string;
  readonly clusterDomain: string;
}

const FORMS = {
  service: ({ service }: ServiceName) => service,
  'service.namespace': ({ service, namespace }: ServiceName) => `${service}.${namespace}`,
  'service.namespace.svc': ({ service, namespace }: ServiceName) => `${service}.${namespace}.svc`,
  full: ({ service, namespace, clusterDomain }: ServiceName) => `${service}.${namespace}.svc.${clusterDomain}`,
};

/** The forms of host names, the shortest first. */
export const HOST_FORMS: readonly HostForm[] = ['service', 'service.namespace', 'service.namespace.svc', 'full'];

/**
 * The host name of a Service in a form; a refusal if there is no such form, or the name alone would be looked up in another
 * namespace.
 *
 * @param from the namespace of the pods that call it.
 */
export function formatHost(name: ServiceName, form: HostForm, from: string): string | Refusal {
  if (!Object.hasOwn(FORMS, form)) {
    return new Refusal({
      field: 'host',
      problem: `"${String(form)}" is not a form of a host name.`,
      remedy: `There are ${formatNames(HOST_FORMS)}.`,
    });
  }
  if (form === 'service' && name.namespace !== from) {
    return new Refusal({
      field: 'host',
      problem: `"${name.service}" alone is looked up in ${from}, and the Service is in ${name.namespace}.`,
      remedy: 'Call it by "service.namespace", or leave the form out.',
    });
  }
  return FORMS[form](name);
}
