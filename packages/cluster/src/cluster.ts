import type { ApiResource } from './api-resources.ts';
import type { ClusterObject, ObjectAddress, ObjectToSend } from './cluster-object.ts';
import type { ClusterEvent } from './events.ts';
import type { WatchEvent, WatchOptions } from './watch.ts';

/** What every request may be given. */
export interface RequestOptions {
  /** Ends the request; it then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of a change. */
export interface ChangeOptions extends RequestOptions {
  /** Whether the server validates and admits it only, and stores nothing. Default: false. */
  readonly dryRun?: boolean;
  /** The name under which the server records who set the fields: `k8s-blocks`. */
  readonly fieldManager?: string;
}

/** Options of an apply. */
export interface ApplyOptions extends ChangeOptions {
  readonly fieldManager: string;
  /** Whether fields are taken from other managers. Default: false; the server then refuses with the conflicts. */
  readonly force?: boolean;
}

/** What an apply gave. */
export interface Applied {
  /** The object as the server has it now, or would have it after a dry run. */
  readonly object: ClusterObject;
  /** Whether it was not there before. After a lost answer and another try it may be false although this apply created it. */
  readonly created: boolean;
}

/** Which objects of a kind are listed. */
export interface ListOptions extends RequestOptions {
  /** Default: all namespaces. */
  readonly namespace?: string;
  /** `app=web,tier!=cache`. Default: all. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
  readonly labelSelector?: string;
  /** `metadata.name=web`. Default: all. */
  readonly fieldSelector?: string;
}

/** The objects of a kind at one moment. */
export interface ObjectList {
  readonly items: readonly ClusterObject[];
  /** That of the list: a watch can go on from it. */
  readonly resourceVersion: string;
}

/** Options of a deletion. */
export interface DeleteOptions extends RequestOptions {
  readonly dryRun?: boolean;
  /**
   * What becomes of the objects that it owns: they are deleted after it, or before it, or remain. Default: as the kind has it,
   * which is `Background` for all but a few old ones.
   *
   * @see https://kubernetes.io/docs/concepts/architecture/garbage-collection/
   */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
  /** Delete only the object of this uid: not another one of the same name, which was created since. */
  readonly uid?: string;
  /** Delete only if nobody has changed it since. */
  readonly resourceVersion?: string;
}

/**
 * The API server of one kube context. Every method
 *
 * - has a limit of time, tries again what may be repeated (reads, applies, deletions by uid) when the connection breaks or the
 *   server is too busy, and gives up after a few times;
 * - throws `ServerRefusal` if the server refuses, any other `Refusal` if it cannot be asked, and the reason of its signal.
 *
 * No text that it throws or gives to `onWarning` holds values of Secrets that were sent, and all of it is printable. The objects
 * that it returns are as the server sends them, values of Secrets included.
 */
export interface Cluster {
  /** The name of the kube context. */
  readonly context: string;
  /** The kind as the server serves it in that version; undefined if it does not, even when asked anew. */
  readonly resource: (apiVersion: string, kind: string) => Promise<ApiResource | undefined>;
  /** A kind in each version that the server serves, the preferred one first; none if it knows no such kind. */
  readonly resourcesOfKind: (group: string, kind: string) => Promise<readonly ApiResource[]>;
  /** All kinds that the server serves, each in the version that it prefers. */
  readonly resources: () => Promise<readonly ApiResource[]>;
  /** The object; undefined if there is none, or if the server does not serve its kind. */
  readonly get: (address: ObjectAddress, options?: RequestOptions) => Promise<ClusterObject | undefined>;
  /** All objects of a kind, read in pages. */
  readonly list: (apiVersion: string, kind: string, options?: ListOptions) => Promise<ObjectList>;
  /**
   * Server-side apply, with strict validation of fields.
   *
   * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
   */
  readonly apply: (object: ObjectToSend, options: ApplyOptions) => Promise<Applied>;
  /** Creates the object, with strict validation of fields; refused as `AlreadyExists` if it is there. It is never repeated. */
  readonly create: (object: ObjectToSend, options?: ChangeOptions) => Promise<ClusterObject>;
  /**
   * Replaces the whole object, with strict validation of fields. With a `metadata.resourceVersion` it is refused as `Conflict` if
   * somebody has changed it since. It is never repeated.
   */
  readonly update: (object: ObjectToSend, options?: ChangeOptions) => Promise<ClusterObject>;
  /**
   * Deletes an object. It may be there for a while after: until its finalizers are done.
   *
   * @returns whether it was there. A precondition that does not hold is refused as `Conflict`.
   */
  readonly delete: (address: ObjectAddress, options?: DeleteOptions) => Promise<boolean>;
  /**
   * The objects of a kind and their changes, until the signal ends it: each object that there is as `ADDED`, then each change.
   * It goes on when connections close; and when the server has forgotten what was missed, it lists again, and yields the
   * differences, deletions too.
   */
  readonly watch: (apiVersion: string, kind: string, options?: WatchOptions) => AsyncIterable<WatchEvent>;
  /** The Events about an object, the newest last. A cluster keeps them for an hour, unless it is told otherwise. */
  readonly events: (
    address: ObjectAddress & { readonly uid?: string },
    options?: RequestOptions,
  ) => Promise<readonly ClusterEvent[]>;
  /** Ends all requests and watches, and the proxy. It may be called again. */
  readonly close: () => Promise<void>;
}
