import { type Fields, fieldsOf, listOf, textOf } from '@k8s-blocks/manifest';
import { networkPolicy } from '@k8s-blocks/objects';
import { type Workload, workloadsOf } from '@k8s-blocks/topology';
import { isSame, type Varying } from '../manifests/varying.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import { type Finder, objectBlock } from './block.ts';
import { isExact, type Make } from './exact.ts';
import { argumentsCode, entriesOf, metadataOptions, optionsByEnvironment } from './options.ts';

/** How the block is called to make a NetworkPolicy. */
interface PolicyCall {
  /** The workload whose pods it isolates. */
  readonly workload: Workload;
  readonly options: Varying;
  /** Whether its rules are those of the map. */
  readonly isOfMap: boolean;
}

/** The NetworkPolicy of a workload: that of the map, or one with rules of its own. */
export const policyBlock: Finder = (object, forms, contract) => {
  const found = callOf(object, forms);
  if (found === undefined) return undefined;
  const { workload, options } = found;
  return objectBlock('networkPolicy', (saying) => argumentsCode(contract, workload, entriesOf(options, saying)));
};

/** Whether a NetworkPolicy is the one that the map makes. */
export function isPolicyOfMap(object: ObjectForms, forms: ServiceForms): boolean {
  return callOf(object, forms)?.isOfMap === true;
}

function callOf(object: ObjectForms, forms: ServiceForms): PolicyCall | undefined {
  const { name } = object.object.reference;
  const isolated = workloadsOf(forms.service.contract).filter(({ hostNetwork }) => !hostNetwork);
  const sameNameFirst = [...isolated].sort((one, other) => Number(other.name === name) - Number(one.name === name));
  const calls = sameNameFirst.flatMap((workload): PolicyCall[] => {
    const metadataOf = metadataOptions(object, workload.labels, forms);
    const named = (form: Fields) => ({ ...(name === workload.name ? {} : { name }), ...metadataOf(form) });
    const withRules = (form: Fields) => ({ ...named(form), ...rulesOf(form) });
    const ofMap = { workload, isOfMap: true, options: optionsByEnvironment(object, forms, workload, named) };
    if (!hasWholeRules(object)) return [ofMap];
    return [ofMap, { workload, isOfMap: false, options: optionsByEnvironment(object, forms, workload, withRules) }];
  });
  return calls.find(({ workload, options }) => {
    const make: Make = (env, at) => networkPolicy(env, fieldsOf(options.get(at)));
    return isExact(object, forms, make, workload);
  });
}

/** The fields of a policy that the block takes, by the directions that it isolates: an empty list is said where nothing is allowed. */
const FIELDS: Readonly<Record<string, readonly [ingress: boolean, egress: boolean]>> = {
  'Ingress,Egress': [true, true],
  'Egress,Ingress': [true, true],
  Ingress: [true, false],
  Egress: [false, true],
};

/** Whether the block takes the rules of a policy: the same directions in every environment, and rules of just these. */
function hasWholeRules({ forms }: ObjectForms): boolean {
  const specs = [...forms.values()].filter((form) => form !== undefined).map(({ spec }) => fieldsOf(spec));
  const [types = '', ...others] = new Set(specs.map(({ policyTypes }) => listOf(policyTypes).map(textOf).join()));
  const fields = FIELDS[types];
  if (fields === undefined || others.length > 0) return false;
  return specs.every(({ ingress, egress }) => isSame([ingress !== undefined, egress !== undefined], fields));
}

/** The rules of a policy as an option; the directions that it isolates where they are not both, in the usual order. */
function rulesOf({ spec }: Fields): Fields {
  const { policyTypes, ingress, egress } = fieldsOf(spec);
  const isUsual = isSame(policyTypes, ['Ingress', 'Egress']);
  const rules = { policyTypes: isUsual ? undefined : policyTypes, ingress, egress };
  return { rules: Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined)) };
}
