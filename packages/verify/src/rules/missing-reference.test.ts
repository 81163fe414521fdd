import { describe, expect, it } from 'vitest';
import { found, messagesOf, object, shop, shopWith, shopWithout } from '../testing.ts';

describe('a reference of a pod', () => {
  it.each([
    ['ConfigMap settings', 'pod.containers[0].envFrom[0].configMapRef.name', 'Deployment shop in mall'],
    ['ServiceAccount shop', 'pod.serviceAccountName', 'Deployment shop in mall'],
    ['Service ledgers', 'spec.serviceName', 'StatefulSet ledger in bank'],
  ])('to the %s needs it to be there', (name, field, title) => {
    expect(found('missing-reference', shopWithout(name))).toEqual([`${title} › ${field}`]);
  });
  it('to a ServiceAccount may be by its old name, and is reported once', () => {
    const both = shopWith('Deployment shop', 'pod.serviceAccount', 'shop', shopWithout('ServiceAccount shop'));
    expect(found('missing-reference', both)).toEqual(['Deployment shop in mall › pod.serviceAccountName']);
    const old = shopWith('Deployment shop', 'pod.serviceAccountName', undefined, both);
    expect(found('missing-reference', old)).toEqual(['Deployment shop in mall › pod.serviceAccount']);
  });
  it.each([
    ['v1 Pod', 'spec'],
    ['v1 ReplicationController', 'spec.template.spec'],
    ['apps/v1 DaemonSet', 'spec.template.spec'],
    ['apps/v1 ReplicaSet', 'spec.template.spec'],
    ['batch/v1 Job', 'spec.template.spec'],
    ['batch/v1 CronJob', 'spec.jobTemplate.spec.template.spec'],
  ])('is seen in every kind with pods: %s', (type, path) => {
    const [apiVersion = '', kind = ''] = type.split(' ');
    const pod = { serviceAccountName: 'other', volumes: [{ name: 'a', configMap: { name: 'other' } }] };
    const fields = path.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), pod);
    const workload = { ...object(apiVersion, kind, 'mall', 'extra'), ...(fields as object) };
    expect(
      found('missing-reference', [...shop, workload]).map((each) => each.replace('pod', 'spec.template.spec')),
    ).toEqual([
      `${kind} extra in mall › ${path}.volumes[0].configMap.name`,
      `${kind} extra in mall › ${path}.serviceAccountName`,
    ]);
  });
  it('to a key needs the key to be there', () => {
    const objects = shopWith('Secret keys', 'stringData', { OTHER: 'x' });
    expect(found('missing-reference', objects)).toEqual([
      'Deployment shop in mall › pod.containers[0].env[0].valueFrom.secretKeyRef.key',
    ]);
  });
  it.each([
    [{ configMap: { name: 'other' } }, 'configMap.name'],
    [{ configMap: { name: 'settings', items: [{ key: 'other', path: 'x' }] } }, 'configMap.items[0].key'],
    [{ secret: { secretName: 'keys', items: [{ key: 'other', path: 'x' }] } }, 'secret.items[0].key'],
    [{ projected: { sources: [{ configMap: { name: 'other' } }] } }, 'projected.sources[0].configMap.name'],
    [{ persistentVolumeClaim: { claimName: 'other' } }, 'persistentVolumeClaim.claimName'],
  ])('by the volume %j needs what it names', (volume, field) => {
    const objects = shopWith('Deployment shop', 'pod.volumes', [{ name: 'files', ...volume }]);
    expect(found('missing-reference', objects)).toEqual([`Deployment shop in mall › pod.volumes[0].${field}`]);
  });
  it('to a claim may be of a volume that a StatefulSet makes of its template', () => {
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
    const naming = shopWith('StatefulSet ledger', 'pod.volumes', volumes);
    expect(found('missing-reference', naming)).toHaveLength(1);
    const templates = [{ metadata: { name: 'data' } }];
    expect(
      found('missing-reference', shopWith('StatefulSet ledger', 'spec.volumeClaimTemplates', templates, naming)),
    ).toEqual([]);
  });
  it('to a ConfigMap may be optional', () => {
    const volume = { name: 'files', configMap: { name: 'other', optional: true } };
    expect(found('missing-reference', shopWith('Deployment shop', 'pod.volumes', [volume]))).toEqual([]);
  });
  it('to a ConfigMap without keys gives nothing', () => {
    expect(found('missing-reference', shopWith('ConfigMap settings', 'data', {}))).toHaveLength(1);
  });

  describe('to a Secret that is not built', () => {
    const withoutSecret = shopWithout('Secret keys');
    const provided = [{ namespace: 'mall', name: 'keys', keys: ['TOKEN'] }];

    it('is a warning where no Secret is built', () => {
      expect(found('missing-reference', withoutSecret)).toHaveLength(1);
    });
    it('is expected in production', () => {
      expect(found('missing-reference', withoutSecret, { production: true })).toEqual([]);
    });
    it('is right if it is provided', () => {
      expect(found('missing-reference', withoutSecret, { providedSecrets: provided })).toEqual([]);
    });
    it('is wrong if another is provided', () => {
      const renamed = [{ namespace: 'mall', name: 'key' }];
      expect(found('missing-reference', withoutSecret, { production: true, providedSecrets: renamed })).toEqual([
        'Deployment shop in mall › pod.containers[0].env[0].valueFrom.secretKeyRef.name',
      ]);
    });
    it('is wrong if it is provided without the key', () => {
      const others = [{ namespace: 'mall', name: 'keys', keys: ['OTHER'] }];
      expect(found('missing-reference', withoutSecret, { providedSecrets: others })).toHaveLength(1);
    });
  });
  describe('to a Secret that an operator makes of an object of the build', () => {
    const external = 'external-secrets.io/v1';
    const data = [{ secretKey: 'TOKEN' }];
    const target = { name: 'keys' };
    const sealed = { encryptedData: { TOKEN: 'AgA' } };
    const rest = { source: { vault: {} } };
    const foundWith = (...made: Parameters<typeof object>) =>
      found('missing-reference', [...shopWithout('Secret keys'), object(...made)], { providedSecrets: [] });

    it.each<[string, Parameters<typeof object>]>([
      ['an ExternalSecret', [external, 'ExternalSecret', 'mall', 'other', { spec: { target, data } }]],
      ['an ExternalSecret of its name', [external, 'ExternalSecret', 'mall', 'keys', { spec: { data } }]],
      ['one that takes all of a store', [external, 'ExternalSecret', 'mall', 'keys', { spec: { dataFrom: [rest] } }]],
      [
        'one with a template',
        [
          external,
          'ExternalSecret',
          'mall',
          'keys',
          { spec: { target: { template: { data: { TOKEN: '{{ .a }}' } } }, data: [{ secretKey: 'a' }] } },
        ],
      ],
      [
        'a ClusterExternalSecret',
        [external, 'ClusterExternalSecret', 'mall', 'other', { spec: { externalSecretSpec: { target, data } } }],
      ],
      ['a SealedSecret', ['bitnami.com/v1alpha1', 'SealedSecret', 'mall', 'keys', { spec: sealed }]],
      [
        'a SecretProviderClass',
        [
          'secrets-store.csi.x-k8s.io/v1',
          'SecretProviderClass',
          'mall',
          'other',
          { spec: { secretObjects: [{ secretName: 'keys', data: [{ key: 'TOKEN' }] }] } },
        ],
      ],
      [
        'a VaultStaticSecret',
        ['secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', 'mall', 'other', { spec: { destination: target } }],
      ],
      ['a KafkaUser', ['kafka.strimzi.io/v1', 'KafkaUser', 'mall', 'keys']],
      [
        'a BitwardenSecret',
        ['k8s.bitwarden.com/v1', 'BitwardenSecret', 'mall', 'other', { spec: { secretName: 'keys' } }],
      ],
      [
        'a resource of Crossplane',
        ['aws.upbound.io/v1', 'Bucket', 'mall', 'other', { spec: { writeConnectionSecretToRef: target } }],
      ],
    ])('of %s is right', (_, made) => {
      expect(foundWith(...made)).toEqual([]);
    });

    const KEY = 'Deployment shop in mall › pod.containers[0].env[0].valueFrom.secretKeyRef.key';
    const NAME = 'Deployment shop in mall › pod.containers[0].env[0].valueFrom.secretKeyRef.name';
    it.each<[string, Parameters<typeof object>, string]>([
      ['without the key', [external, 'ExternalSecret', 'mall', 'keys', { spec: { data: [{ secretKey: 'A' }] } }], KEY],
      [
        'whose template replaces the key',
        [external, 'ExternalSecret', 'mall', 'keys', { spec: { target: { template: { data: { A: '' } } }, data } }],
        KEY,
      ],
      [
        'without the key that is sealed',
        ['bitnami.com/v1alpha1', 'SealedSecret', 'mall', 'keys', { spec: { encryptedData: { A: '' } } }],
        KEY,
      ],
      [
        'with a certificate’s keys',
        ['cert-manager.io/v1', 'Certificate', 'mall', 'web', { spec: { secretName: 'keys' } }],
        KEY,
      ],
      ['in another namespace', ['bitnami.com/v1alpha1', 'SealedSecret', 'bank', 'keys', { spec: sealed }], NAME],
      [
        'that is only added to',
        [external, 'ExternalSecret', 'mall', 'keys', { spec: { target: { creationPolicy: 'Merge' }, data } }],
        NAME,
      ],
      ['of another group', ['example.com/v1', 'SealedSecret', 'mall', 'keys', { spec: sealed }], NAME],
    ])('%s is wrong', (_, made, field) => {
      expect(foundWith(...made)).toEqual([field]);
    });

    it('says the name that is meant', () => {
      const made = object('bitnami.com/v1alpha1', 'SealedSecret', 'mall', 'keys-staging', { spec: sealed });
      const options = { providedSecrets: [], suffix: '-staging' };
      expect(messagesOf('missing-reference', [...shopWithout('Secret keys'), made], options)).toEqual([
        expect.stringContaining('Did you mean "keys-staging"?'),
      ]);
    });
  });

  describe('to a Secret that pulls images', () => {
    const pull = (name: string) => shopWith('Deployment shop', 'pod.imagePullSecrets', [{ name }]);

    it('is a warning with its own reason: a pod starts without it', () => {
      expect(messagesOf('missing-reference', pull('registry'))).toEqual([
        'warning: There is no Secret registry in mall. Its images are pulled without credentials: those of a private registry are not pulled. Correct the name, or name it among the Secrets provided.',
      ]);
    });
    it('is right if it is provided', () => {
      const providedSecrets = [{ namespace: 'mall', name: 'registry' }];
      expect(found('missing-reference', pull('registry'), { providedSecrets })).toEqual([]);
    });
  });

  describe('of another object to a Secret, where it is known which are provided,', () => {
    const account = (name: string) => shopWith('ServiceAccount shop', 'imagePullSecrets', [{ name }]);
    const ingress = (secretName: string, annotations = {}) => [
      ...shop,
      {
        ...object('networking.k8s.io/v1', 'Ingress', 'mall', 'web', { spec: { tls: [{ secretName }] } }),
        metadata: { name: 'web', namespace: 'mall', annotations },
      },
    ];

    it('needs it to be there, as a warning', () => {
      expect(found('missing-reference', account('other'), { providedSecrets: [] })).toEqual([
        'ServiceAccount shop in mall › imagePullSecrets[0].name',
      ]);
      expect(messagesOf('missing-reference', ingress('other'), { providedSecrets: [] })).toEqual([
        expect.stringContaining(
          'warning: There is no Secret other in mall. Its controller serves another certificate.',
        ),
      ]);
    });
    it('is right if it is provided, made, or built', () => {
      expect(found('missing-reference', account('keys'), { providedSecrets: [] })).toEqual([]);
      const annotations = { 'cert-manager.io/cluster-issuer': 'ca' };
      expect(found('missing-reference', ingress('web-tls', annotations), { providedSecrets: [] })).toEqual([]);
    });
    it('is not looked for otherwise', () => {
      expect(found('missing-reference', ingress('other'))).toEqual([]);
    });
  });

  describe('of manifests without a map', () => {
    const undeclared = { connections: undefined } as object;
    const messages = (objects: readonly Parameters<typeof found>[1][number][]) =>
      messagesOf('missing-reference', objects, undeclared).map((each) => each.slice(0, each.indexOf('.') + 1));
    const secret = (name: string, more = {}) =>
      shopWith('Deployment shop', 'pod.volumes', [{ name: 'files', secret: { secretName: name, ...more } }]);
    const items = ['a', 'b'].map((key) => ({ key, path: key }));

    it('to a Secret is a warning, since others may make it, and an error where its name is misspelt', () => {
      expect(messages(secret('tls'))).toEqual(['warning: There is no Secret tls in mall.']);
      expect(messages(secret('kyes'))).toEqual(['error: There is no Secret kyes in mall.']);
    });
    it('is one finding for all the keys that are named together, and a notice where it is optional', () => {
      expect(messages(secret('tls', { items }))).toEqual(['warning: There is no Secret tls in mall.']);
      expect(messages(secret('tls', { items, optional: true }))).toEqual(['notice: There is no Secret tls in mall.']);
    });
    it('is a notice where a custom resource names it, of which an operator may make it', () => {
      const tenant = object('example.org/v1', 'Tenant', 'mall', 'main', { spec: { credentials: { secret: 'tls' } } });
      expect(messages([...secret('tls'), tenant])).toEqual(['notice: There is no Secret tls in mall.']);
      const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'mall', 'db');
      expect(messages([...secret('db-app'), cluster])).toEqual([]);
    });
    it('is one finding for all the variables of a workload', () => {
      const env = ['a', 'b'].map((key) => ({
        name: key,
        valueFrom: { secretKeyRef: { name: 'tls', key, optional: key === 'a' } },
      }));
      expect(found('missing-reference', shopWith('Deployment shop', 'pod.containers.0.env', env), undeclared)).toEqual([
        'Deployment shop in mall › pod.containers[0].env[1].valueFrom.secretKeyRef.name',
      ]);
    });
    it('is a notice where an account of the build may create it', () => {
      const rbac = 'rbac.authorization.k8s.io/v1';
      const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'create'] }];
      const operator = [
        object(rbac, 'Role', 'mall', 'certgen', { rules }),
        object(rbac, 'RoleBinding', 'mall', 'certgen', { roleRef: { kind: 'Role', name: 'certgen' } }),
      ];
      expect(messages([...secret('tls'), ...operator])).toEqual(['notice: There is no Secret tls in mall.']);
      const admin = object(rbac, 'RoleBinding', 'mall', 'a', { roleRef: { kind: 'ClusterRole', name: 'admin' } });
      expect(messages([...secret('tls'), admin])).toEqual(['notice: There is no Secret tls in mall.']);
    });
    it('to a ServiceAccount or claim is a warning, and an error where its name is misspelt', () => {
      const account = (name: string) => shopWith('Deployment shop', 'pod.serviceAccountName', name);
      expect(messages(account('of-others'))).toEqual(['warning: There is no ServiceAccount of-others in mall.']);
      expect(messages(account('shopp'))).toEqual(['error: There is no ServiceAccount shopp in mall.']);
    });
    it('to a key of a Secret without any is a warning, since others may fill it', () => {
      const problem = 'Secret keys in mall has no key "TOKEN".';
      expect(messages(shopWith('Secret keys', 'stringData', undefined))).toEqual([`warning: ${problem}`]);
      expect(messages(shopWith('Secret keys', 'stringData', { OTHER: 'x' }))).toEqual([`error: ${problem}`]);
    });
    it('to a ConfigMap is an error, since pods do not start', () => {
      const volume = { name: 'files', configMap: { name: 'other' } };
      expect(messages(shopWith('Deployment shop', 'pod.volumes', [volume]))).toEqual([
        'error: There is no ConfigMap other in mall.',
      ]);
      const trusted = { name: 'files', configMap: { name: 'istio-ca-root-cert' } };
      expect(messages(shopWith('Deployment shop', 'pod.volumes', [trusted]))).toEqual([]);
    });
  });

  it('is resolved in its own namespace', () => {
    expect(found('missing-reference', shopWith('ConfigMap settings', 'metadata.namespace', 'bank', shop))).toHaveLength(
      1,
    );
  });
});
