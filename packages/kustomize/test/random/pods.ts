import fc from 'fast-check';
import { followed, followedUnique, unfollowed, unfollowedUnique } from './names.ts';
import { type Shape, shaped } from './shape.ts';
import { annotations, count, image, labels, mapOf, port, protocol, quantities, text, word } from './values.ts';

/** How pods refer to other objects: what Kustomize follows depends on the kind that makes the pods. */
interface PodReferences {
  /** To ConfigMaps and Secrets. */
  readonly data: fc.Arbitrary<string>;
  readonly claim: fc.Arbitrary<string>;
  /** To ServiceAccounts and PriorityClasses. */
  readonly unique: fc.Arbitrary<string>;
}

const FOLLOWED: PodReferences = { data: followed, claim: followed, unique: followedUnique };
const UNFOLLOWED: PodReferences = { data: unfollowed, claim: unfollowed, unique: unfollowedUnique };

/** A list whose entries differ in what tells them apart. */
export function keyedList(shape: Shape, keys: readonly string[], maxLength = 4, minLength = 0): fc.Arbitrary<unknown> {
  const selector = (entry: unknown) => JSON.stringify(keys.map((key) => (entry as Record<string, unknown>)[key]));
  return fc.uniqueArray(shaped(shape), { selector, minLength, maxLength });
}

export const envEntryOf = ({ data }: PodReferences) =>
  fc.oneof(
    shaped({ name: word, 'value?': text }),
    shaped({ name: word, valueFrom: { secretKeyRef: { name: data, key: word } } }),
    shaped({ name: word, valueFrom: { configMapKeyRef: { name: data, key: word, 'optional?': true } } }),
  );
export const envFromEntryOf = ({ data }: PodReferences) =>
  fc.oneof(shaped({ configMapRef: { name: data } }), shaped({ 'prefix?': text, secretRef: { name: data } }));
export const volumeMount = shaped({
  name: word,
  mountPath: fc.constantFrom('/a', '/b', '/c'),
  'readOnly?': fc.boolean(),
});
/** Ports of one number may differ in their protocols, of which TCP may be left out. */
export const containerPort = fc.oneof(
  shaped({ containerPort: port, 'name?': word }),
  shaped({ containerPort: port, 'name?': word, protocol }),
);

export const containerOf = (references: PodReferences) =>
  shaped({
    name: word,
    image,
    'command?': [text],
    'env?': keyedList(envEntryOf(references), ['name']),
    'envFrom?': [envFromEntryOf(references)],
    'ports?': keyedList(containerPort, ['containerPort', 'protocol'], 3),
    'volumeMounts?': keyedList(volumeMount, ['mountPath'], 3),
    'resources?': { 'requests?': quantities, 'limits?': quantities },
    'livenessProbe?': { httpGet: { port: fc.oneof(port, word), path: text } },
    'stdin?': fc.boolean(),
  });

export const claimSpecOf = (storageClass: Shape) =>
  ({
    accessModes: [fc.constant('ReadWriteOnce')],
    'resources?': { requests: quantities },
    'storageClassName?': storageClass,
  }) as const;

export const volumeOf = ({ data, claim }: PodReferences) =>
  fc.oneof(
    shaped({ name: word, emptyDir: { 'medium?': 'Memory' } }),
    shaped({ name: word, configMap: { name: data, 'optional?': fc.boolean(), 'items?': [{ key: word, path: word }] } }),
    shaped({ name: word, secret: { secretName: data } }),
    shaped({ name: word, projected: { sources: [{ 'configMap?': { name: data }, 'secret?': { name: data } }] } }),
    shaped({ name: word, persistentVolumeClaim: { claimName: claim } }),
    shaped({ name: word, image: { reference: image, 'pullPolicy?': 'Always' } }),
    shaped({ name: word, csi: { driver: 'csi.example', volumeAttributes: { secretProviderClass: unfollowed } } }),
    shaped({ name: word, ephemeral: { volumeClaimTemplate: { spec: claimSpecOf(unfollowedUnique) } } }),
  );

export const toleration = shaped({ 'key?': word, 'operator?': 'Exists' });
export const hostAlias = shaped({ ip: fc.constantFrom('10.0.0.1', '10.0.0.2'), hostnames: [word] });
export const spread = shaped({
  maxSkew: count,
  topologyKey: word,
  'whenUnsatisfiable?': 'DoNotSchedule',
  labelSelector: { matchLabels: labels },
});

/** What an edit may put into the lists of pods. */
export const container = containerOf(FOLLOWED);
export const envEntry = envEntryOf(FOLLOWED);
export const envFromEntry = envFromEntryOf(FOLLOWED);
export const volume = volumeOf(FOLLOWED);

function podSpec(references: PodReferences): Shape {
  const each = containerOf(references);
  return {
    containers: keyedList(each, ['name'], 3, 1),
    'initContainers?': keyedList(each, ['name'], 2, 1),
    'volumes?': keyedList(volumeOf(references), ['name']),
    'serviceAccountName?': references.unique,
    'imagePullSecrets?': keyedList({ name: references.data }, ['name'], 2),
    'priorityClassName?': references.unique,
    'runtimeClassName?': unfollowedUnique,
    'nodeSelector?': mapOf(text),
    'tolerations?': [toleration],
    'hostAliases?': keyedList(hostAlias, ['ip']),
    'topologySpreadConstraints?': keyedList(spread, ['topologyKey'], 2),
    'affinity?': { 'podAntiAffinity?': {} },
    'terminationGracePeriodSeconds?': count,
  };
}

export const podMetadata: Shape = { 'labels?': labels, 'annotations?': annotations };

function templateOf(references: PodReferences): Shape {
  return { 'metadata?': podMetadata, spec: podSpec(references) };
}

/** The specs of pods and their templates, by how far Kustomize follows their references. */
export const pods = {
  spec: podSpec(FOLLOWED),
  template: templateOf(FOLLOWED),
  /** Of a ReplicaSet. */
  withDataFollowed: templateOf({ ...UNFOLLOWED, data: followed }),
  /** Of a ReplicationController. */
  withoutDataFollowed: templateOf({ ...FOLLOWED, data: unfollowed }),
  /** Of custom resources. */
  unfollowed: templateOf(UNFOLLOWED),
};
