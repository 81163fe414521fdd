import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IContainerPort } from 'kubernetes-models/v1/ContainerPort';
import { describe, expect, it } from 'vitest';
import { exec, grpc, httpGet, probes, tcpSocket } from './index.ts';

const ports = [
  { name: 'http', containerPort: 3100 },
  { name: 'ws', containerPort: 7100, protocol: 'TCP' },
  { containerPort: 9090 },
  { name: 'dns', containerPort: 53, protocol: 'UDP' },
] as const satisfies IContainerPort[];

/** The same ports, as code has them that read them from somewhere: their names are no part of the type. */
const anyPorts: IContainerPort[] = [...ports];

const health = httpGet({ port: 'http', path: '/health' });

/** Ports by their names, as a contract has them, with more than a container's port has. */
const namedPorts = {
  http: { name: 'http', containerPort: 3100, port: 80 },
  ws: { name: 'ws', containerPort: 7100, port: 7100 },
};

describe('an endpoint', () => {
  it('is an HTTP GET, with what is given of it', () => {
    expect(health).toEqual({ httpGet: { path: '/health', port: 'http' } });
    const given = {
      port: 3100,
      path: '/',
      scheme: 'HTTPS',
      host: 'example.com',
      httpHeaders: [{ name: 'X-Probe', value: '1' }],
    } as const;
    expect(httpGet({ ...given, httpHeaders: [...given.httpHeaders] })).toEqual({ httpGet: given });
  });

  it('is a TCP connection, a gRPC health check or a command', () => {
    expect(tcpSocket({ port: 3000 })).toEqual({ tcpSocket: { port: 3000 } });
    expect(grpc({ port: 9090 })).toEqual({ grpc: { port: 9090 } });
    expect(grpc({ port: 9090, service: 'ledger' })).toEqual({ grpc: { port: 9090, service: 'ledger' } });
    expect(exec(['cat', '/tmp/healthy'])).toEqual({ exec: { command: ['cat', '/tmp/healthy'] } });
  });

  it.each([0, -1, 65536, 80.5])('is refused on port %s', (port) => {
    expect(() => httpGet({ port, path: '/' })).toThrow(`httpGet.port\n  ${port} is not a valid port (1-65535).`);
    expect(() => tcpSocket({ port })).toThrow(`tcpSocket.port\n  ${port} is not a valid port (1-65535).`);
    expect(() => grpc({ port })).toThrow(`grpc.port\n  ${port} is not a valid port (1-65535).`);
  });

  it('is refused as gRPC on a named port, in the types and in words', () => {
    // @ts-expect-error the API takes a number alone
    expect(() => grpc({ port: 'grpc' })).toThrow(/^grpc\.port\n {2}"grpc" is the name of a port/);
  });

  it('is refused as an empty command', () => {
    expect(() => exec([])).toThrow(/^exec\.command\n {2}The command is empty\./);
  });

  it('is refused with a path or a header that is none', () => {
    const headers = [{ name: 'X Probe', value: '1' }];
    expect(() => httpGet({ port: 80, path: 'http://a/', httpHeaders: headers })).toThrow(
      /^httpGet\.path\n.*\n\nhttpGet\.httpHeaders\[0\]\.name\n {2}"X Probe" is not a valid name of an HTTP header/s,
    );
  });
});

describe('the probes of a container', () => {
  it('are those that are asked for, with the timings that are given', () => {
    expect(
      probes(ports, health, {
        startup: { initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 12 },
        liveness: { initialDelaySeconds: 10, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 3 },
        readiness: {},
      }),
    ).toEqual({
      startupProbe: { ...health, initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 12 },
      livenessProbe: { ...health, initialDelaySeconds: 10, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 3 },
      readinessProbe: health,
    });
    expect(Object.keys(probes(ports, health, { liveness: {} }))).toEqual(['livenessProbe']);
  });

  it('are spread into a container, and any field of theirs is replaced by a spread', () => {
    const { livenessProbe } = probes(ports, health, { liveness: {} });
    const container: IContainer = {
      name: 'main',
      ports: [...ports],
      ...probes(ports, health, { readiness: {} }),
      livenessProbe: { ...livenessProbe, periodSeconds: 7 },
    };
    expect(container.livenessProbe).toEqual({ ...health, periodSeconds: 7 });
    expect(container.readinessProbe).toEqual(health);
  });

  it('may each have a path or an endpoint of their own', () => {
    const made = probes(ports, health, {
      startup: {},
      liveness: { path: '/health/live', periodSeconds: 15 },
      readiness: { endpoint: tcpSocket({ port: 'ws' }), successThreshold: 2 },
    });
    expect(made).toEqual({
      startupProbe: health,
      livenessProbe: { httpGet: { path: '/health/live', port: 'http' }, periodSeconds: 15 },
      readinessProbe: { tcpSocket: { port: 'ws' }, successThreshold: 2 },
    });
  });

  it('are on a port that the container has, by name or by number', () => {
    for (const port of ['http', 'ws', 3100, 7100, 9090] as const) {
      expect(probes(ports, tcpSocket({ port }), { readiness: {} })).toEqual({
        readinessProbe: { tcpSocket: { port } },
      });
    }
    expect(probes(ports, exec(['true']), { readiness: {} })).toEqual({ readinessProbe: exec(['true']) });
  });

  it('are refused on a port that it does not have, in words that list those that it has', () => {
    const list = '\n  Give one of those that it has: "http" (3100), "ws" (7100), 9090.';
    expect(() => probes(anyPorts, httpGet({ port: 'htp', path: '/' }), { liveness: {} })).toThrow(
      `livenessProbe.httpGet.port\n  The container has no TCP port "htp".${list}`,
    );
    expect(() => probes(ports, tcpSocket({ port: 80 }), { startup: {} })).toThrow(
      `startupProbe.tcpSocket.port\n  The container has no TCP port 80.${list}`,
    );
    expect(() => probes(ports, grpc({ port: 80 }), { readiness: {} })).toThrow(
      `readinessProbe.grpc.port\n  The container has no TCP port 80.${list}`,
    );
    expect(() => probes([], tcpSocket({ port: 80 }), { liveness: {} })).toThrow(/It has no TCP port at all/);
  });

  it('do not compile on a name that the container does not have', () => {
    // @ts-expect-error "htp" is not the name of a port
    expect(() => probes(ports, httpGet({ port: 'htp', path: '/' }), { liveness: {} })).toThrow('"htp"');
    const endpoint = tcpSocket({ port: 'htp' });
    // @ts-expect-error "htp" is not the name of a port
    expect(() => probes(ports, health, { liveness: { endpoint } })).toThrow('"htp"');
    // @ts-expect-error "htp" is not the name of a port that is written in place
    expect(() => probes([{ name: 'http', containerPort: 80 }], endpoint, { liveness: {} })).toThrow('"htp"');
  });

  it('are refused on a port that speaks UDP, where they would fail for ever', () => {
    expect(() => probes(ports, tcpSocket({ port: 'dns' }), { liveness: {} })).toThrow(/no TCP port "dns"/);
    expect(() => probes(ports, tcpSocket({ port: 53 }), { liveness: {} })).toThrow(/no TCP port 53/);
  });

  it('may ask another host on a port that the container does not have, but not by a name', () => {
    const there = tcpSocket({ port: 80, host: '127.0.0.1' });
    expect(probes(ports, there, { liveness: {} })).toEqual({ livenessProbe: there });
    expect(() => probes(anyPorts, tcpSocket({ port: 'htp', host: 'a' }), { liveness: {} })).toThrow('"htp"');
  });

  it('are refused with a path on an endpoint that has none, or that is none', () => {
    expect(() => probes(ports, tcpSocket({ port: 'http' }), { liveness: { path: '/live' } })).toThrow(
      /^livenessProbe\n {2}The path "\/live" is on an endpoint that is not an HTTP one\./,
    );
    expect(() => probes(ports, health, { liveness: { path: 'live' } })).toThrow(/^livenessProbe\.httpGet\.path\n/);
  });

  it.each(['periodSeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold', 'terminationGracePeriodSeconds'])(
    'are refused with %s below 1 or not whole',
    (name) => {
      for (const value of [0, -1, 1.5, Number.NaN]) {
        expect(() => probes(ports, health, { startup: { [name]: value } })).toThrow(
          `startupProbe.${name}\n  ${value} is not a valid number here (1 or more).`,
        );
      }
    },
  );

  it('accept an initial delay of 0, and refuse a negative one', () => {
    expect(probes(ports, health, { liveness: { initialDelaySeconds: 0 } }).livenessProbe).toEqual({
      ...health,
      initialDelaySeconds: 0,
    });
    expect(() => probes(ports, health, { liveness: { initialDelaySeconds: -1 } })).toThrow(
      /^livenessProbe\.initialDelaySeconds\n.*0 or more/s,
    );
  });

  it.each(['startup', 'liveness'] as const)('are refused with more than one success asked of %s', (name) => {
    // @ts-expect-error the API takes 1 alone
    expect(() => probes(ports, health, { startup: { successThreshold: 2 } })).toThrow();
    const wanted = { [name]: { successThreshold: 2 } };
    expect(() => probes(ports, health, wanted)).toThrow(
      `${name}Probe.successThreshold\n  2 is not a valid number of successes here (1).`,
    );
  });

  it('may have a grace period, but not of readiness, which stops no container', () => {
    const grace = { terminationGracePeriodSeconds: 5 };
    expect(probes(ports, health, { liveness: grace }).livenessProbe).toEqual({ ...health, ...grace });
    // @ts-expect-error readiness has no grace period
    expect(() => probes(ports, health, { readiness: { terminationGracePeriodSeconds: 5 } })).toThrow(
      /^readinessProbe\.terminationGracePeriodSeconds\n/,
    );
  });

  it('are refused with all problems at once', () => {
    expect(() =>
      probes(ports, tcpSocket({ port: 80 }), { startup: { periodSeconds: 0 }, readiness: { path: '/' } }),
    ).toThrow(/^startupProbe\.tcpSocket\.port\n.*\n\nstartupProbe\.periodSeconds\n.*\n\nreadinessProbe\n/s);
  });
});

describe('probes of ports by name', () => {
  it('are those of the same ports in a list', () => {
    const wanted = { readiness: { periodSeconds: 5 }, liveness: { endpoint: tcpSocket({ port: 7100 }) } };
    expect(probes(namedPorts, health, wanted)).toEqual(probes(ports, health, wanted));
  });

  it('are refused on another port, in the types and in words', () => {
    // @ts-expect-error there is no port of that name
    expect(() => probes(namedPorts, httpGet({ port: 'https', path: '/' }), { readiness: {} })).toThrow(
      /The container has no TCP port "https"\.\n.*"http" \(3100\), "ws" \(7100\)\./,
    );
    expect(() => probes(namedPorts, httpGet({ port: 80, path: '/' }), { readiness: {} })).toThrow('no TCP port 80.');
  });
});
