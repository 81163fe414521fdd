import type { IDeviceClaim } from 'kubernetes-models/resource.k8s.io/v1/DeviceClaim';
import type { IDeviceRequest } from 'kubernetes-models/resource.k8s.io/v1/DeviceRequest';
import { fullDeviceAttributeProblem } from '../device-names.ts';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, invalid, quote, required, type Violations } from '../violation.ts';

type Request = Loose<IDeviceRequest>;

/** How many requests, constraints or configurations a claim has at most. */
const MAX_ENTRIES = 32;
const MAX_ALTERNATIVES = 8;

/**
 * Each request of a claim of devices says exactly which device it is for, or lists alternatives, and constraints and
 * configurations name requests of the claim.
 *
 * @example
 * apiVersion: resource.k8s.io/v1
 * kind: ResourceClaim
 * metadata: { name: gpu }
 * spec:
 *   devices:
 *     requests: [{ name: gpu, exactly: { deviceClassName: gpu.example.com } }]
 *     config: [{ requests: [gpus], opaque: { driver: gpu.example.com, parameters: {} } }] # gpu
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
 */
export const deviceClaim = typeRule<IDeviceClaim>(
  'device-claim',
  'resource/v1.DeviceClaim',
  function* ({ requests = [], constraints = [], config = [] }, { path }) {
    for (const [name, list] of Object.entries({ requests, constraints, config })) {
      yield* tooMany(list, MAX_ENTRIES, `${path}.${name}`);
    }
    for (const [index, request] of requests.entries()) {
      yield* requestViolations(request, `${path}.requests[${index}]`);
    }
    const names = new Set(requests.flatMap(namesOf));
    for (const [index, constraint] of constraints.entries()) {
      const field = `${path}.constraints[${index}]`;
      yield* nameViolations(constraint.requests ?? [], names, `${field}.requests`);
      yield* attributeViolations(constraint.matchAttribute, constraint.distinctAttribute, field);
    }
    for (const [index, { requests: named = [] }] of config.entries()) {
      yield* nameViolations(named, names, `${path}.config[${index}].requests`);
    }
  },
);

function* requestViolations({ exactly, firstAvailable = [] }: Request, path: string): Violations {
  yield* tooMany(firstAvailable, MAX_ALTERNATIVES, `${path}.firstAvailable`);
  const hasBoth = exactly !== undefined && firstAvailable.length > 0;
  if (exactly === undefined && firstAvailable.length === 0) {
    const problem = 'It says neither exactly which device it is for, nor alternatives.';
    yield { code: 'FieldValueRequired', field: path, problem, remedy: 'Give one of exactly and firstAvailable.' };
  } else if (hasBoth) {
    const problem = 'It has both exactly and firstAvailable.';
    yield { field: path, problem, remedy: 'Keep one of the two.' };
  }
  const devices = [
    ...(exactly === undefined || hasBoth ? [] : [{ device: exactly, at: `${path}.exactly` }]),
    ...(hasBoth ? [] : firstAvailable.map((device, index) => ({ device, at: `${path}.firstAvailable[${index}]` }))),
  ];
  for (const { device, at } of devices) yield* countViolations(device.allocationMode, device.count, at);
}

function* countViolations(allocationMode = '', count = 0, path: string): Generator<FieldViolation> {
  if (allocationMode !== 'All' || count === 0) return;
  const problem = `The mode is "All", and there is a count of ${count}.`;
  yield { field: `${path}.count`, problem, remedy: 'Remove it, or use the mode "ExactCount".' };
}

/** What constraints and configurations call a request: itself, and its alternatives. */
function namesOf({ name = '', firstAvailable = [] }: Request): readonly string[] {
  return [name, ...firstAvailable.map((alternative) => `${name}/${alternative.name ?? ''}`)];
}

function* nameViolations(
  named: readonly string[],
  names: ReadonlySet<string>,
  path: string,
): Generator<FieldViolation> {
  for (const [index, name] of named.entries()) {
    if (names.has(name) && name !== '') continue;
    const problem = `${quote(name)} is not a request of the claim.`;
    yield {
      field: `${path}[${index}]`,
      problem,
      remedy: 'Name a request, or an alternative as "request/alternative".',
    };
  }
}

/** An attribute in which devices differ is behind a feature gate. */
function* attributeViolations(matching: string | undefined, differing: string | undefined, path: string): Violations {
  const field = `${path}.matchAttribute`;
  if (matching === undefined && differing === undefined)
    yield required(field, 'Name the attribute that is to be equal.');
  else if (matching !== undefined) {
    yield* invalid(field, fullDeviceAttributeProblem(matching), 'Write it as "gpu.example.com/model".');
  }
}

function* tooMany(list: readonly unknown[], max: number, field: string): Generator<FieldViolation> {
  if (list.length <= max) return;
  const problem = `There are ${list.length}, and ${max} are the most.`;
  yield { code: 'FieldValueTooMany', field, problem, remedy: 'Remove some.' };
}
