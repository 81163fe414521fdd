import type { ObjectReference } from '@k8s-blocks/manifest';
import { type Baseline, baselineOf } from '../blocks/baseline.ts';
import { fragmentsOf } from '../blocks/fragments.ts';
import { blockOf } from '../blocks/index.ts';
import { POLICY_PARTS } from '../blocks/policy-parts.ts';
import { type ContractNames, derivedTexts } from '../say/derived-texts.ts';
import { say } from '../say/say.ts';
import type { Saying } from '../say/saying.ts';
import { Settings } from '../say/settings.ts';
import type { ServiceForms } from '../stack/service-forms.ts';
import { type Code, namesIn, raw } from '../typescript/code.ts';
import { constant, docstring, type Import, importLines } from '../typescript/module.ts';
import { camelCase, Names } from '../typescript/names.ts';
import { flat, print } from '../typescript/print.ts';
import { appFiles } from './app-files.ts';
import { type Constant, methodLines } from './app-methods.ts';
import { type CodedObject, codedObjects, isPlain, typedCode } from './coded-objects.ts';

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

/** The module of the app of a service: blocks where they give exactly what was read, plain data elsewhere. */
export function appModule(forms: ServiceForms, contracts: ContractNames): AppModule {
  const contract = contracts.of.get(forms.service.name) ?? camelCase(forms.service.name);
  const baseline = baselineOf(forms);
  const objects = forms.objects.filter((each) => !baseline?.makes.has(each));
  const blocks = new Map(objects.map((each) => [each, blockOf(each, forms, contract)]));
  const imports = [...possibleImports(contracts), ...[...blocks.values()].flatMap((block) => block?.imports ?? [])];
  const names = new Names([...imports.map(({ name }) => name), ...FRAGMENTS, 'env']);
  const saying: Saying = {
    settings: new Settings(names),
    derived: derivedTexts(forms, contracts),
    fragments: fragmentsOf(forms, contract),
    use: (each) => imports.push(...each),
  };
  const coded = codedObjects(objects, { forms, blocks, names, saying });
  const apart = coded.filter((each) => isPlain(each) && print(each.code).split('\n').length > MAX_LINES);
  const parts = { forms, contract, map: contracts.map, baseline, imports, saying, coded, apart };
  const byBlocks = [...(baseline?.makes ?? []), ...objects.filter((each) => blocks.get(each) !== undefined)];
  return {
    files: new Map([
      ['app.ts', appText(parts)],
      ...apart.map((each) => [dataFile(each.name), dataModule(each)] as const),
    ]),
    byBlocks: byBlocks.map(({ object }) => object.reference),
    inPart: coded.filter(({ block, code }) => block === undefined && hasParts(code, contract)).length,
  };
}

/** What the module of an app may import, whatever its objects. */
function possibleImports({ map, of }: ContractNames): Import[] {
  return [
    { name: 'app', from: '@k8s-blocks/app' },
    { name: 'omitted', from: '@k8s-blocks/app' },
    { name: 'withBaseline', from: '@k8s-blocks/objects' },
    ...[map, ...of.values()].map((name): Import => ({ name, from: MAP })),
  ];
}

/** What the module of an app is made of. */
interface AppParts {
  readonly forms: ServiceForms;
  /** The names of its contract, and of the map. */
  readonly contract: string;
  readonly map: string;
  readonly baseline: Baseline | undefined;
  /** What it may import. */
  readonly imports: readonly Import[];
  readonly saying: Saying;
  /** Its objects, and which of them stand in modules of their own. */
  readonly coded: readonly CodedObject[];
  readonly apart: readonly CodedObject[];
}

/** The text of `app.ts`. */
function appText({ forms, contract, map, baseline, imports, saying, coded, apart }: AppParts): string {
  const constants = coded.filter((each) => !apart.includes(each) && isConstant(each, coded)).map(asConstant);
  const named = new Set([...constants, ...apart].map(({ name }) => name));
  const codeOf = (each: CodedObject) => (named.has(each.name) ? raw(each.name) : typedCode(each));
  const result = appFiles(coded, forms, baseline, codeOf);
  const annotations = forms.annotations && say(forms.annotations, { keys: [] }, saying);
  const settings = saying.settings.names();
  const own = apart.map(({ name }): Import => ({ name, from: `./${dataFile(name)}` }));
  const types = coded.flatMap(({ type }) => type ?? []);
  const all = [result, ...constants.map(({ code }) => code), ...(annotations === undefined ? [] : [annotations])];
  const used = new Set(['app', map, contract, ...all.flatMap((code) => [...namesIn(code)])]);
  return [
    ...importLines([...imports, ...types, ...own].filter(({ name }) => used.has(name))),
    '',
    docstring(titleOf(forms)),
    `export default app(${map}, ${contract}, {`,
    `  settings: ${print(saying.settings.table(forms.environments), { indent: 2, before: 12, after: 1 })},`,
    ...(annotations === undefined ? [] : methodLines('annotations', [], annotations, settings)),
    ...methodLines('manifests', constants, result, settings),
    '});',
    '',
  ].join('\n');
}

/** Whether an object has a constant: another one uses it, or it is too long to stand in the list of files. */
function isConstant(object: CodedObject, all: readonly CodedObject[]): boolean {
  if (all.some(({ block }) => block?.uses?.object === object.object)) return true;
  return (flat(typedCode(object))?.length ?? Number.POSITIVE_INFINITY) > MAX_INLINE;
}

function asConstant(object: CodedObject): Constant {
  return { name: object.name, code: typedCode(object) };
}

/** Whether code has parts that blocks make, or that are the contract's. */
function hasParts(code: Code, contract: string): boolean {
  const names = namesIn(code);
  return names.has(contract) || FRAGMENTS.some((name) => names.has(name));
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
