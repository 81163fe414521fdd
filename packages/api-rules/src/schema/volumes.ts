import type { TypeTable } from './table.ts';

/** Volumes, their sources, and claims. */
export const VOLUMES = {
  AWSElasticBlockStoreVolumeSource: {
    boolean: 'readOnly',
    int32: 'partition',
    string: 'fsType volumeID',
  },
  AzureDiskVolumeSource: {
    boolean: 'readOnly',
    string: 'cachingMode diskName diskURI fsType kind',
  },
  AzureFileVolumeSource: {
    boolean: 'readOnly',
    string: 'secretName shareName',
  },
  CephFSVolumeSource: {
    boolean: 'readOnly',
    string: 'path secretFile user',
    LocalObjectReference: 'secretRef',
    '[string]': 'monitors',
  },
  CinderVolumeSource: {
    boolean: 'readOnly',
    string: 'fsType volumeID',
    LocalObjectReference: 'secretRef',
  },
  ConfigMapVolumeSource: {
    boolean: 'optional',
    int32: 'defaultMode',
    string: 'name',
    '[KeyToPath]': 'items',
  },
  CSIVolumeSource: {
    boolean: 'readOnly',
    string: 'driver fsType',
    LocalObjectReference: 'nodePublishSecretRef',
    '{string}': 'volumeAttributes',
  },
  DownwardAPIVolumeSource: {
    int32: 'defaultMode',
    '[DownwardAPIVolumeFile]': 'items',
  },
  EmptyDirVolumeSource: {
    quantity: 'sizeLimit',
    string: 'medium',
  },
  EphemeralVolumeSource: {
    PersistentVolumeClaimTemplate: 'volumeClaimTemplate',
  },
  FCVolumeSource: {
    boolean: 'readOnly',
    int32: 'lun',
    string: 'fsType',
    '[string]': 'targetWWNs wwids',
  },
  FlexVolumeSource: {
    boolean: 'readOnly',
    string: 'driver fsType',
    LocalObjectReference: 'secretRef',
    '{string}': 'options',
  },
  FlockerVolumeSource: {
    string: 'datasetName datasetUUID',
  },
  GCEPersistentDiskVolumeSource: {
    boolean: 'readOnly',
    int32: 'partition',
    string: 'fsType pdName',
  },
  GitRepoVolumeSource: {
    string: 'directory repository revision',
  },
  GlusterfsVolumeSource: {
    boolean: 'readOnly',
    string: 'endpoints path',
  },
  HostPathVolumeSource: {
    string: 'path type',
  },
  ImageVolumeSource: {
    string: 'pullPolicy reference',
  },
  ISCSIVolumeSource: {
    boolean: 'chapAuthDiscovery chapAuthSession readOnly',
    int32: 'lun',
    string: 'fsType initiatorName iqn iscsiInterface targetPortal',
    LocalObjectReference: 'secretRef',
    '[string]': 'portals',
  },
  NFSVolumeSource: {
    boolean: 'readOnly',
    string: 'path server',
  },
  PersistentVolumeClaimVolumeSource: {
    boolean: 'readOnly',
    string: 'claimName',
  },
  PhotonPersistentDiskVolumeSource: {
    string: 'fsType pdID',
  },
  PortworxVolumeSource: {
    boolean: 'readOnly',
    string: 'fsType volumeID',
  },
  ProjectedVolumeSource: {
    int32: 'defaultMode',
    '[VolumeProjection]': 'sources',
  },
  VolumeProjection: {
    ClusterTrustBundleProjection: 'clusterTrustBundle',
    ConfigMapProjection: 'configMap',
    DownwardAPIProjection: 'downwardAPI',
    PodCertificateProjection: 'podCertificate',
    SecretProjection: 'secret',
    ServiceAccountTokenProjection: 'serviceAccountToken',
  },
  ClusterTrustBundleProjection: {
    boolean: 'optional',
    string: 'name path signerName',
    LabelSelector: 'labelSelector',
  },
  ConfigMapProjection: {
    boolean: 'optional',
    string: 'name',
    '[KeyToPath]': 'items',
  },
  DownwardAPIProjection: {
    '[DownwardAPIVolumeFile]': 'items',
  },
  PodCertificateProjection: {
    int32: 'maxExpirationSeconds',
    string: 'certificateChainPath credentialBundlePath keyPath keyType signerName',
    '{string}': 'userAnnotations',
  },
  SecretProjection: {
    boolean: 'optional',
    string: 'name',
    '[KeyToPath]': 'items',
  },
  ServiceAccountTokenProjection: {
    int64: 'expirationSeconds',
    string: 'audience path',
  },
  QuobyteVolumeSource: {
    boolean: 'readOnly',
    string: 'group registry tenant user volume',
  },
  RBDVolumeSource: {
    boolean: 'readOnly',
    string: 'fsType image keyring pool user',
    LocalObjectReference: 'secretRef',
    '[string]': 'monitors',
  },
  ScaleIOVolumeSource: {
    boolean: 'readOnly sslEnabled',
    string: 'fsType gateway protectionDomain storageMode storagePool system volumeName',
    LocalObjectReference: 'secretRef',
  },
  SecretVolumeSource: {
    boolean: 'optional',
    int32: 'defaultMode',
    string: 'secretName',
    '[KeyToPath]': 'items',
  },
  StorageOSVolumeSource: {
    boolean: 'readOnly',
    string: 'fsType volumeName volumeNamespace',
    LocalObjectReference: 'secretRef',
  },
  VsphereVirtualDiskVolumeSource: {
    string: 'fsType storagePolicyID storagePolicyName volumePath',
  },
  Volume: {
    string: 'name',
    AWSElasticBlockStoreVolumeSource: 'awsElasticBlockStore',
    AzureDiskVolumeSource: 'azureDisk',
    AzureFileVolumeSource: 'azureFile',
    CSIVolumeSource: 'csi',
    CephFSVolumeSource: 'cephfs',
    CinderVolumeSource: 'cinder',
    ConfigMapVolumeSource: 'configMap',
    DownwardAPIVolumeSource: 'downwardAPI',
    EmptyDirVolumeSource: 'emptyDir',
    EphemeralVolumeSource: 'ephemeral',
    FCVolumeSource: 'fc',
    FlexVolumeSource: 'flexVolume',
    FlockerVolumeSource: 'flocker',
    GCEPersistentDiskVolumeSource: 'gcePersistentDisk',
    GitRepoVolumeSource: 'gitRepo',
    GlusterfsVolumeSource: 'glusterfs',
    HostPathVolumeSource: 'hostPath',
    ISCSIVolumeSource: 'iscsi',
    ImageVolumeSource: 'image',
    NFSVolumeSource: 'nfs',
    PersistentVolumeClaimVolumeSource: 'persistentVolumeClaim',
    PhotonPersistentDiskVolumeSource: 'photonPersistentDisk',
    PortworxVolumeSource: 'portworxVolume',
    ProjectedVolumeSource: 'projected',
    QuobyteVolumeSource: 'quobyte',
    RBDVolumeSource: 'rbd',
    ScaleIOVolumeSource: 'scaleIO',
    SecretVolumeSource: 'secret',
    StorageOSVolumeSource: 'storageos',
    VsphereVirtualDiskVolumeSource: 'vsphereVolume',
  },
  KeyToPath: {
    int32: 'mode',
    string: 'key path',
  },
  DownwardAPIVolumeFile: {
    int32: 'mode',
    string: 'path',
    ObjectFieldSelector: 'fieldRef',
    ResourceFieldSelector: 'resourceFieldRef',
  },
  PersistentVolumeClaimTemplate: {
    ObjectMeta: 'metadata',
    PersistentVolumeClaimSpec: 'spec',
  },
  PersistentVolumeClaim: {
    string: 'apiVersion kind',
    ObjectMeta: 'metadata',
    PersistentVolumeClaimSpec: 'spec',
    PersistentVolumeClaimStatus: 'status',
  },
  PersistentVolumeClaimSpec: {
    string: 'storageClassName volumeAttributesClassName volumeMode volumeName',
    LabelSelector: 'selector',
    TypedLocalObjectReference: 'dataSource',
    TypedObjectReference: 'dataSourceRef',
    VolumeResourceRequirements: 'resources',
    '[string]': 'accessModes',
  },
  PersistentVolumeClaimStatus: {
    string: 'currentVolumeAttributesClassName phase',
    ModifyVolumeStatus: 'modifyVolumeStatus',
    '[PersistentVolumeClaimCondition]': 'conditions',
    '[string]': 'accessModes',
    '{quantity}': 'allocatedResources capacity',
    '{string}': 'allocatedResourceStatuses',
  },
  PersistentVolumeClaimCondition: {
    string: 'message reason status type',
    time: 'lastProbeTime lastTransitionTime',
  },
  ModifyVolumeStatus: {
    string: 'status targetVolumeAttributesClassName',
  },
  TypedLocalObjectReference: {
    string: 'apiGroup kind name',
  },
  TypedObjectReference: {
    string: 'apiGroup kind name namespace',
  },
  VolumeResourceRequirements: {
    '{quantity}': 'limits requests',
  },
} as const satisfies TypeTable;
