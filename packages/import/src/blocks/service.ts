import { type Fields, fieldsOf, isFields, listOf } from '@k8s-blocks/manifest';
import { service } from '@k8s-blocks/objects';
import { portsOf, type ServiceEnvironment, type Workload, workloadsOf } from '@k8s-blocks/topology';
import { COMPONENT } from '../manifests/common-metadata.ts';
import { isSame } from '../manifests/varying.ts';
import type { ObjectForms, ServiceForms } from '../stack/service-forms.ts';
import { type Finder, objectBlock } from './block.ts';
import { isExact } from './exact.ts';
import { argumentsCode, componentOf, entriesOf, metadataOptions, optionsByEnvironment } from './options.ts';

/** The Service of a workload whose ports the contract offers on it; with the defaults of its block, or without them. */
export const serviceBlock: Finder = (object, forms, contract) => {
  const { name } = object.object.reference;
  const found = workloadOn(name, forms);
  if (found === undefined) return undefined;
  const metadataOf = metadata(object, found, forms);
  for (const defaults of [true, false]) {
    const options = optionsByEnvironment(object, forms, found, (form, env) => ({
      ...(name === found.name ? {} : { name }),
      ...(defaults ? {} : { defaults }),
      ...metadataOf(form),
      ...specOptions(fieldsOf(form.spec), { name, defaults, env }),
    }));
    if (!isExact(object, forms, (env, at) => service(env, fieldsOf(options.get(at))), found)) continue;
    return objectBlock('service', (saying) => argumentsCode(contract, found, entriesOf(options, saying)));
  }
  return undefined;
};

/** The workload whose ports the contract offers on a Service. */
function workloadOn(name: string, { service: { contract } }: ServiceForms): Workload | undefined {
  return workloadsOf(contract).find((workload) =>
    portsOf(contract, workload).some(({ services }) => services.includes(name)),
  );
}

/** Its metadata; a component of its own has an option. */
function metadata(object: ObjectForms, { labels: own }: Workload, forms: ServiceForms): (form: Fields) => Fields {
  const component = componentOf(object);
  const optionsOf = metadataOptions(object, own, forms);
  if (component === undefined || component === own[COMPONENT] || own[COMPONENT] === undefined) return optionsOf;
  const others = metadataOptions(object, { ...own, [COMPONENT]: component }, forms);
  return (form) => ('labels' in others(form) ? optionsOf(form) : { component, ...others(form) });
}

interface Made {
  readonly name: string;
  readonly defaults: boolean;
  readonly env: ServiceEnvironment;
}

/** The spec as options: what the block does not give. */
function specOptions({ selector: _, ports, clusterIP, ...spec }: Fields, { name, defaults, env }: Made): Fields {
  const { type, ...others } = spec;
  const isDefault = defaults && type === 'ClusterIP';
  const headless = clusterIP === 'None';
  const made = listOf(service(env, { name, defaults }).spec?.ports).filter(isFields);
  return {
    ...(isDefault ? {} : { type }),
    ...(headless ? { headless } : { clusterIP }),
    ...others,
    ports: portOptions(listOf(ports).map(fieldsOf), made),
  };
}

/** Further fields of ports, by their names in the contract; undefined where there are none. */
function portOptions(ports: readonly Fields[], made: readonly Fields[]): Fields | undefined {
  const entries = made.flatMap((own): [string, Fields][] => {
    const isOf = ({ port, protocol = 'TCP' }: Fields) => port === own.port && protocol === (own.protocol ?? 'TCP');
    const further = Object.entries(ports.find(isOf) ?? {}).filter(([key, value]) => !isSame(value, own[key]));
    return further.length === 0 ? [] : [[String(own.name), Object.fromEntries(further)]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
