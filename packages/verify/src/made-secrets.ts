import { type Fields, fieldsOf, groupBy, groupOf, listOf, nonEmptyTextOf, textOf, valueAt } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

/** A Secret that an operator makes of an object of the build. */
export interface MadeSecret {
  /** The object that it is made of. */
  readonly madeOf: BuiltObject;
  /** Absent if it is made in namespaces that are not known here. */
  readonly namespace?: string;
  readonly name: string;
  /** Its keys; absent if the object does not say all of them. */
  readonly keys?: ReadonlySet<string>;
}

type Made = Omit<MadeSecret, 'madeOf'>;

/** The Secrets that an object of a kind makes. */
type Maker = (object: BuiltObject) => readonly Made[];

/** The fields of custom resources that name a Secret which an operator makes, by group and kind. */
const MAKING_BY_FIELD: ReadonlyMap<string, readonly string[]> = new Map([
  ['k8s.bitwarden.com BitwardenSecret', ['spec.secretName']],
  ['secrets.doppler.com DopplerSecret', ['spec.managedSecret.name']],
  ['secrets.infisical.com InfisicalSecret', ['spec.managedSecretReference.secretName']],
  ['spv.no AzureKeyVaultSecret', ['spec.output.secret.name']],
  ['cert-manager.io Issuer', ['spec.acme.privateKeySecretRef.name']],
  ['cert-manager.io CertificateRequest', ['spec.secretName']],
  ['databases.spotahome.com RedisFailover', ['spec.auth.secretPath']],
]);

/** What the name of a custom resource is followed by in those of the Secrets that its operator makes, by group and kind. */
const MAKING_BY_SUFFIX: ReadonlyMap<string, readonly string[]> = new Map([
  ['postgresql.cnpg.io Cluster', ['-app', '-superuser', '-ca', '-server', '-replication']],
  ['kafka.strimzi.io Kafka', ['-cluster-ca-cert', '-clients-ca-cert', '-cluster-ca', '-clients-ca']],
  ['kafka.strimzi.io KafkaUser', ['']],
  [
    'elasticsearch.k8s.elastic.co Elasticsearch',
    ['-es-elastic-user', '-es-http-certs-public', '-es-http-certs-internal'],
  ],
  ['kibana.k8s.elastic.co Kibana', ['-kb-http-certs-public', '-kb-user']],
  ['rabbitmq.com RabbitmqCluster', ['-default-user', '-erlang-cookie']],
  ['mysql.oracle.com InnoDBCluster', ['-cluster-secret', '-backup', '-privsecrets', '-router']],
  ['k8s.mariadb.com MariaDB', ['-root', '-password', '-ca-bundle']],
  ['ricoberger.de VaultSecret', ['']],
]);

/** The kinds of objects of which operators make Secrets, by group and kind. */
const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['external-secrets.io ExternalSecret', ({ fields, ...object }) => ofExternalSecret(fieldsOf(fields.spec), object)],
  ['external-secrets.io ClusterExternalSecret', ofClusterExternalSecret],
  ['bitnami.com SealedSecret', ofSealedSecret],
  ['cert-manager.io Certificate', ofCertificate],
  ['networking.k8s.io Ingress', ofIngress],
  ['secrets-store.csi.x-k8s.io SecretProviderClass', ofSecretProviderClass],
  ...['VaultStaticSecret', 'VaultDynamicSecret', 'VaultPKISecret'].map((kind): [string, Maker] => [
    `secrets.hashicorp.com ${kind}`,
    ({ fields, namespace }) => named(fieldsOf(fieldsOf(fields.spec).destination).name, namespace),
  ]),
  ['onepassword.com OnePasswordItem', ({ name, namespace }) => named(name, namespace)],
  ...[...MAKING_BY_FIELD].map(([kind, fields]): [string, Maker] => [kind, (object) => inFields(object, fields)]),
  ...[...MAKING_BY_SUFFIX].map(([kind, suffixes]): [string, Maker] => [
    kind,
    (object) => withSuffixes(object, suffixes),
  ]),
]);

/** The Secret of that name in that namespace which an operator makes of an object of the build. */
export function madeSecret(stack: BuiltStack, namespace: string | undefined, name: string): MadeSecret | undefined {
  const ofName = stack.memo(findMadeSecrets).get(name) ?? [];
  return ofName.find((each) => each.namespace === undefined || each.namespace === namespace);
}

/** Whether an operator makes a Secret of that name in some namespace of an object of the build. */
export function isMadeSecret(stack: BuiltStack, name: string): boolean {
  return stack.memo(findMadeSecrets).has(name);
}

/** The names of the Secrets that operators make in a namespace of objects of the build. */
export function madeSecretNames(stack: BuiltStack, namespace: string): readonly string[] {
  const made = [...stack.memo(findMadeSecrets).values()].flat();
  return made.filter((each) => each.namespace === namespace).map(({ name }) => name);
}

function findMadeSecrets({ objects }: BuiltStack): ReadonlyMap<string, readonly MadeSecret[]> {
  const made = objects.flatMap((object) => {
    const make = MAKERS.get(`${groupOf(object.fields.apiVersion)} ${object.kind}`);
    const secrets = [...(make === undefined ? [] : make(object)), ...ofConnection(object)];
    return secrets.map((each) => ({ madeOf: object, ...each }));
  });
  return groupBy(made, ({ name }) => [name]);
}

/**
 * By default it has the name of the ExternalSecret. Its keys are not known if some are those of the store, or are written by
 * a template elsewhere.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
function ofExternalSecret(spec: Fields, { name, namespace }: Pick<BuiltObject, 'name' | 'namespace'>): readonly Made[] {
  const target = fieldsOf(spec.target);
  // These add to a Secret that is made otherwise, or make none.
  if (['Merge', 'None'].includes(textOf(target.creationPolicy) ?? '')) return [];
  const template = fieldsOf(target.template);
  const isOpen = listOf(spec.dataFrom).length > 0 || listOf(template.templateFrom).length > 0;
  const own = listOf(spec.data).map((each) => textOf(fieldsOf(each).secretKey) ?? '');
  const templated = Object.keys(fieldsOf(template.data));
  const isReplaced = templated.length > 0 && template.mergePolicy !== 'Merge';
  const keys = [...(isReplaced ? [] : own), ...templated];
  // Keys that a template replaces are known, whatever the store holds.
  const areKnown = keys.length > 0 && (!isOpen || (isReplaced && listOf(template.templateFrom).length === 0));
  return named(nonEmptyTextOf(target.name) ?? name, namespace, areKnown ? keys : undefined);
}

/** @see https://external-secrets.io/latest/api/clusterexternalsecret/ */
function ofClusterExternalSecret({ fields, name }: BuiltObject): readonly Made[] {
  const spec = fieldsOf(fields.spec);
  const own = nonEmptyTextOf(spec.externalSecretName) ?? name;
  return ofExternalSecret(fieldsOf(spec.externalSecretSpec), { name: own });
}

/**
 * It has the name of the SealedSecret, with the sealed keys and those of its template.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets#overview
 */
function ofSealedSecret({ fields, name, namespace }: BuiltObject): readonly Made[] {
  const { encryptedData, template } = fieldsOf(fields.spec);
  const keys = [encryptedData, fieldsOf(template).data].flatMap((each) => Object.keys(fieldsOf(each)));
  return named(name, namespace, keys.length === 0 ? undefined : keys);
}

/** @see https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec */
function ofCertificate({ fields, namespace }: BuiltObject): readonly Made[] {
  const { secretName, keystores, additionalOutputFormats } = fieldsOf(fields.spec);
  const { jks, pkcs12 } = fieldsOf(keystores);
  const formats = listOf(additionalOutputFormats).map((each) => fieldsOf(each).type);
  return named(secretName, namespace, [
    ...TLS_KEYS,
    ...(jks === undefined ? [] : ['keystore.jks', 'truststore.jks']),
    ...(pkcs12 === undefined ? [] : ['keystore.p12', 'truststore.p12']),
    ...(formats.includes('CombinedPEM') ? ['tls-combined.pem'] : []),
    ...(formats.includes('DER') ? ['key.der'] : []),
  ]);
}

const TLS_KEYS = ['tls.crt', 'tls.key', 'ca.crt'];

/** cert-manager makes the certificates of an Ingress that is annotated. @see https://cert-manager.io/docs/usage/ingress/ */
function ofIngress({ fields, namespace }: BuiltObject): readonly Made[] {
  const annotations = fieldsOf(fieldsOf(fields.metadata).annotations);
  const asks = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer', 'kubernetes.io/tls-acme'];
  if (!asks.some((key) => Object.hasOwn(annotations, key))) return [];
  const tls = listOf(fieldsOf(fields.spec).tls);
  return tls.flatMap((each) => named(fieldsOf(each).secretName, namespace, TLS_KEYS));
}

/** @see https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret */
function ofSecretProviderClass({ fields, namespace }: BuiltObject): readonly Made[] {
  return listOf(fieldsOf(fields.spec).secretObjects).flatMap((each) => {
    const { secretName, data } = fieldsOf(each);
    const keys = listOf(data).map((entry) => textOf(fieldsOf(entry).key) ?? '');
    return named(secretName, namespace, keys.length === 0 ? undefined : keys);
  });
}

function inFields({ fields, namespace }: BuiltObject, paths: readonly string[]): readonly Made[] {
  return paths.flatMap((path) => named(valueAt(fields, path.split('.')), namespace));
}

function withSuffixes({ name, namespace }: BuiltObject, suffixes: readonly string[]): readonly Made[] {
  return suffixes.flatMap((suffix) => named(`${name}${suffix}`, namespace));
}

/** Any custom resource of Crossplane names the Secret in which its connection is written. */
function ofConnection({ fields, namespace }: BuiltObject): readonly Made[] {
  const { name, namespace: within } = fieldsOf(fieldsOf(fields.spec).writeConnectionSecretToRef);
  return named(name, nonEmptyTextOf(within) ?? namespace);
}

function named(name: unknown, namespace: string | undefined, keys?: readonly string[]): readonly Made[] {
  const text = nonEmptyTextOf(name);
  if (text === undefined) return [];
  const location = namespace === undefined ? {} : { namespace };
  return [{ name: text, ...location, ...(keys === undefined ? {} : { keys: new Set(keys) }) }];
}
