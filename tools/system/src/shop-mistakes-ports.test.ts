import { describe } from 'vitest';
import { edit, itFinds, type Mistake, without, withoutObject } from './shop-mistakes.test-helper.ts';

const POD = 'spec.template.spec';
const BACKEND = 'spec.rules[0].http.paths[0].backend.service';

const ingresses: readonly Mistake[] = [
  {
    mistake: 'a misspelt port of an Ingress',
    edits: [edit('Ingress stg-web', `${BACKEND}.port.name`, 'htpp')],
    rule: 'route-backend',
    object: 'Ingress stg-web in stg-web',
    field: `${BACKEND}.port.name`,
    problem: 'Service stg-web in stg-web has no port htpp.',
    remedy: 'Use one of "http".',
  },
  {
    mistake: 'a Service of an Ingress without the prefix of the environment',
    edits: [edit('Ingress stg-web', `${BACKEND}.name`, 'web')],
    rule: 'route-backend',
    object: 'Ingress stg-web in stg-web',
    field: `${BACKEND}.name`,
    problem: 'There is no Service web in stg-web.',
    remedy: 'It has "stg-web".',
  },
  {
    mistake: 'a misspelt host of an Ingress',
    edits: [edit('Ingress stg-web', 'spec.rules[0].host', 'stagin.shop.example.com')],
    rule: 'declared-route',
    object: 'Ingress stg-web in stg-web',
    problem: 'There is none for staging.shop.example.com/, which is declared.',
    remedy: 'Emit the app again',
  },
  {
    mistake: 'a host and path that two Ingresses have',
    edits: [
      edit('Ingress stg-web', 'spec.rules[0].host', 'partners.staging.shop.example.com'),
      edit('Ingress stg-web', 'spec.rules[0].http.paths[0].path', '/orders'),
    ],
    rule: 'duplicate-route',
    object: 'Ingress stg-web in stg-web',
    field: 'spec.rules[0].http.paths[0].path',
    problem: 'partners.staging.shop.example.com/orders is that of Ingress stg-orders in stg-orders too.',
    remedy: 'Give one of them another host or path',
  },
  {
    mistake: 'an Ingress without its class',
    edits: [without('Ingress stg-web', 'spec.ingressClassName')],
    rule: 'route-taker',
    object: 'Ingress stg-web in stg-web',
    field: 'spec.ingressClassName',
    problem: 'Its IngressClass is not said, not "nginx"',
    remedy: 'Write ingressClassName: nginx',
  },
  {
    mistake: 'a certificate for another host than that of the Ingress',
    edits: [edit('Ingress stg-web', 'spec.tls[0].hosts[0]', 'www.staging.shop.example.com')],
    rule: 'route-taker',
    object: 'Ingress stg-web in stg-web',
    field: 'spec.rules[0].host',
    problem: 'No certificate of spec.tls is for "staging.shop.example.com".',
    remedy: 'Add the host to the hosts of spec.tls',
  },
];

const httpRoutes: readonly Mistake[] = [
  {
    mistake: 'a misspelt Gateway',
    edits: [edit('HTTPRoute web', 'spec.parentRefs[0].name', 'publik')],
    rule: 'route-taker',
    object: 'HTTPRoute web in web',
    field: 'spec.parentRefs[0].name',
    problem: 'It is not attached to Gateway public in gateway-system',
    remedy: 'Name it: { name: public, namespace: gateway-system }',
  },
  {
    mistake: 'a Gateway without its namespace',
    edits: [without('HTTPRoute web', 'spec.parentRefs[0].namespace')],
    rule: 'route-taker',
    object: 'HTTPRoute web in web',
    field: 'spec.parentRefs[0].namespace',
    problem: 'It is not attached to Gateway public in gateway-system',
    remedy: 'Name it: { name: public, namespace: gateway-system }',
  },
  {
    mistake: 'the port of the pods instead of the port of the Service',
    edits: [edit('HTTPRoute web', 'spec.rules[0].backendRefs[0].port', 8080)],
    rule: 'route-backend',
    object: 'HTTPRoute web in web',
    field: 'spec.rules[0].backendRefs[0].port',
    problem: 'Service web in web has no port 8080.',
    remedy: 'Use one of 80.',
  },
  {
    mistake: 'a host of another environment',
    edits: [edit('HTTPRoute web', 'spec.hostnames[0]', 'staging.shop.example.com')],
    rule: 'other-environment',
    object: 'HTTPRoute web in web',
    field: 'spec.hostnames[0]',
    problem: '"staging.shop.example.com" is of the environment "staging".',
    remedy: 'Name the one of this environment.',
  },
];

const ports: readonly Mistake[] = [
  {
    mistake: 'a misspelt port of a probe',
    edits: [edit('Deployment stg-web', `${POD}.containers[0].readinessProbe.httpGet.port`, 'htpp')],
    rule: 'probe-port',
    object: 'Deployment stg-web in stg-web',
    field: `${POD}.containers[0].readinessProbe.httpGet.port`,
    problem: 'The container lists no port "htpp".',
    remedy: 'Probe a port that the container lists',
  },
  {
    mistake: 'a wrong port of a gRPC probe',
    edits: [edit('Deployment stg-catalog', `${POD}.containers[0].readinessProbe.grpc.port`, 9001)],
    rule: 'probe-port',
    object: 'Deployment stg-catalog in stg-catalog',
    field: `${POD}.containers[0].readinessProbe.grpc.port`,
    problem: 'The container lists no port 9001.',
    remedy: 'Probe a port that the container lists',
  },
  {
    mistake: 'the name of a port that two containers share',
    edits: [edit('Deployment stg-catalog', `${POD}.containers[1].ports[0].name`, 'grpc')],
    rule: 'service-target-port',
    object: 'Service stg-catalog in stg-catalog',
    field: 'spec.ports[1].targetPort',
    problem: 'has the port metrics/TCP',
    remedy: 'Use one of',
  },
  {
    mistake: 'the number of a port that two containers share',
    edits: [edit('Deployment stg-catalog', `${POD}.containers[1].ports[0].containerPort`, 9000)],
    rule: 'declared-connection',
    object: 'Deployment stg-catalog in stg-catalog',
    field: `${POD}.containers`,
    problem: 'No container offers port 9100/TCP, which is called.',
    remedy: 'List containerPort 9100',
  },
  {
    mistake: 'a container of the contract’s ports that was removed',
    edits: [without('Deployment stg-catalog', `${POD}.containers[1]`)],
    rule: 'service-target-port',
    object: 'Service stg-catalog in stg-catalog',
    field: 'spec.ports[1].targetPort',
    problem: 'has the port metrics/TCP',
    remedy: 'Use one of 9000/TCP (grpc).',
  },
];

const monitors: readonly Mistake[] = [
  {
    mistake: 'a misspelt label in the selector of a ServiceMonitor',
    edits: [edit('ServiceMonitor stg-catalog', 'spec.selector.matchLabels["app.kubernetes.io/name"]', 'catalogue')],
    rule: 'monitor-target',
    object: 'ServiceMonitor stg-catalog in stg-catalog',
    field: 'spec.selector',
    problem: 'It selects no Service of "stg-catalog".',
    remedy: 'Select labels that the Service has.',
  },
  {
    mistake: 'a misspelt port of a ServiceMonitor',
    edits: [edit('ServiceMonitor stg-catalog', 'spec.endpoints[0].port', 'metric')],
    rule: 'monitor-target',
    object: 'ServiceMonitor stg-catalog in stg-catalog',
    field: 'spec.endpoints[0].port',
    problem: 'No Service that it selects has a port named "metric".',
    remedy: 'Use one of "grpc", "metrics".',
  },
  {
    mistake: 'a ServiceMonitor of another port',
    edits: [edit('ServiceMonitor stg-catalog', 'spec.endpoints[0].port', 'grpc')],
    rule: 'declared-scrape',
    object: 'ServiceMonitor stg-catalog in stg-catalog',
    field: 'spec.endpoints',
    problem: 'None of its endpoints is port metrics, which is declared to be scraped.',
    remedy: 'Write port: metrics',
  },
  {
    mistake: 'a ServiceMonitor that was removed',
    edits: [withoutObject('ServiceMonitor stg-catalog')],
    rule: 'declared-scrape',
    object: 'ServiceMonitor stg-catalog in stg-catalog',
    problem: 'There is none for port metrics, which is declared to be scraped.',
    remedy: 'Emit the app again',
  },
];

describe('a wrong Ingress of the shop', () => itFinds('staging', ingresses));
describe('a wrong HTTPRoute of the shop', () => itFinds('prod-eu', httpRoutes));
describe('a wrong port in the shop', () => itFinds('staging', ports));
describe('a wrong ServiceMonitor of the shop', () => itFinds('staging', monitors));
