import { type Fields, fieldsOf, isFields, listOf } from '@k8s-blocks/manifest';
import { REMOVED } from './json.ts';

/** One way to break an object. */
export interface Operator {
  /** What it does: `drop a rule of a policy`. */
  readonly name: string;
  /** The kinds that it breaks. Default: all. */
  readonly kinds?: readonly string[];
  /** Matches the paths of the values that it breaks. */
  readonly at: RegExp;
  /**
   * The values that replace the one at the path. A whole object (at the empty path) is replaced by lists of objects: an
   * empty one to drop it, one of two to add another.
   */
  readonly to: (value: unknown, environment: string) => readonly unknown[];
  /** Whether every API server refuses the result. */
  readonly refused?: true;
}

const WORKLOADS = ['Deployment', 'StatefulSet'];
/** The kinds whose names must be DNS names. A PodDisruptionBudget may have any name. */
const NAMED = ['Namespace', 'ServiceAccount', 'ConfigMap', 'Secret', 'Service', 'NetworkPolicy', ...WORKLOADS];
const POD = String.raw`spec\.template\.spec`;
const CONTAINER = String.raw`${POD}\.(initC|c)ontainers\[\d+\]`;
const KEY = String.raw`(\.[\w-]+|\["[^"]+"\])`;
const SELECTOR = /(^spec\.selector|matchLabels)(\.(?!matchLabels$)[\w-]+|\["[^"]+"\])$/;
const NAMESPACE_SELECTOR = /matchLabels\["kubernetes\.io\/metadata\.name"\]$/;

const removed = () => [REMOVED];
const renamed = (value: unknown) => [`${value}-renamed`];

/** The next number of a port; of a text, with its last number increased; of a name without a number, another name. */
function otherPort(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [value + 1];
  return [String(value).replace(/(?<!\d)\d+(?=\D*$)/, (port) => `${Number(port) + 1}`)].map((text) =>
    text === value ? 'other' : text,
  );
}

/**
 * A name as it is in another environment: with the suffix `-staging`, or, in staging, without it.
 */
function otherEnvironment(value: unknown, environment: string): readonly unknown[] {
  const text = String(value);
  if (environment === 'staging') return [text.replace(/-staging/, ''), text.replace(/staging/, 'production')];
  if (/production/.test(text)) return [text.replace('production', 'staging')];
  // In an address, the first name is the Service's and the second the namespace.
  if (!text.includes('.svc.')) return [`${text}-staging`];
  return [text.replace(/(\/\/|^)([\w-]+)/, '$1$2-staging'), text.replace(/\.([\w-]+)\.svc/, '.$1-staging.svc')];
}

const ALLOW_ALL = { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] };

/** The object, and another policy that allows all traffic. */
function besideAllowAll(value: unknown): readonly unknown[] {
  const { apiVersion, kind, metadata } = fieldsOf(value);
  const { namespace } = fieldsOf(metadata);
  return [[value, { apiVersion, kind, metadata: { name: 'allow-all', namespace }, spec: ALLOW_ALL }]];
}

/** A map with one more field. */
function withField(name: string, field: unknown) {
  return (value: unknown): readonly unknown[] => (isFields(value) ? [{ ...value, [name]: field }] : []);
}

/** A value of another type: a boolean; instead of a boolean, a text. */
function mistyped(value: unknown): readonly unknown[] {
  return [typeof value === 'boolean' ? 'yes' : true];
}

function withBoth(value: unknown): readonly Fields[] {
  return [{ ...fieldsOf(value), minAvailable: 1, maxUnavailable: 1 }];
}

const policies = { kinds: ['NetworkPolicy'] };
const services = { kinds: ['Service'] };
const budgets = { kinds: ['PodDisruptionBudget'] };
const workloads = { kinds: WORKLOADS };

/** The ways to break objects: to drop, rename, change and open something, and to write what an API server refuses. */
export const operators: readonly Operator[] = [
  { ...policies, name: 'drop a rule of a policy', at: /^spec\.(ingress|egress)\[\d+\]$/, to: removed },
  { ...policies, name: 'drop a peer of a rule', at: /\.(from|to)\[\d+\]$/, to: removed },
  { ...policies, name: 'drop the port of a rule', at: /\.ports\[\d+\]$/, to: removed },
  { ...policies, name: 'drop all ports of a rule', at: /\.ports$/, to: removed },
  { ...services, name: 'drop the port of a Service', at: /^spec\.ports\[\d+\]$/, to: removed },
  { ...workloads, name: 'drop the port of a container', at: /\.ports\[\d+\]$/, to: removed },
  { ...workloads, name: 'drop the name of a port', at: /\.ports\[\d+\]\.name$/, to: removed },
  { name: 'drop a protocol', at: /\.protocol$/, to: removed },
  { name: 'drop a label of a pod', at: RegExp(String.raw`^spec\.template\.metadata\.labels${KEY}$`), to: removed },
  { name: 'drop a label of a selector', at: SELECTOR, to: removed },
  { name: 'drop a label of an object', at: RegExp(String.raw`^metadata\.labels${KEY}$`), to: removed },
  { name: 'drop an object', at: /^$/, to: () => [[]] },
  {
    name: 'move an object to another namespace',
    at: /^metadata\.namespace$/,
    to: (value) => ['elsewhere', value === 'tigerbeetle' ? 'agent-society' : 'tigerbeetle'],
  },
  { ...policies, name: 'rename a namespace in a selector', at: NAMESPACE_SELECTOR, to: renamed },
  { kinds: ['Namespace'], name: 'rename a Namespace', at: /^metadata\.name$/, to: renamed },
  { name: 'rename an object', at: /^metadata\.name$/, to: renamed },
  { name: 'swap the environment in a name', at: /^metadata\.name(space)?$/, to: otherEnvironment },
  { ...policies, name: 'swap the environment in a selector', at: NAMESPACE_SELECTOR, to: otherEnvironment },
  {
    name: 'swap the environment in an address',
    at: /^data\.\w+$/,
    to: (value, environment) => (String(value).includes('.svc.') ? otherEnvironment(value, environment) : []),
  },
  {
    name: 'swap the environment in an image or annotation',
    at: /(\.image|annotations\.environment)$/,
    to: (value, environment) => (/staging|production/.test(String(value)) ? otherEnvironment(value, environment) : []),
  },
  { ...services, name: 'change the port of a Service', at: /^spec\.ports\[\d+\]\.port$/, to: otherPort },
  { ...services, name: 'change a targetPort', at: /\.targetPort$/, to: otherPort },
  { ...workloads, name: 'change the port of a container', at: /\.containerPort$/, to: otherPort },
  { ...workloads, name: 'rename the port of a container', at: /\.ports\[\d+\]\.name$/, to: otherPort },
  { ...policies, name: 'change the port of a rule', at: /\.port$/, to: otherPort },
  { ...workloads, name: 'change the port of a probe', at: /Probe\.\w+\.port$/, to: otherPort },
  {
    name: 'change the port of an address',
    at: /^data\.\w+$/,
    to: (value) => (/\w:\d+$/.test(String(value)) && /\./.test(String(value)) ? otherPort(value) : []),
  },
  {
    name: 'change the setting of a port',
    at: /^data\.\w+_PORT$|\.env\[\d+\]\.value$/,
    to: (value) => (/^\d{4}$/.test(String(value)) ? otherPort(value) : []),
  },
  { ...budgets, name: 'give a budget a name that is not a DNS name', at: /^metadata\.name$/, to: () => ['Not_A_Name'] },
  {
    name: 'change a protocol',
    at: /\.protocol$/,
    to: (value) => [value === 'TCP' ? 'UDP' : 'TCP', 'SCTP'],
  },
  { name: 'change a selector', at: SELECTOR, to: renamed },
  { name: 'change a label of a pod', at: RegExp(String.raw`^spec\.template\.metadata\.labels${KEY}$`), to: renamed },
  {
    ...workloads,
    name: 'change a reference',
    at: /((configMap|secret)(Key)?Ref\.(name|key)|serviceAccountName|serviceName|\.configMap\.name|(volumes|volumeMounts|volumeClaimTemplates)\[\d+\](\.metadata)?\.name)$/,
    to: renamed,
  },
  {
    ...policies,
    name: 'add a rule that allows all',
    at: /^spec\.(ingress|egress)$/,
    to: (value) => [[...listOf(value), {}]],
  },
  { ...policies, name: 'add a policy that allows all', at: /^$/, to: besideAllowAll },
  { name: 'drop a selector', at: /^spec\.(selector|podSelector)$/, to: removed },
  { ...policies, name: 'drop policyTypes', at: /^spec\.policyTypes(\[\d+\])?$/, to: removed },
  {
    refused: true,
    name: 'add an unknown field',
    at: RegExp(
      String.raw`^(metadata|spec|${POD}|${CONTAINER}|${CONTAINER}\.\w+Probe|spec\.ports\[\d+\]|spec\..gress\[\d+\])$`,
    ),
    to: withField('unknownField', 'value'),
  },
  {
    refused: true,
    name: 'give a field a wrong type',
    at: /^(spec|data|stringData)(\.|$).*/,
    to: (value) => mistyped(value),
  },
  {
    refused: true,
    kinds: NAMED,
    name: 'give an invalid name',
    at: /^metadata\.name$/,
    to: () => ['Not_A_Name', 'x'.repeat(254)],
  },
  {
    ...workloads,
    refused: true,
    name: 'give a container or volume an invalid name',
    at: /(containers|volumes)\[\d+\]\.name$/,
    to: () => ['Not_A_Name', ''],
  },
  {
    refused: true,
    name: 'give an invalid label',
    at: /^(spec\.template\.)?metadata\.labels(\.|\[)/,
    to: () => ['not a label', '-'],
  },
  {
    ...workloads,
    refused: true,
    name: 'give an invalid quantity',
    at: /\.(cpu|memory|storage)$/,
    to: () => ['1Gib', '-1', 'much'],
  },
  {
    ...policies,
    refused: true,
    name: 'give an invalid CIDR',
    at: /\.(from|to)\[\d+\]$/,
    to: () => [{ ipBlock: { cidr: '10.0.0.0/33' } }, { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }],
  },
  { ...budgets, refused: true, name: 'give a budget both limits', at: /^spec$/, to: withBoth },
  { refused: true, name: 'give an invalid port', at: /\.(port|containerPort)$/, to: () => [0, 65_536, ''] },
  {
    ...services,
    refused: true,
    name: 'give an invalid targetPort',
    at: /\.targetPort$/,
    to: () => [-1, 65_536, 'No_Name'],
  },
  { ...services, name: 'give no targetPort', at: /\.targetPort$/, to: () => [0, '', REMOVED] },
  {
    refused: true,
    name: 'drop what is required',
    at: RegExp(
      String.raw`^(apiVersion|kind|metadata\.name|spec\.template|spec\.ports\[\d+\]\.port|${CONTAINER}\.(name|image)|.*\.(containerPort|mountPath))$`,
    ),
    to: removed,
  },
];
