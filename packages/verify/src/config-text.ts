import { fieldsOf, formatStep, groupBy, listOf, textOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { DataReference } from './data-reference.ts';
import type { LocatedContainer, Workload } from './workload.ts';

/**
 * A text that may hold an address: one that configures a pod (a value of a ConfigMap, a variable, a command, an argument), or the
 * name that an ExternalName Service stands for.
 */
export interface ConfigText {
  readonly object: BuiltObject;
  readonly field: string;
  /** The name of the variable, the key of the ConfigMap, or the flag before an argument, where it has one. */
  readonly key?: string;
  readonly text: string;
  /** The namespace in which short names are looked up. */
  readonly namespace: string;
  /** The workloads whose pods are given it. */
  readonly users: readonly Workload[];
}

/** All such texts. */
export function configTexts(
  objects: readonly BuiltObject[],
  workloads: readonly Workload[],
  references: readonly DataReference[],
): ConfigText[] {
  const usersOf = groupBy(
    references.filter(({ kind }) => kind === 'ConfigMap'),
    ({ workload, name }) => [`${workload.namespace}/${name}`],
  );
  const configMaps = objects.filter(({ type }) => type === 'v1 ConfigMap');
  return [
    ...configMaps.flatMap((object) => textsOfData(object, usersOf.get(`${object.namespace}/${object.name}`) ?? [])),
    ...objects.filter(({ type }) => type === 'v1 Service').flatMap(textsOfService),
    ...workloads.flatMap((workload) => workload.containers.flatMap((container) => textsOfPod(workload, container))),
  ];
}

function textsOfData(object: BuiltObject, references: readonly DataReference[]): ConfigText[] {
  const { namespace = 'default' } = object;
  return Object.entries(fieldsOf(object.fields.data)).flatMap(([key, text]) => {
    if (typeof text !== 'string') return [];
    const using = references.filter((each) => each.key === undefined || each.key === key);
    const users = [...new Set(using.map(({ workload }) => workload))];
    return [{ object, field: `data${formatStep(key)}`, key, text, namespace, users }];
  });
}

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#externalname */
function textsOfService(object: BuiltObject): ConfigText[] {
  const { type, externalName } = fieldsOf(object.fields.spec);
  if (type !== 'ExternalName' || typeof externalName !== 'string') return [];
  const { namespace = 'default' } = object;
  return [{ object, field: 'spec.externalName', text: externalName, namespace, users: [] }];
}

function textsOfPod(workload: Workload, { fields, path }: LocatedContainer): ConfigText[] {
  const origin = { object: workload.object, namespace: workload.namespace, users: [workload] };
  const variables = listOf(fields.env).flatMap((entry, index) => {
    const { name, value } = fieldsOf(entry);
    if (typeof value !== 'string') return [];
    return [{ ...origin, field: `${path}.env[${index}].value`, key: textOf(name) ?? '', text: value }];
  });
  const words = ['command', 'args'].flatMap((list) =>
    listOf(fields[list]).flatMap((text, index, all) => {
      if (typeof text !== 'string') return [];
      const flag = flagIn(all[index - 1]);
      return [{ ...origin, field: `${path}.${list}[${index}]`, ...(flag === undefined ? {} : { key: flag }), text }];
    }),
  );
  return [...variables, ...words];
}

/** The flag that an argument is, if its value follows in the next one: `--catalog-addr`. */
function flagIn(argument: unknown): string | undefined {
  return typeof argument === 'string' && /^--?[A-Za-z][\w.-]{0,99}$/.test(argument) ? argument : undefined;
}
