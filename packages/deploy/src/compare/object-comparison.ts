import type { FieldConflict, ObjectToSend } from '@k8s-blocks/cluster';
import type { Fields } from '@k8s-blocks/manifest';
import type { Refusal } from '@k8s-blocks/refusal';

/** What an apply of one object would do to a cluster. */
export type ObjectComparison = {
  /** As it is to be applied. */
  readonly object: ObjectToSend;
} & (
  | {
      /** The cluster does not have it. */
      readonly outcome: 'create';
      readonly live?: undefined;
      /** What the cluster would hold; as it is sent where its namespace or its definition is not there yet. */
      readonly wanted: Fields;
    }
  | {
      /** `unchanged` if the cluster would hold just what it holds now. */
      readonly outcome: 'change' | 'unchanged';
      /** What the cluster holds, without its status and the metadata of the server. */
      readonly live: Fields;
      readonly wanted: Fields;
    }
  | {
      /** Others manage fields that would change: applied only if they are taken from them. */
      readonly outcome: 'conflict';
      readonly live: Fields;
      readonly wanted: Fields;
      readonly conflicts: readonly FieldConflict[];
    }
  | {
      /** The server does not take it. */
      readonly outcome: 'refused';
      readonly live: Fields | undefined;
      readonly wanted?: undefined;
      readonly refusal: Refusal;
    }
);
