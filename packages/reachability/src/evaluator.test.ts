import { describe, expect, it } from 'vitest';
import { clusterOf, type Endpoint, evaluator, explain, type Pod, type Protocol } from './index.ts';

interface PodOptions {
  readonly labels?: Readonly<Record<string, string>>;
  readonly ports?: readonly object[];
  readonly spec?: object;
}

function pod(path: string, { labels = {}, ports = [], spec = {} }: PodOptions = {}) {
  const [namespace, name] = path.split('/');
  const containers = [{ name: 'main', ports }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels }, spec: { containers, ...spec } };
}

function deployment(path: string, labels: Readonly<Record<string, string>> = {}) {
  const { metadata, spec } = pod(path);
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata: { labels }, spec } } };
}

function policy(path: string, spec: object) {
  const [namespace, name] = path.split('/');
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec };
}

function service(path: string, spec: object) {
  const [namespace, name] = path.split('/');
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name }, spec };
}

/** Asks about pods by their paths: `x/a`. */
function ask(...manifests: readonly object[]) {
  const cluster = clusterOf(manifests);
  const { verdict, verdictToService } = evaluator(cluster);
  const endpoint = (end: string | Endpoint): Endpoint => {
    if (typeof end !== 'string') return end;
    const found = cluster.pods.find((each: Pod) => `${each.namespace}/${each.name}` === end);
    if (found === undefined) throw new Error(`There is no pod ${end}.`);
    return found;
  };
  return {
    verdict: (from: string | Endpoint, to: string | Endpoint, port = 80, protocol: Protocol = 'TCP') =>
      verdict(endpoint(from), endpoint(to), port, protocol),
    toService: (from: string | Endpoint, path: string, port = 80, protocol: Protocol = 'TCP') => {
      const [namespace = '', name = ''] = path.split('/');
      return verdictToService(endpoint(from), { namespace, name }, port, protocol);
    },
  };
}

const denyAll = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

describe('a verdict', () => {
  it('is open in both directions where no policy isolates the pods', () => {
    const verdict = ask(pod('x/a'), pod('x/b')).verdict('x/a', 'x/b');
    expect(verdict).toMatchObject({ allowed: true, egress: { reason: 'not-isolated' } });
    expect(explain(verdict)).toBe(
      'x/a reaches x/b on port 80/TCP: no policy isolates the egress of x/a, and no policy isolates the ingress of x/b.',
    );
  });

  it('names the rules that allow', () => {
    const { verdict } = ask(
      pod('x/a', { labels: { app: 'a' } }),
      pod('y/b'),
      policy('x/out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 53 }] }, {}] }),
      policy('y/in', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }),
    );
    expect(verdict('x/a', 'y/b').egress).toEqual({
      allowed: true,
      reason: 'rule',
      rule: { kind: 'NetworkPolicy', namespace: 'x', name: 'out', field: 'spec.egress[1]' },
    });
    expect(explain(verdict('x/a', 'y/b'))).toBe(
      'x/a reaches y/b on port 80/TCP: spec.egress[1] of NetworkPolicy x/out allows the egress, ' +
        'and spec.ingress[0] of NetworkPolicy y/in allows the ingress.',
    );
  });

  it('names the direction that denies and all policies that isolate there', () => {
    const { verdict } = ask(
      pod('x/a'),
      pod('y/b'),
      policy('y/deny', denyAll),
      policy('y/metrics', { podSelector: {}, ingress: [{ ports: [{ port: 9090 }] }] }),
    );
    expect(verdict('x/a', 'y/b').ingress).toEqual({
      allowed: false,
      reason: 'isolated',
      isolatedBy: [
        { kind: 'NetworkPolicy', namespace: 'y', name: 'deny' },
        { kind: 'NetworkPolicy', namespace: 'y', name: 'metrics' },
      ],
    });
    expect(explain(verdict('x/a', 'y/b'))).toBe(
      'x/a does not reach y/b on port 80/TCP: ' +
        'the ingress of y/b is isolated by NetworkPolicy y/deny, y/metrics, and no rule there allows this.',
    );
  });

  it('names both directions where both deny', () => {
    const { verdict } = ask(pod('x/a'), pod('x/b'), policy('x/deny', denyAll));
    expect(explain(verdict('x/a', 'x/b'))).toBe(
      'x/a does not reach x/b on port 80/TCP: ' +
        'the egress of x/a is isolated by NetworkPolicy x/deny, and no rule there allows this, and ' +
        'the ingress of x/b is isolated by NetworkPolicy x/deny, and no rule there allows this.',
    );
  });
});

describe('a named port', () => {
  const http = (containerPort: number, protocol?: string) => ({ name: 'http', containerPort, protocol });
  const out = policy('x/out', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] });

  it('of an egress rule is looked up at each destination, and never at the source', () => {
    const { verdict } = ask(
      pod('x/a', { ports: [http(79)] }),
      pod('y/b', { ports: [http(80)] }),
      pod('y/c', { ports: [http(81)] }),
      out,
    );
    const reached = ['y/b', 'y/c'].map((to) => [79, 80, 81].filter((port) => verdict('x/a', to, port).allowed));
    expect(reached).toEqual([[80], [81]]);
  });

  it('is looked up for the protocol of the rule alone', () => {
    const { verdict } = ask(pod('x/a'), pod('y/b', { ports: [http(80, 'UDP')] }), out);
    expect(verdict('x/a', 'y/b', 80, 'TCP').allowed).toBe(false);
    expect(verdict('x/a', 'y/b', 80, 'UDP').allowed).toBe(false);
  });

  it('is no port of an external address', () => {
    expect(ask(pod('x/a'), out).verdict('x/a', { ip: '203.0.113.7' }).allowed).toBe(false);
  });
});

describe('an endpoint', () => {
  const own = policy('x/own', { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });

  it('may be an external address, which only a block or a rule without peers lets in', () => {
    const { verdict } = ask(
      pod('x/a', { labels: { app: 'a' } }),
      pod('y/b'),
      own,
      policy('y/edge', {
        ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }] }],
      }),
    );
    expect(verdict({ ip: '203.0.113.7' }, 'x/a').allowed).toBe(false);
    expect(verdict({ ip: '203.0.113.7' }, 'y/b').allowed).toBe(true);
    expect(verdict({ ip: '203.0.113.200' }, 'y/b').allowed).toBe(false);
  });

  it('may be a stranger, to whom the policies of its namespace apply', () => {
    const { verdict } = ask(pod('x/a'), pod('y/b'), own);
    const stranger = (namespace: string) => ({ namespace, labels: { app: 'stranger' } });
    expect(verdict(stranger('x'), 'x/a').allowed).toBe(true);
    expect(verdict(stranger('z'), 'x/a').allowed).toBe(false);
    expect(verdict('y/b', stranger('x')).allowed).toBe(false);
    expect(explain(verdict('y/b', stranger('z')))).toMatch(/^y\/b reaches z\/{app=stranger} on port 80\/TCP/);
  });

  it('may be a stranger of a namespace with labels of its own', () => {
    const { verdict } = ask(
      pod('x/a'),
      policy('x/in', { ingress: [{ from: [{ namespaceSelector: { matchLabels: { purpose: 'monitoring' } } }] }] }),
    );
    expect(verdict({ namespace: 'm', labels: {} }, 'x/a').allowed).toBe(false);
    expect(verdict({ namespace: 'm', labels: {}, namespaceLabels: { purpose: 'monitoring' } }, 'x/a').allowed).toBe(
      true,
    );
  });

  it('may be a pod that calls itself, which no policy prevents', () => {
    const verdict = ask(pod('x/a'), policy('x/deny', denyAll)).verdict('x/a', 'x/a');
    expect(verdict).toMatchObject({ allowed: true, egress: { reason: 'same-pod' } });
    expect(explain(verdict)).toBe('x/a reaches x/a on port 80/TCP: no policy comes between a pod and itself.');
  });

  it('may be one replica of a workload that calls another, which is judged', () => {
    expect(ask(deployment('x/a'), policy('x/deny', denyAll)).verdict('x/a', 'x/a').allowed).toBe(false);
  });

  it('is refused as an address that is none', () => {
    expect(() => ask(pod('x/a')).verdict('x/a', { ip: 'example.com' })).toThrow('"example.com" is not an IP address.');
  });

  it('in the network of its node is not isolated, and is selected by blocks alone', () => {
    const host = { ...pod('x/a', { spec: { hostNetwork: true } }), status: { podIP: '10.0.0.1' } };
    const { verdict } = ask(
      host,
      pod('y/b'),
      pod('z/c'),
      policy('x/deny', denyAll),
      policy('y/in', { ingress: [{ from: [{ namespaceSelector: {} }] }] }),
      policy('z/in', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/24' } }] }] }),
    );
    expect(verdict('z/c', 'x/a')).toMatchObject({ allowed: true, ingress: { reason: 'not-isolated' } });
    expect(verdict('x/a', 'y/b').allowed).toBe(false);
    expect(verdict('x/a', 'z/c').allowed).toBe(true);
  });

  it('may have labels with the names of what every object inherits', () => {
    const { verdict } = ask(
      pod('x/a'),
      pod('x/b'),
      policy('x/in', {
        ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] } }] }],
      }),
    );
    expect(verdict('x/a', 'x/b').allowed).toBe(false);
  });
});

describe('a Service', () => {
  const labels = { app: 'b' };
  const ports = [{ name: 'http', containerPort: 8080 }];
  const named = { selector: labels, ports: [{ port: 80, targetPort: 'http' }] };

  it('is followed to the target port of its pods, on which policies judge', () => {
    const { toService } = ask(
      pod('x/a'),
      pod('y/b', { labels, ports }),
      service('y/b', named),
      policy('y/in', { ingress: [{ ports: [{ port: 8080 }] }] }),
    );
    expect(toService('x/a', 'y/b')).toMatchObject({ allowed: true, endpoints: [{ port: 8080 }] });
    expect(explain(toService('x/a', 'y/b'))).toBe(
      'x/a reaches Service y/b on port 80/TCP: x/a reaches y/b on port 8080/TCP: ' +
        'no policy isolates the egress of x/a, and spec.ingress[0] of NetworkPolicy y/in allows the ingress.',
    );
  });

  it('leads to the number that each pod gives the name of the target port', () => {
    const { toService } = ask(
      pod('y/b', { labels, ports }),
      pod('y/c', { labels, ports: [{ name: 'http', containerPort: 9090 }] }),
      pod('y/d', { labels }),
      service('y/b', named),
    );
    expect(toService({ namespace: 'x', labels: {} }, 'y/b').endpoints.map(({ port }) => port)).toEqual([8080, 9090]);
  });

  it('is not reached if one of its pods is not', () => {
    const { toService } = ask(
      pod('x/a'),
      pod('y/b', { labels, ports }),
      pod('y/c', { labels: { ...labels, closed: 'yes' }, ports }),
      service('y/b', named),
      policy('y/closed', { podSelector: { matchLabels: { closed: 'yes' } } }),
    );
    expect(toService('x/a', 'y/b').endpoints.map(({ allowed }) => allowed)).toEqual([true, false]);
    expect(explain(toService('x/a', 'y/b'))).toBe(
      'x/a does not reach Service y/b on port 80/TCP: x/a does not reach y/c on port 8080/TCP: ' +
        'the ingress of y/c is isolated by NetworkPolicy y/closed, and no rule there allows this.',
    );
  });

  it('that is headless leads to the port itself, whatever its target port', () => {
    const { toService } = ask(pod('y/b', { labels, ports }), service('y/b', { ...named, clusterIP: 'None' }));
    expect(toService('y/b', 'y/b', 80).endpoints).toMatchObject([{ port: 80 }]);
    expect(toService('y/b', 'y/b', 1234).endpoints).toMatchObject([{ port: 1234 }]);
  });

  it.each([
    ['there is no such Service', 'y/none', 80],
    ['the Service has no such port', 'y/b', 81],
    ['no pod that it selects has the target port', 'y/empty', 80],
    ['it selects no pods, and who makes its endpoints is not known', 'y/manual', 80],
    ['it is an alias of a name outside the cluster', 'y/alias', 80],
  ])('is not reached, with the problem %s', (why, path, port) => {
    const { toService } = ask(
      pod('y/b', { labels, ports }),
      service('y/b', named),
      service('y/empty', { ...named, selector: { app: 'nobody' } }),
      service('y/manual', { ports: named.ports }),
      service('y/alias', { ...named, type: 'ExternalName', externalName: 'example.com' }),
    );
    const verdict = toService('y/b', path, port);
    expect(verdict.allowed).toBe(false);
    expect(explain(verdict)).toBe(`y/b does not reach Service ${path} on port ${port}/TCP: ${why}.`);
  });
});
