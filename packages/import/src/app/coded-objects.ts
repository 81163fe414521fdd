import { fileOf, inFileOrder } from '../blocks/files-of-objects.ts';
import type { Block } from '../blocks/index.ts';
import { filledForms } from '../say/filled-forms.ts';
import { say } from '../say/say.ts';
import type { Saying } from '../say/saying.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import { type Code, namesIn } from '../typescript/code.ts';
import type { Import } from '../typescript/module.ts';
import { camelCase, type Names } from '../typescript/names.ts';
import { objectTypes } from './object-type.ts';

/** An object that an app says, with its code. */
export interface CodedObject extends ObjectForms {
  /** The name of its constant. */
  readonly name: string;
  readonly block: Block | undefined;
  readonly code: Code;
  /** The type of plain data; undefined where no type says what it is. */
  readonly type: Import | undefined;
}

/** What it takes to say the objects of a service. */
export interface Coding {
  readonly forms: ServiceForms;
  readonly blocks: ReadonlyMap<ObjectForms, Block | undefined>;
  readonly names: Names;
  readonly saying: Saying;
}

/** The objects with their code, in the order of their files: what others are given comes first. */
export function codedObjects(objects: readonly ObjectForms[], { forms, blocks, names, saying }: Coding): CodedObject[] {
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
export function typedCode({ code, type }: CodedObject): Code {
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
export function isPlain({ block, code }: CodedObject): boolean {
  return block === undefined && [...namesIn(code)].every((name) => name === 'true' || name === 'false');
}
