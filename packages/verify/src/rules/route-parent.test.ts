import { describe, expect, it } from 'vitest';
import { httpRoute, httpRule, shopAnd } from '../routes.test-helper.ts';
import { found, type Json, messagesOf, object } from '../testing.ts';

const RULES = [httpRule('/', { name: 'shop', port: 80 })];
const all = { allowedRoutes: { namespaces: { from: 'All' } } };
const gateway = (listener: Json = all, namespace = 'gateways') =>
  object('gateway.networking.k8s.io/v1', 'Gateway', namespace, 'web', {
    spec: { listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', ...listener }] },
  });
const route = (parent: Json, host = 'shop.example.com') => httpRoute([host], RULES, { parentRefs: [parent] });
const web = { name: 'web', namespace: 'gateways' };
const PARENT = 'HTTPRoute shop in mall › spec.parentRefs[0]';

describe('the Gateway of a route', () => {
  it.each<[string, Json, Json]>([
    ['any listener', web, gateway()],
    ['a listener by its name and port', { ...web, sectionName: 'https', port: 443 }, gateway()],
    ['one of its own namespace', { name: 'web' }, gateway({}, 'mall')],
    ['one for its host', web, gateway({ ...all, hostname: '*.example.com' })],
    ['one that selects its namespace', web, gateway(selecting({ 'kubernetes.io/metadata.name': 'mall' }))],
    ['one that is not built', { name: 'public', namespace: 'gateways' }, gateway()],
    ['a Service, of a mesh', { group: '', kind: 'Service', name: 'shop' }, gateway()],
  ])('may be asked for %s', (_, parent, built) => {
    expect(found('route-parent', shopAnd(built, route(parent)))).toEqual([]);
  });

  it.each<[string, Json, Json, string, string]>([
    ['of another namespace', { name: 'web' }, gateway(), '.namespace', 'Did you mean Gateway web in gateways?'],
    ['that is misspelt', { ...web, name: 'wbe' }, gateway(), '.name', 'There is no Gateway wbe in gateways.'],
    [
      'without the listener',
      { ...web, sectionName: 'htps' },
      gateway(),
      '.sectionName',
      'Gateway web in gateways has no listener "htps".',
    ],
    ['without the port', { ...web, port: 80 }, gateway(), '.port', 'has no listener on port 80.'],
    ['that takes routes of its own namespace', web, gateway({}), '', 'takes routes of "mall".'],
    ['that selects others', web, gateway(selecting({ team: 'bank' })), '', 'takes routes of "mall".'],
    ['for other protocols', web, gateway({ ...all, protocol: 'TCP' }), '', 'takes routes of the kind HTTPRoute.'],
  ])('is not one %s', (_, parent, built, field, words) => {
    expect(found('route-parent', shopAnd(built, route(parent)))).toEqual([`${PARENT}${field}`]);
    expect(messagesOf('route-parent', shopAnd(built, route(parent)))[0]).toContain(words);
  });

  it('is not one for other hosts', () => {
    const objects = shopAnd(gateway({ ...all, hostname: '*.example.org' }), route(web));
    expect(found('route-parent', objects)).toEqual(['HTTPRoute shop in mall › spec.hostnames']);
  });
});

function selecting(matchLabels: Json): Json {
  return { allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels } } } };
}
