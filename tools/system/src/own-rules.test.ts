import { brokenBy } from '@k8s-blocks/invariants';
import { deployment, networkPolicy, statefulSet } from '@k8s-blocks/objects';
import { agentRuntime, connector, tigerbeetle } from '@k8s-blocks/stack';
import { anywhere, type Connection, connection, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import rules from '../../../k8s-blocks.rules.ts';

/** What breaks the rules of this system in a small one, in which the connector calls the ledger. */
function brokenWith(...more: readonly Connection[]): string[] {
  const map = stack({
    services: [tigerbeetle, agentRuntime, connector],
    environments: { base: {} },
    connections: [connection(connector, tigerbeetle.ports.tigerbeetle, 'accounting'), ...more],
  });
  const objects = Object.fromEntries(
    map.startOrder.map((service) => {
      const env = map.serviceIn(service, 'base');
      const options = { replicas: 1, container: { image: 'example.com/a:1.0.0' } };
      const workload =
        service === tigerbeetle
          ? statefulSet(env, { ...options, serviceName: 'tigerbeetle-headless' })
          : deployment(env, options);
      return [service.name, [workload, networkPolicy(env)]];
    }),
  );
  return rules.flatMap((rule) => brokenBy(rule, { map, objects }));
}

describe('the rules of this system', () => {
  it('let the connector call the ledger', () => {
    expect(brokenWith(connection(agentRuntime, connector.ports.btp, 'packets'))).toEqual([]);
  });

  it('let nobody get to the ledger past the connector', () => {
    expect(brokenWith(connection(agentRuntime, tigerbeetle.ports.tigerbeetle, 'a short cut'))).toEqual([
      'agent-runtime → tigerbeetle:3000 — against the rule "nothing gets to the ledger but through the connector".',
    ]);
  });

  it('let the ledger call nobody', () => {
    expect(brokenWith(connection(tigerbeetle, anywhere.port(443), 'updates'))[0]).toMatch(
      /^tigerbeetle → the internet:443 — against the rule "the ledger calls no other service/,
    );
  });
});
