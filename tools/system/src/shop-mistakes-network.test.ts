import { describe } from 'vitest';
import { edit, itFinds, type Mistake, withField, without } from './shop-mistakes.test-helper.ts';

const POD = 'spec.template.spec';
const BLOCK = 'spec.egress[1].to[0].ipBlock';

const policies: readonly Mistake[] = [
  {
    mistake: 'a CIDR that is too narrow',
    edits: [
      edit('NetworkPolicy stg-payments', `${BLOCK}.cidr`, '203.0.113.0/26'),
      without('NetworkPolicy stg-payments', `${BLOCK}.except`),
    ],
    rule: 'declared-connection',
    object: 'NetworkPolicy stg-payments in stg-payments',
    field: 'spec.egress',
    problem: 'does not reach 203.0.113.64 on port 443/TCP',
    remedy: 'Emit payments again.',
  },
  {
    mistake: 'a CIDR that is too wide',
    edits: [without('NetworkPolicy stg-payments', `${BLOCK}.except`)],
    rule: 'undeclared-traffic',
    object: 'NetworkPolicy stg-payments in stg-payments',
    field: 'spec.egress[1].to[0]',
    problem: 'It lets its pods call addresses such as 203.0.113.128 on port 443/TCP, which no connection declares.',
    remedy: 'Narrow the rule',
  },
  {
    mistake: 'an exception that is no part of its CIDR',
    edits: [edit('NetworkPolicy stg-payments', `${BLOCK}.except[0]`, '203.0.112.128/25')],
    rule: 'network-policy-peers',
    object: 'NetworkPolicy stg-payments in stg-payments',
    field: `${BLOCK}.except[0]`,
    problem: '"203.0.112.128/25" is not a part of "203.0.113.0/24".',
    remedy: 'Except a part of "203.0.113.0/24".',
  },
  {
    mistake: 'a policy without the rule for DNS',
    edits: [without('NetworkPolicy stg-payments', 'spec.egress[0]')],
    rule: 'declared-connection',
    object: 'NetworkPolicy stg-payments in stg-payments',
    field: 'spec.egress',
    problem: 'does not reach kube-system/{k8s-app=kube-dns} on port 53/UDP',
    remedy: 'Emit payments again.',
  },
  {
    mistake: 'a wrong port of Redis in a policy',
    edits: [edit('NetworkPolicy stg-catalog', 'spec.egress[1].ports[0].port', 6379)],
    rule: 'declared-connection',
    object: 'NetworkPolicy stg-catalog in stg-catalog',
    field: 'spec.egress',
    problem: 'does not reach shop.redis.example.com on port 6380/TCP',
    remedy: 'Emit catalog again.',
  },
  {
    mistake: 'a policy that no longer lets the controller of the Ingress in',
    edits: [without('NetworkPolicy stg-web', 'spec.ingress[0]')],
    rule: 'declared-connection',
    object: 'NetworkPolicy stg-web in stg-web',
    field: 'spec.ingress',
    problem: 'does not reach stg-web/stg-web on port 8080/TCP',
    remedy: 'Emit web again.',
  },
  {
    mistake: 'a peer in a namespace without the prefix of the environment',
    edits: [
      edit(
        'NetworkPolicy stg-catalog',
        'spec.ingress[0].from[0].namespaceSelector.matchLabels["kubernetes.io/metadata.name"]',
        'web',
      ),
    ],
    rule: 'unmatched-peer',
    object: 'NetworkPolicy stg-catalog in stg-catalog',
    field: 'spec.ingress[0].from[0]',
    problem: 'selects no namespace of this environment',
    remedy: 'Correct the selector',
  },
];

const selectors: readonly Mistake[] = [
  {
    mistake: 'a budget that selects nothing',
    edits: [edit('PodDisruptionBudget stg-web', 'spec.selector.matchLabels["app.kubernetes.io/name"]', 'wbe')],
    rule: 'unmatched-selector',
    object: 'PodDisruptionBudget stg-web in stg-web',
    field: 'spec.selector',
    problem: 'It selects no pod of "stg-web".',
    remedy: 'Select labels that the pods have.',
  },
  {
    mistake: 'selectors of two services in one namespace that overlap',
    edits: [
      edit('Deployment stg-indexer', 'spec.selector.matchLabels.app', 'search'),
      edit('Deployment stg-indexer', 'spec.template.metadata.labels.app', 'search'),
    ],
    rule: 'overlapping-workloads',
    object: 'Deployment stg-indexer in stg-search',
    field: 'spec.selector',
    problem: 'It also selects the pods of Deployment stg-search in stg-search.',
    remedy: 'Select by a label that only its own pods have.',
  },
];

const nodes: readonly Mistake[] = [
  {
    mistake: 'a path of the node in a namespace that forbids it',
    edits: [edit('Namespace stg-logs', 'metadata.labels["pod-security.kubernetes.io/enforce"]', 'restricted')],
    rule: 'pod-security',
    object: 'DaemonSet stg-logs in stg-logs',
    field: POD,
    problem: 'Its pods are "privileged", and Namespace stg-logs has enforce: "restricted".',
    remedy: 'or label the namespace "privileged"',
  },
  {
    mistake: 'the network of the node, undeclared',
    edits: [withField('Deployment stg-web', POD, 'hostNetwork', true)],
    rule: 'unisolated-workload',
    object: 'Deployment stg-web in stg-web',
    field: `${POD}.hostNetwork`,
    problem: 'Its pods are in the network of their nodes.',
    remedy: 'Remove hostNetwork, or declare it',
  },
];

const addresses: readonly Mistake[] = [
  {
    mistake: 'an address without the prefix of the environment',
    edits: [edit('ConfigMap stg-orders-config', 'data.DATABASE', 'database.database.svc.cluster.local:5432')],
    rule: 'in-stack-address',
    object: 'ConfigMap stg-orders-config in stg-orders',
    field: 'data.DATABASE',
    problem: 'There is no namespace "database" in this environment.',
    remedy: '"stg-database"',
  },
  {
    mistake: 'a Service without the prefix of the environment',
    edits: [edit('ConfigMap stg-indexer-config', 'data.SEARCH_URL', 'http://search.stg-search.svc.cluster.local:9200')],
    rule: 'in-stack-address',
    object: 'ConfigMap stg-indexer-config in stg-search',
    field: 'data.SEARCH_URL',
    problem: 'There is no Service search in stg-search.',
    remedy: 'Use one of "stg-search"',
  },
  {
    mistake: 'a port that the Service does not have',
    edits: [
      edit(
        'Deployment stg-orders',
        `${POD}.containers[0].env[0].value`,
        'https://stg-payments.stg-payments.svc.cluster.local:8443',
      ),
    ],
    rule: 'in-stack-address',
    object: 'Deployment stg-orders in stg-orders',
    field: `${POD}.containers[0].env[0].value`,
    problem: 'Service stg-payments in stg-payments has no port 8443.',
    remedy: 'Use one of "443".',
  },
  {
    mistake: 'an address of another environment',
    edits: [edit('ConfigMap stg-indexer-config', 'data.CATALOG', 'catalog.catalog-dev.svc.cluster.local:9000')],
    rule: 'other-environment',
    object: 'ConfigMap stg-indexer-config in stg-search',
    field: 'data.CATALOG',
    problem: 'is of the environment "dev"',
    remedy: 'Name the one of this environment.',
  },
  {
    mistake: 'a host that no connection declares',
    edits: [edit('ConfigMap stg-catalog-config', 'data.CACHE', 'shop.redis.example.org:6380')],
    rule: 'outside-address',
    object: 'ConfigMap stg-catalog-config in stg-catalog',
    field: 'data.CACHE',
    problem: 'no connection to "shop.redis.example.org" on port 6380 is declared',
    remedy: 'Did you mean "shop.redis.example.com',
  },
  {
    mistake: 'an address that is excepted from the network of the bank',
    edits: [edit('ConfigMap stg-payments-config', 'data.BANK_URL', 'https://203.0.113.200/v2')],
    rule: 'outside-address',
    object: 'ConfigMap stg-payments-config in stg-payments',
    field: 'data.BANK_URL',
    problem: 'no policy allows its egress',
    remedy: 'or correct the address',
  },
  {
    mistake: 'a misspelt namespace outside of the stack',
    edits: [
      edit('ConfigMap stg-logs-config', 'data.LOKI_URL', 'http://loki.loky.svc.cluster.local:3100/loki/api/v1/push'),
    ],
    rule: 'in-stack-address',
    object: 'ConfigMap stg-logs-config in stg-logs',
    field: 'data.LOKI_URL',
    problem: 'There is no namespace "loky" in this environment.',
    remedy: 'Use one of',
  },
];

describe('a wrong policy in the shop', () => itFinds('staging', policies));
describe('a wrong selector in the shop', () => itFinds('staging', selectors));
describe('what is of the node in the shop', () => itFinds('staging', nodes));
describe('a wrong address in the configuration of the shop', () => itFinds('staging', addresses));
