import type { KubernetesVersion } from '@k8s-blocks/manifest';
import type { Span } from './spans.ts';

/** How the API server reads a value that holds no further fields. */
export type ScalarType =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'number'
  | 'quantity'
  | 'intOrString'
  | 'time'
  | 'microTime'
  | 'bytes'
  | 'any';

/** The type of a value: a scalar, a list, a map with free keys, or a struct with known fields. */
export type ValueType =
  | {
      readonly is: 'scalar';
      readonly scalar: ScalarType;
      /** The values of an enumeration; absent if it is none, or its values are not known. */
      readonly values?: readonly string[];
    }
  | {
      readonly is: 'list';
      readonly of: ValueType;
      /** The fields that tell the entries apart; none if the entries themselves differ; absent if they may be equal. */
      readonly keys?: readonly string[];
    }
  | { readonly is: 'map'; readonly of: ValueType }
  | { readonly is: 'struct'; readonly struct: Struct };

/** A type with known fields. */
export interface Struct {
  readonly name: string;
  /** The name with the version of the API group that has the type: `core/v1.Container`. */
  readonly fullName: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** The fields that other versions of Kubernetes have, and the judged one has not. Default: none. */
  readonly absent?: ReadonlyMap<string, Span>;
  /** The version of Kubernetes whose fields these are, where it has any to do with it. */
  readonly kubernetes?: KubernetesVersion;
}

/** One field of a struct. */
export interface Field {
  readonly type: ValueType;
  /** Whether the documents of the API say that it must be there. */
  readonly required?: true;
  /** What the server takes it for where it is absent, if that is a text. */
  readonly fallback?: string;
}
