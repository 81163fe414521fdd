import { type Fields, fieldsOf } from '@k8s-blocks/manifest';
import type { ServiceEnvironment, Workload } from '@k8s-blocks/topology';
import { COMPONENT, metadataLabels } from '../manifests/common-metadata.ts';
import { isSame, type Varying } from '../manifests/varying.ts';
import { say } from '../say/say.ts';
import type { Saying } from '../say/saying.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import type { Code, Entry, Spread } from '../typescript/code.ts';
import { envCode } from './env-code.ts';

/** A form of the object that it has somewhere. */
export function someForm({ forms }: ObjectForms): Fields {
  const [some = {}] = [...forms.values()].filter((form) => form !== undefined);
  return some;
}

/**
 * The options of a block in each environment, without those that are undefined. Where the object is not there, they are those
 * of its form elsewhere.
 *
 * @param workload the workload whose object it is.
 */
export function optionsByEnvironment(
  object: ObjectForms,
  { envs }: ServiceForms,
  workload: Workload,
  optionsOf: (form: Fields, env: ServiceEnvironment) => Fields,
): Varying {
  const some = someForm(object);
  return new Map(
    [...object.forms].flatMap(([name, form = some]) => {
      const env = envs.get(name);
      if (env === undefined || !env.has(workload)) return [];
      const given = Object.entries(optionsOf(form, env.of(workload))).filter(([, value]) => value !== undefined);
      return [[name, Object.fromEntries(given)] as const];
    }),
  );
}

/** The component that an object says to be of; undefined where it says none. */
export function componentOf(object: ObjectForms): string | undefined {
  return metadataLabels(someForm(object))[COMPONENT];
}

type Labels = Readonly<Record<string, string>>;

/**
 * Labels and annotations of an object as options of a block: labels where it would give others in some environment.
 *
 * @param own the labels that the block gives.
 */
export function metadataOptions({ forms }: ObjectForms, own: Labels, { labels: common }: ServiceForms) {
  const isOwn = areEverywhere(forms, (form) => ({ ...metadataLabels(form), ...common }), { ...own, ...common });
  return (form: Fields): Fields => ({
    ...(isOwn ? {} : { labels: metadataLabels(form) }),
    annotations: fieldsOf(form.metadata).annotations,
  });
}

/** Whether an object has the same labels at some place in every environment. */
export function areEverywhere(forms: ObjectForms['forms'], labelsIn: (form: Fields) => unknown, own: Labels): boolean {
  return [...forms.values()].every((form) => form === undefined || isSame(labelsIn(form), own));
}

type Entries = readonly (Entry | Spread)[];

/** The arguments of a block: the environment, and options if there are any. */
export function argumentsCode(contract: string, workload: Workload, options: Entries): readonly Code[] {
  return [envCode(contract, workload), ...optionsCode(options)];
}

/** Options as the last argument of a block; none if there are none. */
export function optionsCode(entries: Entries): readonly Code[] {
  return entries.length === 0 ? [] : [{ entries }];
}

/** Options as the entries of a literal. */
export function entriesOf(options: Varying, saying: Saying): Entries {
  const said = say(options, { keys: [] }, saying);
  return 'entries' in said ? said.entries : [];
}
