import { describe } from 'vitest';
import { edit, itFinds, type Mistake, without, withoutObject } from './shop-mistakes.test-helper.ts';

const POD = 'spec.template.spec';

const names: readonly Mistake[] = [
  {
    mistake: 'a ServiceAccount that is not there, in a pod',
    edits: [edit('Deployment stg-operator', `${POD}.serviceAccountName`, 'stg-operater')],
    rule: 'missing-reference',
    object: 'Deployment stg-operator in stg-operator',
    field: `${POD}.serviceAccountName`,
    problem: 'There is no ServiceAccount stg-operater in stg-operator.',
    remedy: 'Correct the name',
  },
  {
    mistake: 'a ConfigMap without the prefix of the environment',
    edits: [edit('Deployment stg-orders', `${POD}.containers[0].envFrom[0].configMapRef.name`, 'orders-config')],
    rule: 'missing-reference',
    object: 'Deployment stg-orders in stg-orders',
    field: `${POD}.containers[0].envFrom[0].configMapRef.name`,
    problem: 'There is no ConfigMap orders-config in stg-orders.',
    remedy: 'Correct the name',
  },
  {
    mistake: 'a misspelt pull secret',
    edits: [edit('Deployment stg-catalog', `${POD}.imagePullSecrets[0].name`, 'regsitry')],
    rule: 'missing-reference',
    object: 'Deployment stg-catalog in stg-catalog',
    field: `${POD}.imagePullSecrets[0].name`,
    problem: 'There is no Secret regsitry in stg-catalog.',
    remedy: 'Did you mean "registry"?',
  },
  {
    mistake: 'a claim that nobody makes',
    edits: [
      edit('StatefulSet stg-database', `${POD}.volumes[0]`, {
        name: 'run',
        persistentVolumeClaim: { claimName: 'database-run' },
      }),
    ],
    rule: 'missing-reference',
    object: 'StatefulSet stg-database in stg-database',
    field: `${POD}.volumes[0].persistentVolumeClaim.claimName`,
    problem: 'There is no PersistentVolumeClaim database-run in stg-database.',
    remedy: 'Correct the name, or add it.',
  },
  {
    mistake: 'a serviceName without its Service',
    edits: [edit('StatefulSet stg-database', 'spec.serviceName', 'stg-database-pod')],
    rule: 'missing-reference',
    object: 'StatefulSet stg-database in stg-database',
    field: 'spec.serviceName',
    problem: 'There is no Service stg-database-pod in stg-database.',
    remedy: 'Correct the name',
  },
  {
    mistake: 'a serviceName of a Service that has a cluster IP',
    edits: [edit('StatefulSet stg-database', 'spec.serviceName', 'stg-database')],
    rule: 'stateful-set-peers',
    object: 'Service stg-database in stg-database',
    field: 'spec.clusterIP',
    problem: 'not headless',
    remedy: 'Set it to "None".',
  },
];

const secrets: readonly Mistake[] = [
  {
    mistake: 'a Certificate that makes a Secret of another name',
    edits: [edit('Certificate stg-payments-tls', 'spec.secretName', 'payments-tls')],
    rule: 'missing-reference',
    object: 'Deployment stg-payments in stg-payments',
    field: `${POD}.volumes[0].secret.secretName`,
    problem: 'There is no Secret stg-payments-tls in stg-payments.',
    remedy: 'Did you mean "payments-tls"?',
  },
  {
    mistake: 'an ExternalSecret that makes a Secret of another name',
    edits: [edit('ExternalSecret stg-orders-database', 'spec.target.name', 'orders-database')],
    rule: 'missing-reference',
    object: 'Deployment stg-orders in stg-orders',
    field: `${POD}.containers[0].envFrom[1].secretRef.name`,
    problem: 'There is no Secret stg-orders-database in stg-orders.',
    remedy: 'Did you mean "orders-database"?',
  },
  {
    mistake: 'an ExternalSecret that reads what another environment has in the vault',
    edits: [edit('ExternalSecret stg-orders-database', 'spec.data[0].remoteRef.key', 'shop/prod/orders')],
    rule: 'other-environment',
    object: 'ExternalSecret stg-orders-database in stg-orders',
    field: 'spec.data[0].remoteRef.key',
    problem: '"shop/prod/orders" is of the environment "prod".',
    remedy: 'Name the one of this environment.',
  },
  {
    mistake: 'a SealedSecret without the prefix of the environment',
    edits: [edit('SealedSecret stg-bank-signing-key', 'metadata.name', 'bank-signing-key')],
    rule: 'missing-reference',
    object: 'Deployment stg-payments in stg-payments',
    field: `${POD}.volumes[1].secret.secretName`,
    problem: 'There is no Secret stg-bank-signing-key in stg-payments.',
    remedy: 'Did you mean "bank-signing-key"?',
  },
  {
    mistake: 'a Secret without the prefix of the environment, in a pod',
    edits: [edit('Deployment stg-payments', `${POD}.volumes[0].secret.secretName`, 'payments-tls')],
    rule: 'missing-reference',
    object: 'Deployment stg-payments in stg-payments',
    field: `${POD}.volumes[0].secret.secretName`,
    problem: 'There is no Secret payments-tls in stg-payments.',
    remedy: 'Did you mean "stg-payments-tls"?',
  },
];

const namespaces: readonly Mistake[] = [
  {
    mistake: 'a namespace without the prefix of the environment',
    edits: [edit('Service stg-web', 'metadata.namespace', 'web')],
    rule: 'missing-namespace',
    object: 'Service stg-web in web',
    field: 'metadata.namespace',
    problem: 'There is no Namespace "web" in this environment.',
    remedy: '"stg-web"',
  },
  {
    mistake: 'a namespace of another environment',
    edits: [edit('Service stg-web', 'metadata.namespace', 'web-dev')],
    rule: 'other-environment',
    object: 'Service stg-web in web-dev',
    field: 'metadata.namespace',
    problem: '"web-dev" is of the environment "dev".',
    remedy: 'Name the one of this environment.',
  },
  {
    mistake: 'a Namespace that was removed',
    edits: [withoutObject('Namespace stg-payments')],
    rule: 'missing-namespace',
    object: 'Deployment stg-payments in stg-payments',
    field: 'metadata.namespace',
    problem: 'There is no Namespace "stg-payments" in this environment.',
    remedy: 'or add the Namespace',
  },
];

const volumes: readonly Mistake[] = [
  {
    mistake: 'a mount of a volume that is not there',
    edits: [edit('StatefulSet stg-database', `${POD}.containers[0].volumeMounts[0].name`, 'dta')],
    rule: 'volume-mounts',
    object: 'StatefulSet stg-database in stg-database',
    field: `${POD}.containers[0].volumeMounts[0].name`,
    problem: '"dta" is not a volume of the pod.',
    remedy: 'Its volumes are: "run", "data".',
  },
  {
    mistake: 'a volume that is no longer mounted',
    edits: [without('Deployment stg-web', `${POD}.containers[0].volumeMounts[0]`)],
    rule: 'unmounted-volume',
    object: 'Deployment stg-web in stg-web',
    field: `${POD}.volumes[0]`,
    problem: 'No container mounts the volume "nginx".',
    remedy: 'Mount it, or remove it.',
  },
  {
    mistake: 'binary data that is not base64',
    edits: [edit('ConfigMap stg-search-files', 'binaryData["stop-words.gz"]', 'not base64!')],
    rule: 'fields',
    object: 'ConfigMap stg-search-files in stg-search',
    field: 'binaryData["stop-words.gz"]',
    problem: 'not base64',
    remedy: 'Encode it with base64',
  },
];

describe('a name that leads nowhere in the shop', () => itFinds('staging', names));
describe('a Secret of the shop that is made under another name', () => itFinds('staging', secrets));
describe('a wrong namespace in the shop', () => itFinds('staging', namespaces));
describe('a wrong volume or file in the shop', () => itFinds('staging', volumes));
