import { fitsType } from '@k8s-blocks/api-rules';
import type { ObjectForms } from '../stack/service-forms.ts';
import type { Import } from '../typescript/module.ts';

/**
 * The type that `kubernetes-models` has for an object: of Kubernetes' own kinds, in stable versions of the API. Undefined where it has
 * none, and where what was read is not of it in every environment: a type that does not fit would not compile.
 */
export function objectType({ object, forms }: ObjectForms): Import | undefined {
  const { kind } = object.reference;
  const there = [...forms.values()].filter((form) => form !== undefined);
  const [apiVersion, ...others] = new Set(there.map((form) => form.apiVersion));
  if (typeof apiVersion !== 'string' || others.length > 0 || !there.every(fitsType)) return undefined;
  return { name: `I${kind}`, from: `kubernetes-models/${apiVersion}/${kind}`, isType: true };
}

/** The types of the objects of a module: of two types of one name only the first, since a module cannot import both. */
export function objectTypes(objects: readonly ObjectForms[]): ReadonlyMap<ObjectForms, Import> {
  const modules = new Map<string, string>();
  const types = new Map<ObjectForms, Import>();
  for (const object of objects) {
    const type = objectType(object);
    if (type === undefined || (modules.get(type.name) ?? type.from) !== type.from) continue;
    modules.set(type.name, type.from);
    types.set(object, type);
  }
  return types;
}
