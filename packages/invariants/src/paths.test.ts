import { deployment, networkPolicy } from '@k8s-blocks/objects';
import { anywhere, connection, contract, internet, outsideHost, outsideNamespace, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { type Broken, brokenBy, type RuleEnvironment, rule, type TriedStack } from './index.ts';
import { api, ledger, ledgerMap, objectsOf, report, shop } from './ledger.test-helper.ts';

const map = ledgerMap();

/** What a function finds in the stack, without the words around it. */
function found(
  find: (environment: RuleEnvironment) => Iterable<Broken>,
  objects: TriedStack['objects'] = objectsOf(map),
  on = map,
) {
  const words = ' — against the rule "what must hold".';
  return brokenBy(rule('what must hold', find), { map: on, objects }).map((problem) => problem.replace(words, ''));
}

/** The objects without the policy of a service, so that no policy isolates its pods. */
function withoutPolicyOf(service: string) {
  const objects = objectsOf(map);
  return { ...objects, [service]: objects[service]?.slice(0, 1) ?? [] };
}

describe('a rule asks who reaches whom', () => {
  it('by one connection, with the port', () => {
    expect(found(({ reaches }) => reaches(shop, api))).toEqual(['shop → api:8080']);
    expect(found(({ reaches }) => reaches(api, shop))).toEqual([]);
    expect(found(({ reaches }) => reaches(shop, ledger))).toEqual([]);
  });

  it('over any number of connections, by the shortest path', () => {
    expect(found(({ paths }) => paths(anywhere, ledger))).toEqual([
      'the internet → shop:4000 → api:8080 → ledger:3000',
      'any pod of another namespace → shop:4000 → api:8080 → ledger:3000',
    ]);
  });

  it('not through those that it avoids, which may be at an end', () => {
    expect(found(({ paths }) => paths(anywhere, ledger, { avoiding: api }))).toEqual([]);
    expect(found(({ paths }) => paths(api, ledger, { avoiding: api }))).toEqual(['api → ledger:3000']);
  });

  it('out of the stack', () => {
    expect(found(({ reaches }) => reaches(ledger, anywhere))).toEqual([]);
    const calledBack = ledgerMap(connection(api, shop.ports.web, 'news', { needed: 'later' }));
    expect(found(({ paths }) => paths(api, anywhere), objectsOf(calledBack), calledBack)).toEqual([
      'api → shop:4000 → the internet:443',
      'api → shop:4000 → any pod of another namespace:443',
    ]);
  });

  it('of everyone but some', () => {
    expect(found(({ reaches, everyoneBut }) => reaches(everyoneBut(api), ledger))).toEqual([]);
    expect(found(({ reaches, everyoneBut }) => reaches(everyoneBut(ledger), ledger))).toEqual(['api → ledger:3000']);
  });

  it('on ports that no container lists, where policies let them through', () => {
    const everyPort = { ingress: [{}], podSelector: {}, policyTypes: ['Ingress'] };
    const open = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'o' },
      spec: everyPort,
    };
    const objects = { ...withoutPolicyOf('report'), report: [...(objectsOf(map).report ?? []), open] };
    expect(found(({ reaches }) => reaches(api, report), objects)).toEqual([]);
    expect(found(({ reaches }) => reaches(shop, report), objects)).toEqual(['shop → report:443']);
  });

  it('of pods that no policy isolates', () => {
    const objects = withoutPolicyOf('ledger');
    expect(found(({ reaches }) => reaches(report, ledger), objects)).toEqual([]);
    expect(found(({ reaches }) => reaches(anywhere, ledger), objects)).toContain('the internet → ledger:3000');
  });

  it('of the workloads that are built, by their labels', () => {
    const fronts = found(({ workloads, reaches }) =>
      reaches(
        workloads.filter(({ service }) => service !== 'api'),
        workloads.filter(({ name }) => name === 'api'),
      ),
    );
    expect(fronts).toEqual(['shop → api:8080']);
  });

  it('of parties outside that the map knows', () => {
    const prometheus = outsideNamespace('monitoring', { pods: { app: 'prometheus' } });
    const rates = outsideHost('rates', 'rates.example.com');
    const watched = ledgerMap(connection(prometheus, api.ports.http, 'metrics'));
    const objects = objectsOf(watched);
    expect(found(({ reaches }) => reaches(prometheus, [api, ledger]), objects, watched)).toEqual([
      'namespace monitoring (app=prometheus) → api:8080',
    ]);
    expect(found(({ reaches }) => reaches([shop, ledger], rates))).toEqual(['shop → rates (rates.example.com):443']);
  });

  it('of the internet through the controller of routes too, where the environment has some', () => {
    const controller = { namespace: 'ingress', pods: { app: 'nginx' } };
    const domain = 'example.com';
    const routes = { kind: 'Ingress', className: 'nginx', controller, domain } as const;
    const routed = stack({
      services: [ledger, api],
      environments: { base: { routes } },
      connections: [
        connection(internet, api.ports.http, 'customers', { host: 'api' }),
        connection(api, ledger.ports.sums, 'accounting'),
      ],
    });
    const objects = Object.fromEntries(
      [ledger, api].map((each) => {
        const env = routed.serviceIn(each, 'base');
        return [each.name, [deployment(env, { replicas: 1, container: { image: 'a:1' } }), networkPolicy(env)]];
      }),
    );
    const open = rule('x', ({ paths }) => paths(internet, ledger));
    expect(brokenBy(open, { map: routed, objects })).toEqual([
      'the internet → the controller of routes in ingress → api:8080 → ledger:3000 — against the rule "x".',
    ]);
  });

  it('of no service that is not deployed there', () => {
    const away = contract({ name: 'away', ports: { web: 80 }, environments: ['staging'] });
    expect(() => found(({ reaches }) => reaches(anywhere, away))).toThrow(
      /rule "what must hold"[\s\S]*"away" is asked about, which is not on the map\./,
    );
    expect(found(({ reaches }) => reaches(internet, ledger))).toEqual([]);
  });
});
