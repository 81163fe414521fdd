import { type Fields, fieldsOf, isFields, labelsOf, listOf } from '@k8s-blocks/manifest';
import { containerPorts, identityLabels } from '@k8s-blocks/objects';
import { Refusal } from '@k8s-blocks/refusal';
import { type ContainerDeviations, containerSecurityContext, podSecurityContext } from '@k8s-blocks/security-context';
import { podLabels, type Workload, workloadsOf } from '@k8s-blocks/topology';
import { COMPONENT } from '../manifests/common-metadata.ts';
import { isSame, type Varying } from '../manifests/varying.ts';
import { memberOf } from '../say/derived-texts.ts';
import type { Fragment, Place } from '../say/saying.ts';
import type { ServiceForms } from '../stack/service-forms.ts';
import { type Code, type Entry, literal, raw } from '../typescript/code.ts';
import { plain } from './exact.ts';
import { policyPart } from './policy-parts.ts';
import { probesOfContainer } from './probes.ts';

const OBJECTS = '@k8s-blocks/objects';
const SECURITY = '@k8s-blocks/security-context';

/** The values of a map or list in a manifest, which do not vary where a fragment stands for them. */
type Finder = (value: unknown, place: Place) => Fragment | undefined;

/**
 * Parts of objects that blocks give exactly, in objects that no block makes as a whole: labels and selectors, security contexts,
 * ports and probes of containers.
 *
 * @param contract the name of the contract in the module.
 */
export function fragmentsOf(
  forms: ServiceForms,
  contract: string,
): (values: Varying, place: Place) => Fragment | undefined {
  const finders: readonly Finder[] = [
    labelsFinder(forms, contract),
    securityFinder,
    policyPart,
    portsFinder(forms, contract),
  ];
  const findProbes = probesFinder(forms, contract);
  return (values, place) => {
    const [first, ...others] = values.values();
    // The rest of a container may vary.
    const probes = [...values.values()].map(probesAlone);
    if (probes.every((each) => isSame(each, probes[0]))) {
      const found = findProbes(probes[0], place);
      if (found !== undefined) return found;
    }
    if (!others.every((each) => isSame(each, first))) return undefined;
    for (const find of finders) {
      const found = find(first, place);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** The labels of pods, and those that select them: of a workload of the service. */
function labelsFinder({ service: { contract }, envs }: ServiceForms, name: string): Finder {
  const [env] = envs.values();
  return (value, { keys }) => {
    const key = keys.at(-1) ?? '';
    if (!isFields(value) || !['labels', 'matchLabels', 'selector'].includes(key)) return undefined;
    const isMetadata = key === 'labels' && keys.length === 2 && keys[0] === 'metadata';
    if (isMetadata) {
      if (env === undefined) return undefined;
      const component = labelsOf(value)[COMPONENT];
      const isOwn = component === env.workload.labels[COMPONENT];
      if (!isSame(value, identityLabels(env, isOwn ? undefined : component))) return undefined;
      const args = [raw('env'), ...(isOwn ? [] : [literal(component)])];
      return { code: { call: 'identityLabels', args }, imports: [{ name: 'identityLabels', from: OBJECTS }] };
    }
    const workloads = workloadsOf(contract);
    const selected = workloads.find(({ selector }) => isSame(selector, value));
    if (selected !== undefined) {
      const of = selected.key === undefined ? name : codeOf(selected, name);
      return { code: { entries: [{ spread: raw(`${of}.selector`) }] }, imports: [] };
    }
    const labelled = key === 'labels' ? workloads.find((each) => isSame(podLabels(each), value)) : undefined;
    if (labelled === undefined) return undefined;
    const code: Code = { call: 'podLabels', args: [raw(codeOf(labelled, name))] };
    return { code, imports: [{ name: 'podLabels', from: '@k8s-blocks/topology' }] };
  };
}

function codeOf({ key }: Workload, contract: string): string {
  return key === undefined ? `${contract}.main` : `${contract}.workloads${memberOf(key)}`;
}

/** The security contexts of pods and containers, with what they deviate in. */
const securityFinder: Finder = (value, { keys }) => {
  if (keys.at(-1) !== 'securityContext' || !isFields(value)) return undefined;
  const isContainer = keys.some((key) => ['containers', 'initContainers', 'container'].includes(key));
  const [block, options] = isContainer
    ? (['containerSecurityContext', containerDeviations(value)] as const)
    : (['podSecurityContext', podDeviations(value)] as const);
  const made = attempt(() =>
    plain(
      isContainer ? containerSecurityContext(containerDeviations(value)) : podSecurityContext(podDeviations(value)),
    ),
  );
  if (made === undefined || !Object.entries(made).every(([key, each]) => isSame(each, value[key]))) return undefined;
  const others = Object.entries(value).filter(([key]) => !(key in made));
  const args = Object.keys(options).length === 0 ? [] : [literal(options)];
  const call: Code = { call: block, args };
  const entries = others.map(([key, each]): Entry => ({ key, value: literal(each) }));
  const code = others.length === 0 ? call : { entries: [{ spread: call }, ...entries] };
  return { code, imports: [{ name: block, from: SECURITY }] };
};

function containerDeviations({ readOnlyRootFilesystem, capabilities }: Fields): ContainerDeviations {
  const added = listOf(fieldsOf(capabilities).add).filter((each): each is string => typeof each === 'string');
  return {
    ...(readOnlyRootFilesystem === false ? { writableRootFilesystem: true } : {}),
    ...(added.length === 0 ? {} : { addCapabilities: added }),
  };
}

function podDeviations({ runAsNonRoot, runAsUser, runAsGroup, fsGroup, seccompProfile }: Fields) {
  const { type, localhostProfile } = fieldsOf(seccompProfile);
  const numberUnless = (name: string, value: unknown) =>
    typeof value === 'number' && value !== 1000 ? { [name]: value } : {};
  const profile =
    type === 'Unconfined'
      ? { seccompProfile: 'Unconfined' as const }
      : typeof localhostProfile === 'string'
        ? { seccompProfile: { localhostProfile } }
        : {};
  const group = numberUnless('fsGroup', fsGroup);
  if (runAsNonRoot === undefined && runAsUser === undefined) return { imageUser: true as const, ...group, ...profile };
  return { ...numberUnless('runAsUser', runAsUser), ...numberUnless('runAsGroup', runAsGroup), ...group, ...profile };
}

/** The ports of a container that the contract offers, under their names. */
function portsFinder({ service: { contract } }: ServiceForms, name: string): Finder {
  return (value, { keys }) => {
    if (keys.at(-1) !== 'ports' || !keys.some((key) => ['containers', 'initContainers', 'container'].includes(key)))
      return undefined;
    const names = listOf(value).map((port) => fieldsOf(port).name);
    const known = names.filter(
      (each): each is string => typeof each === 'string' && Object.hasOwn(contract.ports, each),
    );
    if (known.length === 0 || known.length < names.length) return undefined;
    if (!isSame(containerPorts(contract, known), value)) return undefined;
    const isAll = isSame(containerPorts(contract), value);
    const args = [raw(name), ...(isAll ? [] : [literal(known)])];
    return { code: { call: 'containerPorts', args }, imports: [{ name: 'containerPorts', from: OBJECTS }] };
  };
}

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

function probesAlone(container: unknown): Fields {
  return Object.fromEntries(Object.entries(fieldsOf(container)).filter(([key]) => PROBES.includes(key)));
}

/** The probes of a container: they stand in place of three fields, so that the rest of the container is said besides. */
function probesFinder({ service: { contract } }: ServiceForms, name: string): Finder {
  return (value, { keys }) => {
    const isContainer = ['containers', 'initContainers'].includes(keys.at(-2) ?? '') || keys.at(-1) === 'container';
    if (!isContainer || !isFields(value)) return undefined;
    const found = probesOfContainer(value, name, contract);
    if (found === undefined) return undefined;
    return { code: found.code, imports: found.imports, instead: PROBES };
  };
}

/** What a function returns; undefined where a block refuses. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
