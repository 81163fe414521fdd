import { type Fields, fieldsOf } from '@k8s-blocks/manifest';
import { type Endpoint, exec, grpc, httpGet, type ProbesWanted, probes, tcpSocket } from '@k8s-blocks/probes';
import { Refusal } from '@k8s-blocks/refusal';
import type { Contract } from '@k8s-blocks/topology';
import { isSame } from '../manifests/varying.ts';
import { type Code, type Entry, literal, raw } from '../typescript/code.ts';
import type { Import } from '../typescript/module.ts';
import { plain } from './exact.ts';

/** The probes of a container as their block makes them. */
export interface ProbesCode {
  readonly imports: readonly Import[];
  readonly code: Code;
}

const FIELDS = { startup: 'startupProbe', liveness: 'livenessProbe', readiness: 'readinessProbe' } as const;

/** An endpoint of a probe, with its code. */
interface EndpointCode {
  readonly endpoint: Endpoint;
  readonly block: string;
  readonly code: Code;
}

/** The probes of a container as a call of their block; undefined where it does not give exactly these, or there are none. */
export function probesOfContainer(
  container: Fields,
  contractName: string,
  { ports }: Contract,
): ProbesCode | undefined {
  const given = Object.entries(FIELDS).flatMap(([name, field]) => {
    const probe = container[field];
    return probe === undefined ? [] : [{ name, field, probe: fieldsOf(probe) }];
  });
  const endpoints = given.map(({ probe }) => attempt(() => endpointOf(probe)));
  const [common] = endpoints;
  if (common === undefined || endpoints.includes(undefined)) return undefined;
  const used = new Set(['probes', common.block]);
  const wanted = given.map(({ name, probe }, index) => {
    const { httpGet: _, tcpSocket: __, grpc: ___, exec: ____, ...timings } = probe;
    const own = endpoints[index] ?? common;
    if (isSame(own.endpoint, common.endpoint)) return { name, value: timings, code: literal(timings) };
    const path = pathInstead(own.endpoint, common.endpoint);
    if (path !== undefined) return { name, value: { path, ...timings }, code: literal({ path, ...timings }) };
    used.add(own.block);
    const endpoint: Entry = { key: 'endpoint', value: own.code };
    const rest = Object.entries(timings).map(([key, value]): Entry => ({ key, value: literal(value) }));
    return { name, value: { endpoint: own.endpoint, ...timings }, code: { entries: [endpoint, ...rest] } };
  });
  const options: ProbesWanted = Object.fromEntries(wanted.map(({ name, value }) => [name, value]));
  const made = attempt(() => probes(ports, common.endpoint, options));
  const said = Object.fromEntries(given.map(({ field, probe }) => [field, probe]));
  if (made === undefined || !isSame(plain(made), said)) return undefined;
  const entries = wanted.map(({ name, code }): Entry => ({ key: name, value: code }));
  return {
    imports: [...used].map((name) => ({ name, from: '@k8s-blocks/probes' })),
    code: { call: 'probes', args: [raw(`${contractName}.ports`), common.code, { entries }] },
  };
}

/** The path of an HTTP endpoint that differs from another in this alone. */
function pathInstead(own: Endpoint, common: Endpoint): string | undefined {
  if (!('httpGet' in own) || !('httpGet' in common)) return undefined;
  const { path, ...others } = own.httpGet;
  const { path: _, ...rest } = common.httpGet;
  return isSame(others, rest) ? path : undefined;
}

function endpointOf({ httpGet: http, tcpSocket: tcp, grpc: call, exec: command }: Fields): EndpointCode | undefined {
  if (isEndpoint(http) && typeof http.path === 'string') {
    const action = { ...http, port: http.port, path: http.path };
    return { endpoint: httpGet(action), block: 'httpGet', code: callOf('httpGet', withPortFirst(action)) };
  }
  if (isEndpoint(tcp)) {
    const action = { ...tcp, port: tcp.port };
    return { endpoint: tcpSocket(action), block: 'tcpSocket', code: callOf('tcpSocket', action) };
  }
  const { port, service, ...unknown } = fieldsOf(call);
  if (typeof port === 'number' && Object.keys(unknown).length === 0) {
    const action = { port, ...(typeof service === 'string' ? { service } : {}) };
    return { endpoint: grpc(action), block: 'grpc', code: callOf('grpc', action) };
  }
  const words = fieldsOf(command).command;
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) return undefined;
  return { endpoint: exec(words), block: 'exec', code: callOf('exec', words) };
}

function isEndpoint(value: unknown): value is Fields & { readonly port: number | string } {
  const { port } = fieldsOf(value);
  return typeof port === 'number' || typeof port === 'string';
}

function withPortFirst({ port, path, ...others }: Fields): Fields {
  return { port, path, ...others };
}

function callOf(call: string, action: unknown): Code {
  return { call, args: [literal(action)] };
}

/** What a function returns; undefined where a block refuses. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
