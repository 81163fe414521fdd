import { type Fields, fieldsOf, labelsOf, listOf, podTemplateOf, textOf } from '@k8s-blocks/manifest';
import { configMapName, containerPorts, secretName, serviceContainer, spreadAcrossNodes } from '@k8s-blocks/objects';
import { containerSecurityContext, podSecurityContext } from '@k8s-blocks/security-context';
import { portsOf, type ServiceEnvironment } from '@k8s-blocks/topology';
import { isSame } from '../manifests/varying.ts';

/** Where the blocks of workloads keep the checksum of the configuration. */
const CHECKSUM = 'checksum/config';

/** How the block of a workload is called. */
interface WorkloadCall {
  /** Whether it is given the ConfigMap, and adds its checksum and what reads it. */
  readonly withConfig: boolean;
  /** Whether it adds its defaults. */
  readonly defaults: boolean;
  /** Whether its pods have the labels of the workload in every environment. */
  readonly hasOwnPodLabels: boolean;
}

/**
 * The pods of a workload as options of its block: what it does not give by itself.
 *
 * @param form the workload as the app says it.
 */
export function workloadOptions(form: Fields, env: ServiceEnvironment, call: WorkloadCall): Fields {
  return call.defaults ? withDefaults(form, env, call) : withoutDefaults(form, env, call);
}

/** All that the pods have, but for what follows from the contract. */
function withoutDefaults(form: Fields, env: ServiceEnvironment, call: WorkloadCall): Fields {
  const template = fieldsOf(podTemplateOf(form)?.template);
  const { containers, restartPolicy, hostNetwork, ...others } = fieldsOf(template.spec);
  const [{ name, ports, ...main } = {}, ...beside] = listOf(containers).map(fieldsOf);
  const own = serviceContainer(env, { image: '', defaults: false }).ports ?? [];
  const isSaid = hostNetwork === true && env.workload.hostNetwork;
  const pod = {
    ...podMetadata(template, call),
    ...(isJob(form) || restartPolicy === undefined ? {} : { restartPolicy }),
    ...(hostNetwork === undefined || isSaid ? {} : { hostNetwork }),
    ...others,
    ...(beside.length === 0 ? {} : { containers: beside }),
  };
  return {
    container: {
      ...(name === env.workload.name ? {} : { name }),
      ...ordered(main, ['image', 'imagePullPolicy', 'command', 'args']),
      ...(isSame(ports ?? [], own) ? {} : { ports: ports ?? [] }),
      ...without(main, ['image', 'imagePullPolicy', 'command', 'args']),
    },
    ...(Object.keys(pod).length === 0 ? {} : { pod }),
  };
}

function podMetadata({ metadata }: Fields, { hasOwnPodLabels }: WorkloadCall): Fields {
  const { labels, annotations } = fieldsOf(metadata);
  return {
    ...(hasOwnPodLabels ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

/** A Job says beside the pods how their containers are started again. */
function isJob({ kind }: Fields): boolean {
  return kind === 'Job' || kind === 'CronJob';
}

function withDefaults(form: Fields, env: ServiceEnvironment, call: WorkloadCall): Fields {
  const { withConfig } = call;
  const template = fieldsOf(podTemplateOf(form)?.template);
  const { containers, ...pod } = fieldsOf(template.spec);
  const [main, ...others] = listOf(containers).map(fieldsOf);
  const { readsSecret, container } = containerOptions(main ?? {}, env, withConfig);
  const annotations = labelsOf(fieldsOf(template.metadata).annotations);
  const { [CHECKSUM]: _, ...withoutChecksum } = annotations;
  const own = withConfig ? withoutChecksum : annotations;
  const { token, fields } = podOptions(pod, form, env);
  const { labels } = podMetadata(template, call);
  const options = {
    ...(labels === undefined ? {} : { labels }),
    ...(Object.keys(own).length === 0 ? {} : { annotations: own }),
    ...fields,
    ...(others.length === 0 ? {} : { containers: others }),
  };
  return {
    ...(readsSecret ? { readsSecret } : {}),
    ...(token ? { token } : {}),
    container,
    ...(Object.keys(options).length === 0 ? {} : { pod: options }),
  };
}

function containerOptions(container: Fields, env: ServiceEnvironment, withConfig: boolean) {
  const { contract, workload } = env;
  const { name, ports, securityContext, envFrom, ...others } = container;
  const own = containerPorts(
    contract,
    portsOf(contract, workload).map((port) => port.name),
  );
  const { readsSecret, rest } = sources(listOf(envFrom), env, withConfig);
  const isOwnPorts = isSame(ports ?? [], own);
  return {
    readsSecret,
    container: {
      ...(name === workload.name ? {} : { name }),
      ...ordered(others, ['image', 'imagePullPolicy', 'command', 'args']),
      ...(isOwnPorts ? {} : { ports: ports ?? [] }),
      ...(rest.length === 0 ? {} : { envFrom: rest }),
      ...without(others, ['image', 'imagePullPolicy', 'command', 'args']),
      ...(isSame(securityContext, containerSecurityContext()) ? {} : { securityContext }),
    },
  };
}

/** The ConfigMap and the Secret of the service that a container reads first, and what it reads after them. */
function sources(envFrom: readonly unknown[], env: ServiceEnvironment, withConfig: boolean) {
  const [first, ...others] = envFrom;
  const readsConfig = withConfig && isSame(first, { configMapRef: { name: configMapName(env) } });
  const after = readsConfig ? others : envFrom;
  const [next, ...rest] = after;
  const { secretRef, ...beside } = fieldsOf(next);
  const secret = textOf(fieldsOf(secretRef).name);
  const isOwn = secret === secretName(env) || secret === `${env.contract.name}-secrets`;
  const isPlain = Object.keys(beside).length === 0 && Object.keys(fieldsOf(secretRef)).length === 1;
  const readsSecret = isOwn && isPlain && (readsConfig || !withConfig);
  return { readsSecret, rest: readsSecret ? rest : after };
}

/** The fields of the pod that are not the defaults of its block, and whether its token is mounted. */
function podOptions(pod: Fields, form: Fields, env: ServiceEnvironment) {
  const isSpread = form.kind === 'Deployment' || form.kind === 'StatefulSet';
  const { hostNetwork } = env.workload;
  const defaults: Fields = {
    serviceAccountName: env.contract.name,
    automountServiceAccountToken: false,
    securityContext: podSecurityContext(),
    terminationGracePeriodSeconds: 30,
    ...(isSpread ? { affinity: spreadAcrossNodes(env) } : {}),
    ...(hostNetwork ? { hostNetwork, dnsPolicy: 'ClusterFirstWithHostNet' } : {}),
  };
  const token = pod.automountServiceAccountToken === true;
  const entries = Object.entries(pod).filter(([key, value]) => {
    if (key === 'automountServiceAccountToken' && token) return false;
    if (key === 'restartPolicy' && isJob(form)) return false;
    return !(key in defaults) || !isSame(value, defaults[key]);
  });
  return { token, fields: Object.fromEntries(entries) };
}

function ordered(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(keys.flatMap((key) => (key in fields ? [[key, fields[key]]] : [])));
}

function without(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}
