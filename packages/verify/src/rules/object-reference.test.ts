import { describe, expect, it } from 'vitest';
import { shopAnd } from '../routes.test-helper.ts';
import { found, type Json, messagesOf, object } from '../testing.ts';

const undeclared = { connections: undefined } as object;
const messages = (...objects: Json[]) => messagesOf('object-reference', shopAnd(...objects), undeclared);
const cluster = (apiVersion: string, kind: string, name: string, fields: Json = {}): Json => ({
  apiVersion,
  kind,
  metadata: { name },
  ...fields,
});

const issuer = object('cert-manager.io/v1', 'Issuer', 'mall', 'internal');
const clusterIssuer = cluster('cert-manager.io/v1', 'ClusterIssuer', 'letsencrypt');
const certificate = (issuerRef: Json, namespace = 'mall') =>
  object('cert-manager.io/v1', 'Certificate', namespace, 'shop', { spec: { secretName: 'tls', issuerRef } });
const annotated = (annotation: string, name: string): Json => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'shop', namespace: 'mall', annotations: { [`cert-manager.io/${annotation}`]: name } },
  spec: {},
});
const external = (secretStoreRef: Json) =>
  object('external-secrets.io/v1', 'ExternalSecret', 'mall', 'keys', { spec: { secretStoreRef } });
const store = object('external-secrets.io/v1', 'SecretStore', 'mall', 'vault');
const webhook = (service: Json) =>
  cluster('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'shop', {
    webhooks: [{ name: 'shop.example.org', clientConfig: { service } }],
  });
const scaled = (scaleTargetRef: Json) =>
  object('keda.sh/v1alpha1', 'ScaledObject', 'mall', 'shop', { spec: { scaleTargetRef } });
const application = (project: string) =>
  object('argoproj.io/v1alpha1', 'Application', 'argocd', 'shop', { spec: { project } });
const flux = (sourceRef: Json) =>
  object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'mall', 'apps', { spec: { sourceRef } });
const repository = object('source.toolkit.fluxcd.io/v1', 'OCIRepository', 'mall', 'shop');
const claim = (storageClassName: string) =>
  object('v1', 'PersistentVolumeClaim', 'mall', 'data', { spec: { storageClassName } });
const storageClass = cluster('storage.k8s.io/v1', 'StorageClass', 'fast-disks');

describe('what an object names', () => {
  it.each<[string, Json[]]>([
    ['an issuer', [issuer, certificate({ name: 'internal' })]],
    ['an issuer of the cluster', [clusterIssuer, certificate({ name: 'letsencrypt', kind: 'ClusterIssuer' })]],
    ['an issuer in an annotation', [clusterIssuer, annotated('cluster-issuer', 'letsencrypt')]],
    ['a store', [store, external({ name: 'vault' })]],
    ['the Service of a webhook', [webhook({ name: 'shop', namespace: 'mall', port: 80 })]],
    ['a workload', [scaled({ name: 'shop' })]],
    ['the project of each Argo CD', [application('default')]],
    ['a source', [repository, flux({ kind: 'OCIRepository', name: 'shop' })]],
    ['a class', [storageClass, claim('fast-disks')]],
    ['a class of the cluster', [storageClass, claim('gp3')]],
    ['an issuer of the cluster that is not built', [certificate({ name: 'ca', kind: 'ClusterIssuer' })]],
    ['a Service of another namespace', [webhook({ name: 'hook', namespace: 'operators' })]],
  ])('may be %s', (_, objects) => {
    expect(messages(...objects)).toEqual([]);
  });

  it.each<[string, Json[], string, string]>([
    [
      'an issuer of the other kind',
      [clusterIssuer, certificate({ name: 'letsencrypt' })],
      'Certificate shop in mall › spec.issuerRef.kind',
      'There is no Issuer letsencrypt in mall. ',
    ],
    [
      'a misspelt issuer',
      [issuer, certificate({ name: 'interal' })],
      'Certificate shop in mall › spec.issuerRef.name',
      'Did you mean Issuer internal in mall?',
    ],
    [
      'an issuer of another namespace',
      [issuer, certificate({ name: 'internal' }, 'bank')],
      'Certificate shop in bank › spec.issuerRef.name',
      'Did you mean Issuer internal in mall?',
    ],
    [
      'an issuer of the cluster, by the annotation for others',
      [clusterIssuer, annotated('issuer', 'letsencrypt')],
      'Ingress shop in mall › metadata.annotations["cert-manager.io/issuer"]',
      'Did you mean ClusterIssuer letsencrypt?',
    ],
    [
      'a store of the other kind',
      [store, external({ name: 'vault', kind: 'ClusterSecretStore' })],
      'ExternalSecret keys in mall › spec.secretStoreRef.kind',
      'Did you mean SecretStore vault in mall?',
    ],
    [
      'a port that the Service of a webhook has not, which is 443 by default',
      [webhook({ name: 'shop', namespace: 'mall' })],
      'ValidatingWebhookConfiguration shop › webhooks[0].clientConfig.service.port',
      'Service shop in mall has no port 443. ',
    ],
    [
      'a Service of another namespace',
      [webhook({ name: 'ledger', namespace: 'mall' })],
      'ValidatingWebhookConfiguration shop › webhooks[0].clientConfig.service.name',
      'Did you mean Service ledger in bank?',
    ],
    [
      'a workload of another kind',
      [scaled({ kind: 'StatefulSet', name: 'shop' })],
      'ScaledObject shop in mall › spec.scaleTargetRef.kind',
      'Did you mean Deployment shop in mall?',
    ],
    [
      'a source of another kind',
      [repository, flux({ kind: 'GitRepository', name: 'shop' })],
      'Kustomization apps in mall › spec.sourceRef.kind',
      'Did you mean OCIRepository shop in mall?',
    ],
    [
      'a misspelt class',
      [storageClass, claim('fast-disk')],
      'PersistentVolumeClaim data in mall › spec.storageClassName',
      'Did you mean StorageClass fast-disks?',
    ],
  ])('is not %s', (_, objects, where, words) => {
    expect(found('object-reference', shopAnd(...objects), undeclared)).toContain(where);
    const errors = messages(...objects).filter((each) => !each.startsWith('notice'));
    expect(errors.join('\n')).toContain(words);
  });

  it('is an error where it is certain, and else as likely to be missing as clusters have it otherwise', () => {
    const severityOf = (...objects: Json[]) => messages(...objects).map((each) => each.split(':')[0]);
    expect(severityOf(clusterIssuer, certificate({ name: 'letsencrypt' }))).toEqual(['error']);
    expect(severityOf(certificate({ name: 'other' }))).toEqual(['notice']);
    expect(severityOf(scaled({ name: 'other' }))).toEqual(['warning']);
    expect(severityOf(webhook({ name: 'other', namespace: 'mall' }))).toEqual(['warning']);
    expect(severityOf(claim('other'))).toEqual([]);
  });
});
