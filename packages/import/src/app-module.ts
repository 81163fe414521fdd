import { groupBy } from '@k8s-blocks/manifest';
import { type Block, blockOf } from './blocks/index.ts';
import { type ContractNames, derivedTexts } from './derived-texts.ts';
import { fileOf, inFileOrder } from './files-of-objects.ts';
import type { ObjectForms, ServiceForms } from './service-forms.ts';
import { condition, type Saying, Settings, say, type Varying } from './settings.ts';
import { type Code, type Entry, IDENTIFIER, raw } from './typescript/code.ts';
import { constant, destructured, docstring, type Import, importLines } from './typescript/module.ts';
import { camelCase, Names } from './typescript/names.ts';
import { flat, print } from './typescript/print.ts';

/** The files of an app. */
export interface AppModule {
  /** The name of a file beside `app.ts`, and that itself, to its text. */
  readonly files: ReadonlyMap<string, string>;
  /** How many of its objects blocks make. */
  readonly byBlocks: number;
}

/** Where the modules of apps find the map. */
const MAP = '../../../map.ts';

const OMITTED: Import = { name: 'omitted', from: '@k8s-blocks/app' };

/** How many lines plain data may have that stands between the others. */
const MAX_LINES = 60;

/** An object of an app with its code. */
interface CodedObject extends ObjectForms {
  /** The name of its constant. */
  readonly name: string;
  readonly block: Block | undefined;
  readonly code: Code;
  /** Whether the block of another object is given it. */
  readonly isUsed: boolean;
}

/** The module of the app of a service: blocks where they give exactly what was read, plain data elsewhere. */
export function appModule(forms: ServiceForms, contracts: ContractNames): AppModule {
  const { service, environments } = forms;
  const contract = contracts.of.get(service.name) ?? camelCase(service.name);
  const blocks = forms.objects.map((each) => blockOf(each, forms, contract));
  const imports: Import[] = [
    { name: 'app', from: '@k8s-blocks/app' },
    { name: contracts.map, from: MAP },
    { name: contract, from: MAP },
    ...blocks.flatMap((block) => block?.imports ?? []),
  ];
  const names = new Names([...imports.map(({ name }) => name), ...contracts.of.values(), 'omitted', 'env']);
  const saying: Saying = { settings: new Settings(names), derived: derivedTexts(forms, contracts) };
  const constants = new Map(forms.objects.map((each) => [each, names.take(...constantNames(each, forms.objects))]));
  const nameOf = (object: ObjectForms) => constants.get(object) ?? object.object.reference.kind;
  const order = inFileOrder(forms.objects.map(({ object }) => fileOf(object.reference)));
  const coded = forms.objects.map((each, index): CodedObject => {
    const block = blocks[index];
    const code = block?.code(saying, nameOf) ?? say(filledForms(each), { keys: [] }, saying);
    const isUsedByOther = blocks.some((other) => other?.uses === each);
    return { ...each, block, code, name: nameOf(each), isUsed: isUsedByOther };
  });
  coded.sort(
    (one, other) => order.indexOf(fileOf(one.object.reference)) - order.indexOf(fileOf(other.object.reference)),
  );
  const apart = coded.filter((each) => isPlain(each) && print(each.code).split('\n').length > MAX_LINES);
  const annotations = forms.annotations && say(forms.annotations, { keys: [] }, saying);
  const settings = saying.settings.names();
  const parts = [
    `  settings: ${print(saying.settings.table(environments), { indent: 2, before: 12, after: 1 })},`,
    ...(annotations === undefined ? [] : methodLines('annotations', [], annotations, settings)),
    ...manifestLines(coded, apart, settings),
  ];
  const text = parts.join('\n');
  const others = [...contracts.of.values()].map((name): Import => ({ name, from: MAP }));
  const own = apart.map(({ name, object }): Import => ({ name, from: `./${dataFile(object.reference.kind, name)}` }));
  const used = [...imports, ...others, ...own, OMITTED].filter(
    ({ name }) => isUsed(name, text) || ['app', contracts.map, contract].includes(name),
  );
  const app = [
    ...importLines(used),
    '',
    docstring(titleOf(forms)),
    `export default app(${contracts.map}, ${contract}, {`,
    text,
    '});',
    '',
  ];
  return {
    files: new Map([
      ['app.ts', app.join('\n')],
      ...apart.map((each) => [dataFile(each.object.reference.kind, each.name), dataModule(each)] as const),
    ]),
    byBlocks: blocks.filter((block) => block !== undefined).length,
  };
}

/** Whether a module's text uses a name, other than as a key or a member. */
function isUsed(name: string, text: string): boolean {
  return new RegExp(`(?<![\\w$'])(?<!(?<!\\.)\\.)${name}(?![\\w$'])(?!: )`).test(text);
}

/** The forms of an object, in environments that go without it with one of the others: there it is omitted. */
function filledForms({ forms }: ObjectForms): Varying {
  const [some] = [...forms.values()].filter((form) => form !== undefined);
  return new Map([...forms].map(([name, form]) => [name, form ?? some]));
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

/** Whether the code of an object depends on nothing. */
function isPlain({ block, code, forms }: CodedObject): boolean {
  const text = print(code);
  return block === undefined && forms.size > 0 && !/\benv\b|\$\{/.test(text) && !hasNames(code);
}

/** Whether code has other raw parts than literals. */
function hasNames(code: Code): boolean {
  if ('raw' in code) return !/^(?:['"`\d-]|true$|false$)/.test(code.raw);
  if ('list' in code) return code.list.some((each) => 'spread' in each || hasNames(each));
  if ('entries' in code) return code.entries.some((each) => 'spread' in each || hasNames(each.value));
  return true;
}

/** `manifests`, with a constant for each object that is more than a short line. */
function manifestLines(
  coded: readonly CodedObject[],
  apart: readonly CodedObject[],
  settings: readonly string[],
): string[] {
  const constants = coded.filter(
    (each) => !apart.includes(each) && (flat(each.code)?.length ?? Number.POSITIVE_INFINITY) > 60,
  );
  const byFile = groupBy(coded, ({ object }) => [fileOf(object.reference)]);
  const entries = inFileOrder(byFile.keys()).map((file): Entry => {
    const all = (byFile.get(file) ?? []).map((each) =>
      whereDeployed(each, constants.includes(each) || apart.includes(each) ? raw(each.name) : each.code),
    );
    const [only] = all;
    return { key: file, value: all.length === 1 && only !== undefined ? only : { list: all } };
  });
  const lines = constants.map(({ name, code }) => constant(name, code, { indent: 4 }));
  return methodLines('manifests', lines, { entries }, settings);
}

/** A method that returns code, with the settings that it uses; an arrow function where it only returns. */
function methodLines(name: string, lines: readonly string[], code: Code, settings: readonly string[]): string[] {
  const result = `    return ${print(code, { indent: 4, before: 11, after: 1 })};`;
  const body = [...lines, result].join('\n');
  const used = settings.filter((setting) => isUsed(setting, body));
  if (lines.length + used.length === 0) {
    const env = isUsed('env', body) ? '(env)' : '()';
    const start = `  ${name}: ${env} => (`;
    return [`${start}${print(code, { indent: 2, before: start.length, after: 2 })}),`];
  }
  const isUsedEnv = isUsed('env', body) || used.length > 0;
  return [
    `  ${name}(${isUsedEnv ? 'env' : ''}) {`,
    ...(used.length === 0 ? [] : [destructured(used, 'env.settings', 4)]),
    ...lines,
    result,
    '  },',
  ];
}

/** An object where it is deployed; elsewhere that it is left out, as it was. */
function whereDeployed({ forms, block }: CodedObject, code: Code): Code {
  if (block?.omits) return code;
  const absent = new Set([...forms].filter(([, form]) => form === undefined).map(([environment]) => environment));
  if (absent.size === 0) return code;
  return {
    when: condition(absent, forms),
    chosen: raw("omitted('It was not there before the import.')"),
    otherwise: code,
  };
}

/** The file of an object that stands in a module of its own. */
function dataFile(kind: string, name: string): string {
  const file = camelCase(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `${IDENTIFIER.test(kind) ? file : 'data'}.ts`;
}

function dataModule({ name, code, object: { reference } }: CodedObject): string {
  const title = docstring(`${reference.kind} ${reference.name}, as it was before the import.`);
  return `${title}\n${constant(name, code, { prefix: 'export ' })}\n`;
}

function titleOf({ service: { name, workloads } }: ServiceForms): string {
  const [main] = workloads;
  if (main === undefined) return `What belongs to no workload: ${name}.`;
  const kinds = workloads.map(({ reference }) => `${reference.kind} ${reference.name}`);
  return `${name}: ${kinds.join(', ')}.`;
}
