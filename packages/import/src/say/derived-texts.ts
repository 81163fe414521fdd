import { HOST_FORMS, type ServiceEnvironment } from '@k8s-blocks/topology';
import type { ServiceForms } from '../stack/service-forms.ts';
import { IDENTIFIER, textLiteral } from '../typescript/code.ts';
import type { Derived } from './saying.ts';

/** The names of what the module of the map exports. */
export interface ContractNames {
  readonly map: string;
  /** By the name of the service. */
  readonly of: ReadonlyMap<string, string>;
}

/**
 * What the map gives to an app as text: addresses of the ports that the service calls, its namespaces and names. Addresses stand
 * for what was written also where it is the same in every environment, since only they say what it is.
 */
export function derivedTexts(forms: ServiceForms, contracts: ContractNames): Derived[] {
  const { envs, objects, called, otherNamespaces } = forms;
  const derive = (code: string, textOf: (env: ServiceEnvironment) => string): Derived => ({
    code,
    values: new Map([...envs].flatMap(([name, env]) => textIn(name, () => textOf(env)))),
  });
  const addresses = called.flatMap((port) => {
    const callee = contracts.of.get(port.contract);
    if (callee === undefined || port.services.length === 0) return [];
    const code = `${callee}.ports${memberOf(port.name)}`;
    return [...HOST_FORMS].reverse().flatMap((host) => {
      const options = host === 'full' ? '' : `, { host: ${quoted(host)} }`;
      const url = derive(`env.url(${code}${options})`, (env) => env.url(port, { host }));
      const address = derive(`env.address(${code}${options})`, (env) => env.address(port, { host }));
      return port.scheme === undefined ? [address] : [url, address];
    });
  });
  const names = [...new Set(objects.map(({ object }) => object.reference.name))];
  return [
    ...addresses.map((each) => ({ ...each, isAddress: true as const })),
    derive('env.namespace', (env) => env.namespace),
    ...otherNamespaces.map((each) => derive(`env.namespaceOf(${quoted(each)})`, (env) => env.namespaceOf(each))),
    ...names.map((each) => derive(`env.nameOf(${quoted(each)})`, (env) => env.nameOf(each))),
    derive('env.name', (env) => env.name),
  ];
}

/** A property of an object as it is read: `.http`, or `['grpc-web']`. */
export function memberOf(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${quoted(name)}]`;
}

function quoted(text: string): string {
  return textLiteral(text).raw;
}

/** The text in an environment; none where the map has none, such as an address of a connection that is not there. */
function textIn(name: string, textOf: () => string): [string, string][] {
  try {
    return [[name, textOf()]];
  } catch {
    return [];
  }
}
