import { formatStep } from '@k8s-blocks/manifest';
import type { IDevice } from 'kubernetes-models/resource.k8s.io/v1/Device';
import type { IDeviceAttribute } from 'kubernetes-models/resource.k8s.io/v1/DeviceAttribute';
import type { IResourceSliceSpec } from 'kubernetes-models/resource.k8s.io/v1/ResourceSliceSpec';
import { deviceAttributeProblem, devicePoolProblem } from '../device-names.ts';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, invalid, quote, type Violations } from '../violation.ts';

type Spec = Loose<IResourceSliceSpec>;
type Device = Loose<IDevice>;
type Attribute = Loose<IDeviceAttribute>;

const MAX_DEVICES = 128;
const MAX_ATTRIBUTES = 32;

/**
 * A ResourceSlice says on which nodes its devices are, in one way, and its devices have attributes of one value each. What is
 * behind feature gates is not looked into: devices of single nodes, counters, taints and policies of requests.
 *
 * @example
 * apiVersion: resource.k8s.io/v1
 * kind: ResourceSlice
 * metadata: { name: gpus }
 * spec: # no nodeName, no allNodes
 *   driver: gpu.example.com
 *   pool: { name: node-1, generation: 1, resourceSliceCount: 1 }
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
 */
export const resourceSlice = typeRule<IResourceSliceSpec>(
  'resource-slice',
  'resource/v1.ResourceSliceSpec',
  function* (spec, { path }) {
    yield* nodeViolations(spec, path);
    const { pool = {}, devices = [] } = spec;
    if ((pool.name ?? '') !== '') {
      const remedy = 'Use DNS subdomains, with slashes between.';
      yield* invalid(`${path}.pool.name`, devicePoolProblem(pool.name ?? ''), remedy);
    }
    if (devices.length > MAX_DEVICES) {
      const problem = `There are ${devices.length} devices, and ${MAX_DEVICES} are the most.`;
      yield { code: 'FieldValueTooMany', field: `${path}.devices`, problem, remedy: 'Use several slices.' };
    }
    for (const [index, device] of devices.entries()) yield* deviceViolations(device, `${path}.devices[${index}]`);
  },
);

function* nodeViolations(spec: Spec, path: string): Violations {
  const { nodeName, nodeSelector, allNodes, perDeviceNodeSelection } = spec;
  if (allNodes === false) {
    yield { field: `${path}.allNodes`, problem: 'It may be true, or absent, and is false.', remedy: 'Remove it.' };
  }
  const ways = Object.entries({ nodeName, nodeSelector, allNodes, perDeviceNodeSelection }).filter(([, way]) => way);
  if (ways.length !== 1) {
    const problem = ways.length === 0 ? 'It says no nodes.' : `It says nodes by ${quote(ways.map(([name]) => name))}.`;
    const code = ways.length === 0 ? 'FieldValueRequired' : 'FieldValueInvalid';
    yield { code, field: path, problem, remedy: 'Give one of nodeName, nodeSelector and allNodes.' };
  }
  const terms = nodeSelector?.nodeSelectorTerms ?? [];
  const field = `${path}.nodeSelector.nodeSelectorTerms`;
  if (terms.length > 1) {
    yield { field, problem: `There are ${terms.length} terms, and one is the most.`, remedy: 'Keep one of them.' };
  }
}

function* deviceViolations({ attributes = {}, capacity = {} }: Device, path: string): Violations {
  const count = Object.keys(attributes).length + Object.keys(capacity).length;
  if (count > MAX_ATTRIBUTES) {
    const problem = `It has ${count} attributes and capacities, and ${MAX_ATTRIBUTES} are the most.`;
    yield { field: path, problem, remedy: 'Remove some.' };
  }
  for (const [list, names] of Object.entries({ attributes, capacity })) {
    for (const name in names) {
      const remedy = 'Write it as "memory", or as "gpu.example.com/memory".';
      yield* invalid(`${path}.${list}${formatStep(name)}`, deviceAttributeProblem(name), remedy);
    }
  }
  for (const [name, attribute = {}] of Object.entries(attributes)) {
    yield* attributeViolations(attribute, `${path}.attributes${formatStep(name)}`);
  }
}

const MAX_TEXT = 64;
const SEMANTIC_VERSION =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

function* attributeViolations(attribute: Attribute, path: string): Generator<FieldViolation> {
  const { string: text = '', version } = attribute;
  const values = Object.keys(attribute);
  if (values.length !== 1) {
    const problem = values.length === 0 ? 'It has no value.' : `It has the values ${quote(values)}.`;
    yield { field: path, problem, remedy: 'Give one of bool, int, string and version.' };
  }
  if (Buffer.byteLength(text) > MAX_TEXT) {
    const problem = `It has more than ${MAX_TEXT} bytes.`;
    yield { code: 'FieldValueTooLong', field: `${path}.string`, problem, remedy: 'Shorten it.' };
  }
  if (version === undefined || (SEMANTIC_VERSION.test(version) && version.length <= MAX_TEXT)) return;
  const problem = `${quote(version)} is not a semantic version.`;
  yield { field: `${path}.version`, problem, remedy: 'Write it as "1.2.3".' };
}
