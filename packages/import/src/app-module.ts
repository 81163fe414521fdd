import { groupBy, type ObjectReference } from '@k8s-blocks/manifest';
import { methodLines } from './app-methods.ts';
import { type Baseline, baselineOf } from './blocks/baseline.ts';
import { fragmentsOf } from './blocks/fragments.ts';
import { type Block, blockOf } from './blocks/index.ts';
import { POLICY_PARTS } from './blocks/policy-parts.ts';
import { type ContractNames, derivedTexts } from './derived-texts.ts';
import { fileOf, inFileOrder } from './files-of-objects.ts';
import { filledForms } from './filled-forms.ts';
import { objectTypes } from './object-type.ts';
import { say } from './say.ts';
import { condition } from './say-by-environment.ts';
import type { Saying } from './saying.ts';
import type { ObjectForms, ServiceForms } from './service-forms.ts';
import { Settings } from './settings.ts';
import { type Code, type Entry, literal, namesIn, raw } from './typescript/code.ts';
import { constant, docstring, type Import, importLines } from './typescript/module.ts';
import { camelCase, Names } from './typescript/names.ts';
import { flat, print } from './typescript/print.ts';

/** The files of an app. */
export interface AppModule {
  /** The name of a file beside `app.ts`, and that itself, to its text. */
  readonly files: ReadonlyMap<string, string>;
  /** The objects that blocks make. */
  readonly byBlocks: readonly ObjectReference[];
  /** How many of the others have parts that blocks make. */
  readonly inPart: number;
}

/** Where the modules of apps find the map. */
const MAP = '../../../map.ts';

/** The blocks that give parts of objects. */
const FRAGMENTS = [
  ...'identityLabels podLabels containerPorts containerSecurityContext podSecurityContext'.split(' '),
  ...'probes httpGet tcpSocket grpc exec'.split(' '),
  ...POLICY_PARTS,
];

/** How many lines plain data may have that stands between the others. */
const MAX_LINES = 60;

/** How many characters an object may have that stands in the list of files itself. */
const MAX_INLINE = 60;

/** An object that an app says, with its code. */
interface CodedObject extends ObjectForms {
  /** The name of its constant. */
  readonly name: string;
  readonly block: Block | undefined;
  readonly code: Code;
  /** The type of plain data; undefined where no type says what it is. */
  readonly type: Import | undefined;
}

/** The module of the app of a service: blocks where they give exactly what was read, plain data elsewhere. */
export function appModule(forms: ServiceForms, contracts: ContractNames): AppModule {
  const contract = contracts.of.get(forms.service.name) ?? camelCase(forms.service.name);
  const baseline = baselineOf(forms);
  const objects = forms.objects.filter((each) => !baseline?.makes.has(each));
  const blocks = new Map(objects.map((each) => [each, blockOf(each, forms, contract)]));
  const imports: Import[] = [
    { name: 'app', from: '@k8s-blocks/app' },
    { name: 'omitted', from: '@k8s-blocks/app' },
    { name: 'withBaseline', from: '@k8s-blocks/objects' },
    { name: contracts.map, from: MAP },
    ...[...contracts.of.values()].map((name): Import => ({ name, from: MAP })),
    ...[...blocks.values()].flatMap((block) => block?.imports ?? []),
  ];
  const names = new Names([...imports.map(({ name }) => name), ...FRAGMENTS, 'env']);
  const saying: Saying = {
    settings: new Settings(names),
    derived: derivedTexts(forms, contracts),
    fragments: fragmentsOf(forms, contract),
    use: (each) => imports.push(...each),
  };
  const coded = codedObjects(objects, { forms, blocks, names, saying });
  const apart = coded.filter((each) => isPlain(each) && print(each.code).split('\n').length > MAX_LINES);
  const isConstant = (each: CodedObject) =>
    [...blocks.values()].some((block) => block?.uses?.object === each.object) ||
    (flat(typedCode(each))?.length ?? Number.POSITIVE_INFINITY) > MAX_INLINE;
  const constants = coded
    .filter((each) => !apart.includes(each) && isConstant(each))
    .map((each) => ({ ...each, code: typedCode(each) }));
  const named = new Set([...constants, ...apart].map(({ name }) => name));
  const files = filesCode(coded, forms, baseline, (each) => (named.has(each.name) ? raw(each.name) : typedCode(each)));
  const result = baseline === undefined ? files : baselineCode(baseline, files);
  const annotations = forms.annotations && say(forms.annotations, { keys: [] }, saying);
  const settings = saying.settings.names();
  const own = apart.map(({ name }): Import => ({ name, from: `./${dataFile(name)}` }));
  const types = coded.flatMap(({ type }) => type ?? []);
  const all = [result, ...constants.map(({ code }) => code), ...(annotations === undefined ? [] : [annotations])];
  const used = new Set(['app', contracts.map, contract, ...all.flatMap((code) => [...namesIn(code)])]);
  const app = [
    ...importLines([...imports, ...types, ...own].filter(({ name }) => used.has(name))),
    '',
    docstring(titleOf(forms)),
    `export default app(${contracts.map}, ${contract}, {`,
    `  settings: ${print(saying.settings.table(forms.environments), { indent: 2, before: 12, after: 1 })},`,
    ...(annotations === undefined ? [] : methodLines('annotations', [], annotations, settings)),
    ...methodLines('manifests', constants, result, settings),
    '});',
    '',
  ];
  return {
    files: new Map([
      ['app.ts', app.join('\n')],
      ...apart.map((each) => [dataFile(each.name), dataModule(each)] as const),
    ]),
    byBlocks: [...(baseline?.makes ?? []), ...objects.filter((each) => blocks.get(each) !== undefined)].map(
      ({ object }) => object.reference,
    ),
    inPart: coded.filter(({ block, code }) => block === undefined && hasParts(code, contract)).length,
  };
}

/** Whether code has parts that blocks make, or that are the contract's. */
function hasParts(code: Code, contract: string): boolean {
  const names = namesIn(code);
  return names.has(contract) || FRAGMENTS.some((name) => names.has(name));
}

interface Coding {
  readonly forms: ServiceForms;
  readonly blocks: ReadonlyMap<ObjectForms, Block | undefined>;
  readonly names: Names;
  readonly saying: Saying;
}

/** The objects with their code, in the order of their files: what others are given comes first. */
function codedObjects(objects: readonly ObjectForms[], { forms, blocks, names, saying }: Coding): CodedObject[] {
  const constants = new Map(objects.map((each) => [each, names.take(...constantNames(each, objects))]));
  const nameOf = (object: ObjectForms) => constants.get(object) ?? object.object.reference.kind;
  const fileOfObject = ({ object }: ObjectForms) => fileOf(object.reference, forms.service.contract);
  const order = inFileOrder(new Set(objects.map(fileOfObject)));
  const sorted = [...objects].sort(
    (one, other) => order.indexOf(fileOfObject(one)) - order.indexOf(fileOfObject(other)),
  );
  const types = objectTypes(sorted.filter((each) => blocks.get(each) === undefined));
  return sorted.map((each) => {
    const block = blocks.get(each);
    const code = block?.code(saying, nameOf) ?? say(filledForms(each.forms, saying.derived), { keys: [] }, saying);
    return { ...each, block, code, type: types.get(each), name: nameOf(each) };
  });
}

/** The code of an object, which says its type. */
function typedCode({ code, type }: CodedObject): Code {
  return type === undefined ? code : { typed: code, type: type.name };
}

/** What constants are called, by kind: not like the block of the kind. */
const CONSTANTS: Readonly<Record<string, string>> = {
  ConfigMap: 'config',
  CronJob: 'workload',
  DaemonSet: 'workload',
  Deployment: 'workload',
  HorizontalPodAutoscaler: 'autoscaler',
  Job: 'workload',
  Namespace: 'ownNamespace',
  NetworkPolicy: 'policy',
  PodDisruptionBudget: 'budget',
  ServiceAccount: 'account',
  StatefulSet: 'workload',
};

/** The constant of an object is called like its kind; where there are several of that, like itself. */
function constantNames({ object }: ObjectForms, all: readonly ObjectForms[]): readonly [string, ...string[]] {
  const { kind, name } = object.reference;
  const isOnly = all.filter((each) => each.object.reference.kind === kind).length === 1;
  const short = CONSTANTS[kind] ?? kind;
  const both = camelCase(name).toLowerCase().endsWith(short.toLowerCase()) ? name : `${name} ${short}`;
  return isOnly ? [short, both, `${name} ${kind}`] : [both, `${name} ${kind}`];
}

/** Whether the code of an object depends on nothing: it is plain data. */
function isPlain({ block, code }: CodedObject): boolean {
  return block === undefined && [...namesIn(code)].every((name) => name === 'true' || name === 'false');
}

/** The files of the app: the objects of each, and those of the baseline that it goes without. */
function filesCode(
  coded: readonly CodedObject[],
  { service }: ServiceForms,
  baseline: Baseline | undefined,
  codeOf: (object: CodedObject) => Code,
): Code & { readonly entries: readonly Entry[] } {
  const byFile = groupBy(coded, ({ object }) => [fileOf(object.reference, service.contract)]);
  const entries = inFileOrder(byFile.keys()).map((file): Entry => {
    const all = (byFile.get(file) ?? []).map((each) => whereDeployed(each, codeOf(each)));
    const [only] = all;
    return { key: file, value: all.length === 1 && only !== undefined ? only : { list: all } };
  });
  const removed = (baseline?.removed ?? []).map((file): Entry => ({ key: file, value: { list: [] } }));
  return { entries: [...entries, ...removed] };
}

function baselineCode({ podSecurity }: Baseline, files: Code): Code {
  const level = podSecurity === undefined ? [] : [{ key: 'podSecurity', value: literal(podSecurity) }];
  return { call: 'withBaseline', args: [raw('env'), { entries: [...level, { key: 'files', value: files }] }] };
}

/** An object where it is deployed; elsewhere that it is left out, as it was. */
function whereDeployed({ forms, block }: CodedObject, code: Code): Code {
  if (block?.omits) return code;
  const absent = new Set([...forms].filter(([, form]) => form === undefined).map(([environment]) => environment));
  if (absent.size === 0) return code;
  const chosen: Code = { call: 'omitted', args: [literal('It was not there before the import.')] };
  return { when: condition(absent, forms), chosen, otherwise: code };
}

/** The file of an object that stands in a module of its own. */
function dataFile(name: string): string {
  return `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}

function dataModule(object: CodedObject): string {
  const { kind, name } = object.object.reference;
  const imports = object.type === undefined ? [] : [...importLines([object.type]), ''];
  const title = docstring(`${kind} ${name}, as it was before the import.`);
  return [...imports, title, constant(object.name, typedCode(object), { prefix: 'export ' }), ''].join('\n');
}

function titleOf({ service: { name, workloads } }: ServiceForms): string {
  const [main] = workloads;
  if (main === undefined) return `What belongs to no workload: ${name}.`;
  const kinds = workloads.map(({ reference }) => `${reference.kind} ${reference.name}`);
  return `${name}: ${kinds.join(', ')}.`;
}
