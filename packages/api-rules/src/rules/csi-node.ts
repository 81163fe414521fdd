import type { ICSINode } from 'kubernetes-models/storage.k8s.io/v1/CSINode';
import { typeRule } from '../type-rule.ts';

const MAX_BYTES = 256;

/**
 * The name by which a driver knows a node has 256 bytes at most.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-node-v1/
 */
export const csiNode = typeRule<ICSINode>(
  'csi-node',
  'storage/v1.CSINode',
  function* ({ spec: { drivers = [] } = {} }) {
    for (const [index, { nodeID = '' }] of drivers.entries()) {
      const bytes = Buffer.byteLength(nodeID);
      if (bytes <= MAX_BYTES) continue;
      const field = `spec.drivers[${index}].nodeID`;
      yield { field, problem: `It has ${bytes} bytes, and ${MAX_BYTES} are the most.`, remedy: 'Shorten it.' };
    }
  },
);
