import { issuerAnnotations, POD_REFERENCES, type ReferenceField } from './reference-fields.ts';

const GATEWAY = 'gateway.networking.k8s.io';
const ROUTE_BACKEND = { to: 'beside', defaultKind: 'Service', namespaceBeside: true, portBeside: 'port' } as const;
const ISSUER = { to: 'beside', defaultKind: 'Issuer', defaultGroup: 'cert-manager.io' } as const;
const STORE = { to: 'beside', defaultKind: 'SecretStore', defaultGroup: 'external-secrets.io' } as const;
const FLUX_SOURCE = { to: 'beside', defaultGroup: 'source.toolkit.fluxcd.io', namespaceBeside: true } as const;

/**
 * The fields of common custom resources that refer to other objects, by group and kind. Names of objects that a controller
 * makes, such as `spec.secretName` of a Certificate, are left out: they refer to nothing that is applied.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/
 * @see https://cert-manager.io/docs/reference/api-docs/
 * @see https://external-secrets.io/latest/api/spec/
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 */
export const CUSTOM_RESOURCE_REFERENCES: Readonly<Record<string, readonly ReferenceField[]>> = {
  ...ofKinds(GATEWAY, ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'], routeReferences()),
  [`${GATEWAY} Gateway`]: [
    ...issuerAnnotations(),
    { path: 'spec.gatewayClassName', to: `${GATEWAY} GatewayClass` },
    { path: 'spec.infrastructure.parametersRef.name', to: 'beside' },
    { path: 'spec.listeners[].tls.certificateRefs[].name', to: 'beside', defaultKind: 'Secret', namespaceBeside: true },
    {
      path: 'spec.listeners[].tls.frontendValidation.caCertificateRefs[].name',
      to: 'beside',
      defaultKind: 'ConfigMap',
      namespaceBeside: true,
    },
  ],
  [`${GATEWAY} GatewayClass`]: [{ path: 'spec.parametersRef.name', to: 'beside', namespaceBeside: true }],
  [`${GATEWAY} BackendTLSPolicy`]: [
    { path: 'spec.targetRefs[].name', to: 'beside', defaultKind: 'Service' },
    { path: 'spec.validation.caCertificateRefs[].name', to: 'beside', defaultKind: 'ConfigMap' },
  ],
  'cert-manager.io Certificate': [
    { path: 'spec.issuerRef.name', ...ISSUER },
    { path: 'spec.keystores.jks.passwordSecretRef.name', to: 'Secret' },
    { path: 'spec.keystores.pkcs12.passwordSecretRef.name', to: 'Secret' },
  ],
  'cert-manager.io CertificateRequest': [{ path: 'spec.issuerRef.name', ...ISSUER }],
  ...ofKinds('cert-manager.io', ['Issuer', 'ClusterIssuer'], issuerReferences()),
  ...ofKinds('external-secrets.io', ['ExternalSecret', 'ClusterExternalSecret'], externalSecretReferences()),
  'external-secrets.io PushSecret': [
    { path: 'spec.secretStoreRefs[].name', ...STORE },
    { path: 'spec.selector.secret.name', to: 'Secret' },
  ],
  ...ofKinds('monitoring.coreos.com', ['ServiceMonitor'], scrapeReferences('spec.endpoints[]')),
  ...ofKinds('monitoring.coreos.com', ['PodMonitor'], scrapeReferences('spec.podMetricsEndpoints[]')),
  ...ofKinds(
    'monitoring.coreos.com',
    ['Prometheus', 'Alertmanager', 'ThanosRuler'],
    [
      { path: 'spec.serviceAccountName', to: 'ServiceAccount' },
      { path: 'spec.configSecret', to: 'Secret' },
      { path: 'spec.secrets[]', to: 'Secret' },
      { path: 'spec.configMaps[]', to: 'ConfigMap' },
      { path: 'spec.imagePullSecrets[].name', to: 'Secret' },
      { path: 'spec.alerting.alertmanagers[].name', to: 'Service', namespaceBeside: true },
    ],
  ),
  ...ofKinds(
    'keda.sh',
    ['ScaledObject', 'ScaledJob'],
    [
      { path: 'spec.scaleTargetRef.name', to: 'beside', defaultKind: 'Deployment', defaultGroup: 'apps' },
      {
        path: 'spec.triggers[].authenticationRef.name',
        to: 'beside',
        defaultKind: 'TriggerAuthentication',
        defaultGroup: 'keda.sh',
      },
    ],
  ),
  ...ofKinds(
    'keda.sh',
    ['TriggerAuthentication', 'ClusterTriggerAuthentication'],
    [
      { path: 'spec.secretTargetRef[].name', to: 'Secret' },
      { path: 'spec.configMapTargetRef[].name', to: 'ConfigMap' },
    ],
  ),
  'autoscaling.k8s.io VerticalPodAutoscaler': [{ path: 'spec.targetRef.name', to: 'beside' }],
  'snapshot.storage.k8s.io VolumeSnapshot': [
    { path: 'spec.volumeSnapshotClassName', to: 'snapshot.storage.k8s.io VolumeSnapshotClass' },
    { path: 'spec.source.persistentVolumeClaimName', to: 'PersistentVolumeClaim' },
    { path: 'spec.source.volumeSnapshotContentName', to: 'snapshot.storage.k8s.io VolumeSnapshotContent' },
  ],
  'networking.istio.io VirtualService': ['http', 'tls', 'tcp'].flatMap((protocol): readonly ReferenceField[] => [
    { path: `spec.${protocol}[].route[].destination.host`, to: 'Service' },
    { path: `spec.${protocol}[].mirror.host`, to: 'Service' },
  ]),
  'networking.istio.io DestinationRule': [{ path: 'spec.host', to: 'Service' }],
  'networking.istio.io Gateway': [{ path: 'spec.servers[].tls.credentialName', to: 'Secret' }],
  ...ofKinds(
    'traefik.io',
    ['IngressRoute', 'IngressRouteTCP'],
    [
      { path: 'spec.routes[].services[].name', to: 'Service', namespaceBeside: true, portBeside: 'port' },
      { path: 'spec.routes[].middlewares[].name', to: 'traefik.io Middleware', namespaceBeside: true },
      { path: 'spec.tls.secretName', to: 'Secret' },
    ],
  ),
  'projectcontour.io HTTPProxy': [
    { path: 'spec.routes[].services[].name', to: 'Service', portBeside: 'port' },
    { path: 'spec.virtualhost.tls.secretName', to: 'Secret' },
  ],
  ...ofKinds('sparkoperator.k8s.io', ['SparkApplication'], sparkReferences('spec')),
  ...ofKinds('sparkoperator.k8s.io', ['ScheduledSparkApplication'], sparkReferences('spec.template')),
  ...ofKinds('serving.knative.dev', ['Service', 'Configuration'], podReferences('spec.template.spec')),
  'argoproj.io Rollout': [
    ...podReferences('spec.template.spec'),
    { path: 'spec.workloadRef.name', to: 'beside' },
    ...['canary.stableService', 'canary.canaryService', 'blueGreen.activeService', 'blueGreen.previewService'].map(
      (service): ReferenceField => ({ path: `spec.strategy.${service}`, to: 'Service' }),
    ),
  ],
  'argoproj.io Application': [{ path: 'spec.project', to: 'argoproj.io AppProject' }],
  'argoproj.io ApplicationSet': [{ path: 'spec.template.spec.project', to: 'argoproj.io AppProject' }],
  ...ofKinds('apps.kruise.io', ['CloneSet', 'StatefulSet', 'DaemonSet'], podReferences('spec.template.spec')),
  'kustomize.toolkit.fluxcd.io Kustomization': [
    { path: 'spec.sourceRef.name', ...FLUX_SOURCE },
    { path: 'spec.dependsOn[].name', to: 'kustomize.toolkit.fluxcd.io Kustomization', namespaceBeside: true },
    { path: 'spec.decryption.secretRef.name', to: 'Secret' },
    { path: 'spec.serviceAccountName', to: 'ServiceAccount' },
  ],
  'helm.toolkit.fluxcd.io HelmRelease': [
    { path: 'spec.chart.spec.sourceRef.name', ...FLUX_SOURCE },
    { path: 'spec.chartRef.name', ...FLUX_SOURCE },
    { path: 'spec.dependsOn[].name', to: 'helm.toolkit.fluxcd.io HelmRelease', namespaceBeside: true },
    { path: 'spec.valuesFrom[].name', to: 'beside' },
    { path: 'spec.serviceAccountName', to: 'ServiceAccount' },
  ],
};

function ofKinds(group: string, kinds: readonly string[], fields: readonly ReferenceField[]) {
  return Object.fromEntries(kinds.map((kind) => [`${group} ${kind}`, fields]));
}

function podReferences(spec: string): readonly ReferenceField[] {
  return POD_REFERENCES.map((field) => ({ ...field, path: `${spec}.${field.path}` }));
}

function routeReferences(): readonly ReferenceField[] {
  return [
    {
      path: 'spec.parentRefs[].name',
      to: 'beside',
      defaultKind: 'Gateway',
      defaultGroup: GATEWAY,
      namespaceBeside: true,
    },
    { path: 'spec.rules[].backendRefs[].name', ...ROUTE_BACKEND },
    ...['spec.rules[].filters[]', 'spec.rules[].backendRefs[].filters[]'].flatMap(
      (filter): readonly ReferenceField[] => [
        { path: `${filter}.requestMirror.backendRef.name`, ...ROUTE_BACKEND },
        { path: `${filter}.extensionRef.name`, to: 'beside' },
      ],
    ),
  ];
}

function issuerReferences(): readonly ReferenceField[] {
  return [
    { path: 'spec.ca.secretName', to: 'Secret' },
    { path: 'spec.acme.externalAccountBinding.keySecretRef.name', to: 'Secret' },
    { path: 'spec.acme.solvers[].http01.ingress.name', to: 'networking.k8s.io Ingress' },
    { path: 'spec.vault.auth.tokenSecretRef.name', to: 'Secret' },
    { path: 'spec.vault.auth.appRole.secretRef.name', to: 'Secret' },
    { path: 'spec.vault.auth.kubernetes.secretRef.name', to: 'Secret' },
    { path: 'spec.vault.auth.kubernetes.serviceAccountRef.name', to: 'ServiceAccount' },
  ];
}

function externalSecretReferences(): readonly ReferenceField[] {
  return ['spec', 'spec.externalSecretSpec'].flatMap((spec): readonly ReferenceField[] => [
    { path: `${spec}.secretStoreRef.name`, ...STORE },
    ...['data[]', 'dataFrom[]'].flatMap((list): readonly ReferenceField[] => [
      { path: `${spec}.${list}.sourceRef.storeRef.name`, ...STORE },
      { path: `${spec}.${list}.sourceRef.generatorRef.name`, to: 'beside' },
    ]),
    { path: `${spec}.target.template.templateFrom[].configMap.name`, to: 'ConfigMap' },
    { path: `${spec}.target.template.templateFrom[].secret.name`, to: 'Secret' },
  ]);
}

/** The credentials with which Prometheus scrapes an endpoint. */
function scrapeReferences(endpoint: string): readonly ReferenceField[] {
  const secrets = [
    'basicAuth.username',
    'basicAuth.password',
    'bearerTokenSecret',
    'authorization.credentials',
    'oauth2.clientSecret',
    'oauth2.clientId.secret',
    'tlsConfig.keySecret',
    'tlsConfig.ca.secret',
    'tlsConfig.cert.secret',
  ];
  return [
    ...secrets.map((field): ReferenceField => ({ path: `${endpoint}.${field}.name`, to: 'Secret' })),
    ...['oauth2.clientId.configMap', 'tlsConfig.ca.configMap', 'tlsConfig.cert.configMap'].map(
      (field): ReferenceField => ({ path: `${endpoint}.${field}.name`, to: 'ConfigMap' }),
    ),
  ];
}

function sparkReferences(spec: string): readonly ReferenceField[] {
  return [
    ...['driver', 'executor'].flatMap((role): readonly ReferenceField[] => [
      { path: `${spec}.${role}.serviceAccount`, to: 'ServiceAccount' },
      { path: `${spec}.${role}.configMaps[].name`, to: 'ConfigMap' },
      { path: `${spec}.${role}.secrets[].name`, to: 'Secret' },
      { path: `${spec}.${role}.envFrom[].configMapRef.name`, to: 'ConfigMap' },
      { path: `${spec}.${role}.envFrom[].secretRef.name`, to: 'Secret' },
      { path: `${spec}.${role}.env[].valueFrom.configMapKeyRef.name`, to: 'ConfigMap' },
      { path: `${spec}.${role}.env[].valueFrom.secretKeyRef.name`, to: 'Secret' },
    ]),
    { path: `${spec}.sparkConfigMap`, to: 'ConfigMap' },
    { path: `${spec}.hadoopConfigMap`, to: 'ConfigMap' },
    { path: `${spec}.imagePullSecrets[]`, to: 'Secret' },
  ];
}
