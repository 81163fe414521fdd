import type { ObjectReference } from '@k8s-blocks/manifest';
import { readStack, type StackInput } from './built-stack.ts';
import { configAddresses, type Destination } from './destination.ts';

/** An address in the configuration of pods, and where it leads to. */
export interface ConfiguredAddress {
  /** The object that holds it: a ConfigMap, or the workload itself. */
  readonly object: ObjectReference;
  readonly field: string;
  /** The name of the variable, the key of the ConfigMap, or the flag before it, where it has one. */
  readonly key?: string;
  /** The address as it stands there, without a user and a password: `http://loki.logs:3100`. */
  readonly text: string;
  /** Whether the value is one word, and not a longer text in which the address stands. */
  readonly isOneWord: boolean;
  readonly host: string;
  readonly port?: number;
  /** The workloads whose pods are given it. */
  readonly users: readonly ObjectReference[];
  readonly destination: Destination;
}

/** Every address in the configuration of the pods of one environment. */
export function configuredAddresses(input: StackInput): ConfiguredAddress[] {
  return configAddresses(readStack(input)).map(({ object, field, key, text, address, users, destination }) => ({
    object: object.reference,
    field,
    ...(key === undefined ? {} : { key }),
    text: address.text,
    isOneWord: !/\s/.test(text),
    host: address.host,
    ...(address.port === undefined ? {} : { port: address.port }),
    users: users.map((user) => user.object.reference),
    destination,
  }));
}
