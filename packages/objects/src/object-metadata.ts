import type { ServiceEnvironment } from '@k8s-blocks/topology';
import { identityLabels } from './identity-labels.ts';

/** What the blocks of whole objects take besides the fields of their kinds. */
export interface ObjectOptions {
  /** The labels of the object, instead of those of the workload; `{}` for none. Selectors stay as they are. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the object. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Whether fields that are left out have the defaults of the block. `false`: the object goes without them, and an API server
   * has its own; so the manifests of an existing service can be taken over as they are. Default: true.
   */
  readonly defaults?: boolean;
}

/** Metadata of an object: its name, and labels and annotations if there are any. */
type ObjectMetadata = {
  name: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
};

/** The metadata of an object of a workload. */
export function objectMetadata(
  env: ServiceEnvironment,
  name: string,
  { labels = identityLabels(env), annotations = {} }: ObjectOptions = {},
): ObjectMetadata {
  return {
    name,
    ...(Object.keys(labels).length === 0 ? {} : { labels: { ...labels } }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations: { ...annotations } }),
  };
}
