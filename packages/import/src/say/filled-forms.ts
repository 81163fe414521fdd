import type { Fields } from '@k8s-blocks/manifest';
import { environmentsWith } from '../manifests/imported-objects.ts';
import { isMap, type Varying } from '../manifests/varying.ts';
import type { ServiceForms } from '../stack/service-forms.ts';
import { type ContractNames, derivedTexts } from './derived-texts.ts';
import type { Derived } from './saying.ts';

/**
 * The forms of an object, in environments that go without it with one of the others: it is omitted there, and needs values that do. Texts
 * that are those of an environment, such as the name of its namespace, are those of the other one.
 */
export function filledForms(forms: ReadonlyMap<string, Fields | undefined>, derived: readonly Derived[]): Varying {
  const [there] = [...forms].filter(([, form]) => form !== undefined);
  if (there === undefined) return forms;
  return new Map([...forms].map(([name, form]) => [name, form ?? withTextsOf(there[1], there[0], name, derived)]));
}

/** A service that is not in base has there what its first environment has, of which its overlays are made. */
export function withBaseForms(forms: ServiceForms, contracts: ContractNames): ServiceForms {
  const { service, objects, annotations } = forms;
  if (environmentsWith(service.objects).has('base')) return forms;
  const derived = derivedTexts(forms, contracts);
  const inBase = <Value>(values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> => {
    const first = [...values].find(([name, value]) => name !== 'base' && value !== undefined);
    if (first === undefined) return values;
    return new Map(values).set('base', withTextsOf(first[1], first[0], 'base', derived));
  };
  return {
    ...forms,
    objects: objects.map((each) => ({ ...each, forms: inBase(each.forms) })),
    annotations: annotations && inBase(annotations),
  };
}

/** A value of one environment as another would have it: the texts that the map gives to both. */
function withTextsOf<Value>(value: Value, from: string, to: string, derived: readonly Derived[]): Value;
function withTextsOf(value: unknown, from: string, to: string, derived: readonly Derived[]): unknown {
  if (typeof value === 'string') {
    const same = derived.find(({ values }) => value !== '' && values.get(from) === value);
    return same?.values.get(to) ?? value;
  }
  if (Array.isArray(value)) return value.map((each) => withTextsOf(each, from, to, derived));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTextsOf(each, from, to, derived)]));
}
