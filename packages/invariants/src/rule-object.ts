import { type Fields, parsePath, valueAt } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { BuiltObject } from '@k8s-blocks/verify';

/** An object as it is built, for rules. Of a Secret no values are shown. */
export interface RuleObject extends Pick<BuiltObject, 'kind' | 'name' | 'namespace' | 'title'> {
  readonly apiVersion: string;
  /** The name of the service that it is of, where that is known. */
  readonly service?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly fields: Fields;
  /**
   * The value of a field; undefined where there is none.
   *
   * @param field its path: `spec.template.spec.hostNetwork`, `spec.ports[0].port`.
   * @throws Refusal if it is not a path.
   */
  at(field: string): unknown;
}

/** The objects of `verify`, which know where they were read. */
const BUILT = new WeakMap<object, BuiltObject>();

/** An object of a build as rules see it. */
export function ruleObject(built: BuiltObject): RuleObject {
  const { type, kind, name, namespace, title, located, fields } = built;
  const object: RuleObject = {
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    title,
    apiVersion: type.slice(0, type.indexOf(' ')),
    ...(located.service === undefined ? {} : { service: located.service }),
    labels: textsAt(fields, 'labels'),
    annotations: textsAt(fields, 'annotations'),
    fields,
    at(field) {
      const path = parsePath(field);
      if (path !== undefined) return valueAt(fields, path);
      throw new Refusal({
        field,
        problem: 'It is not the path of a field.',
        remedy: 'Give one such as spec.replicas.',
      });
    },
  };
  BUILT.set(object, built);
  return object;
}

/** The object that {@link ruleObject} was made of; undefined for any other. */
export function builtOf(object: object): BuiltObject | undefined {
  return BUILT.get(object);
}

function textsAt(fields: Fields, field: 'labels' | 'annotations'): Readonly<Record<string, string>> {
  const value = valueAt(fields, ['metadata', field]);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
}
