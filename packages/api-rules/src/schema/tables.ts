/**
 * The types of the fields of Kubernetes' own kinds, in the notation that kind-types.ts reads: from the OpenAPI documents of
 * Kubernetes 1.33, 1.34, 1.35, 1.36 (Apache-2.0), and from what an API server serves. Written by a program. To renew them:
 *
 *     node --import tsx tools/api-schemas/src/main.ts <folder of the documents>
 */
export const TABLES: Readonly<Record<string, string>> = {
  'admissionregistration/v1': `
ApplyConfiguration: string expression
AuditAnnotation: string key! valueExpression!
ExpressionWarning: string fieldRef! warning!
JSONPatch: string expression
MatchCondition: string expression! name!
MatchResources: =Equivalent|Exact matchPolicy; [NamedRuleWithOperations] excludeResourceRules resourceRules; meta/v1.LabelSelector namespaceSelector objectSelector
MutatingAdmissionPolicy: MutatingAdmissionPolicySpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
MutatingAdmissionPolicyBinding: MutatingAdmissionPolicyBindingSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
MutatingAdmissionPolicyBindingSpec: MatchResources matchResources; ParamRef paramRef; string policyName
MutatingAdmissionPolicySpec: MatchResources matchConstraints; ParamKind paramKind; [MatchCondition]@name matchConditions; [Mutation] mutations; [Variable] variables; string failurePolicy reinvocationPolicy
MutatingWebhook: =Equivalent|Exact matchPolicy; =Fail|Ignore failurePolicy; =IfNeeded|Never reinvocationPolicy; =None|NoneOnDryRun|Some|Unknown sideEffects!; WebhookClientConfig clientConfig!; [MatchCondition]@name matchConditions; [RuleWithOperations] rules; [string] admissionReviewVersions!; int32 timeoutSeconds; meta/v1.LabelSelector namespaceSelector objectSelector; string name!
MutatingWebhookConfiguration: [MutatingWebhook]@name webhooks; meta/v1.ObjectMeta metadata; string apiVersion kind
Mutation: ApplyConfiguration applyConfiguration; JSONPatch jsonPatch; string patchType!
NamedRuleWithOperations: =*|Cluster|Namespaced scope; [=*|CONNECT|CREATE|DELETE|UPDATE] operations; [string] apiGroups apiVersions resourceNames resources
ParamKind: string apiVersion kind
ParamRef: meta/v1.LabelSelector selector; string name namespace parameterNotFoundAction
RuleWithOperations: =*|Cluster|Namespaced scope; [=*|CONNECT|CREATE|DELETE|UPDATE] operations; [string] apiGroups apiVersions resources
ServiceReference: int32 port; string name! namespace! path
TypeChecking: [ExpressionWarning] expressionWarnings
ValidatingAdmissionPolicy: ValidatingAdmissionPolicySpec spec; ValidatingAdmissionPolicyStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ValidatingAdmissionPolicyBinding: ValidatingAdmissionPolicyBindingSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
ValidatingAdmissionPolicyBindingSpec: MatchResources matchResources; ParamRef paramRef; [=Audit|Deny|Warn]@ validationActions; string policyName
ValidatingAdmissionPolicySpec: =Fail|Ignore failurePolicy; MatchResources matchConstraints; ParamKind paramKind; [AuditAnnotation] auditAnnotations; [MatchCondition]@name matchConditions; [Validation] validations; [Variable]@name variables
ValidatingAdmissionPolicyStatus: TypeChecking typeChecking; [meta/v1.Condition]@type conditions; int64 observedGeneration
ValidatingWebhook: =Equivalent|Exact matchPolicy; =Fail|Ignore failurePolicy; =None|NoneOnDryRun|Some|Unknown sideEffects!; WebhookClientConfig clientConfig!; [MatchCondition]@name matchConditions; [RuleWithOperations] rules; [string] admissionReviewVersions!; int32 timeoutSeconds; meta/v1.LabelSelector namespaceSelector objectSelector; string name!
ValidatingWebhookConfiguration: [ValidatingWebhook]@name webhooks; meta/v1.ObjectMeta metadata; string apiVersion kind
Validation: string expression! message messageExpression reason
Variable: string expression! name!
WebhookClientConfig: ServiceReference service; bytes caBundle; string url
`,
  'admissionregistration/v1alpha1': `
ApplyConfiguration: string expression
JSONPatch: string expression
MatchCondition: string expression! name!
MatchResources: [NamedRuleWithOperations] excludeResourceRules resourceRules; meta/v1.LabelSelector namespaceSelector objectSelector; string matchPolicy
MutatingAdmissionPolicy: MutatingAdmissionPolicySpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
MutatingAdmissionPolicyBinding: MutatingAdmissionPolicyBindingSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
MutatingAdmissionPolicyBindingSpec: MatchResources matchResources; ParamRef paramRef; string policyName
MutatingAdmissionPolicySpec: MatchResources matchConstraints; ParamKind paramKind; [MatchCondition]@name matchConditions; [Mutation] mutations; [Variable] variables; string failurePolicy reinvocationPolicy
Mutation: ApplyConfiguration applyConfiguration; JSONPatch jsonPatch; string patchType!
NamedRuleWithOperations: [string] apiGroups apiVersions operations resourceNames resources; string scope
ParamKind: string apiVersion kind
ParamRef: meta/v1.LabelSelector selector; string name namespace parameterNotFoundAction
Variable: string expression! name!
`,
  'admissionregistration/v1beta1': `
ApplyConfiguration: string expression
AuditAnnotation: string key! valueExpression!
ExpressionWarning: string fieldRef! warning!
JSONPatch: string expression
MatchCondition: string expression! name!
MatchResources: [NamedRuleWithOperations] excludeResourceRules resourceRules; meta/v1.LabelSelector namespaceSelector objectSelector; string matchPolicy
MutatingAdmissionPolicy: MutatingAdmissionPolicySpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
MutatingAdmissionPolicyBinding: MutatingAdmissionPolicyBindingSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
MutatingAdmissionPolicyBindingSpec: MatchResources matchResources; ParamRef paramRef; string policyName
MutatingAdmissionPolicySpec: MatchResources matchConstraints; ParamKind paramKind; [MatchCondition]@name matchConditions; [Mutation] mutations; [Variable] variables; string failurePolicy reinvocationPolicy
Mutation: ApplyConfiguration applyConfiguration; JSONPatch jsonPatch; string patchType!
NamedRuleWithOperations: [string] apiGroups apiVersions operations resourceNames resources; string scope
ParamKind: string apiVersion kind
ParamRef: meta/v1.LabelSelector selector; string name namespace parameterNotFoundAction
TypeChecking: [ExpressionWarning] expressionWarnings
ValidatingAdmissionPolicy: ValidatingAdmissionPolicySpec spec; ValidatingAdmissionPolicyStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ValidatingAdmissionPolicyBinding: ValidatingAdmissionPolicyBindingSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
ValidatingAdmissionPolicyBindingSpec: MatchResources matchResources; ParamRef paramRef; [string]@ validationActions; string policyName
ValidatingAdmissionPolicySpec: MatchResources matchConstraints; ParamKind paramKind; [AuditAnnotation] auditAnnotations; [MatchCondition]@name matchConditions; [Validation] validations; [Variable]@name variables; string failurePolicy
ValidatingAdmissionPolicyStatus: TypeChecking typeChecking; [meta/v1.Condition]@type conditions; int64 observedGeneration
Validation: string expression! message messageExpression reason
Variable: string expression! name!
`,
  'apiextensions/v1': `
CustomResourceColumnDefinition: int32 priority; string description format jsonPath! name! type!
CustomResourceConversion: WebhookConversion webhook; string strategy!
CustomResourceDefinition: CustomResourceDefinitionSpec spec!; CustomResourceDefinitionStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
CustomResourceDefinitionCondition: int64 observedGeneration; string message reason status! type!; time lastTransitionTime
CustomResourceDefinitionNames: [string] categories shortNames; string kind! listKind plural! singular
CustomResourceDefinitionSpec: CustomResourceConversion conversion; CustomResourceDefinitionNames names!; [CustomResourceDefinitionVersion] versions!; boolean preserveUnknownFields; string group! scope!
CustomResourceDefinitionStatus: CustomResourceDefinitionNames acceptedNames; [CustomResourceDefinitionCondition]@type conditions; [string] storedVersions; int64 observedGeneration
CustomResourceDefinitionVersion: CustomResourceSubresources subresources; CustomResourceValidation schema; [CustomResourceColumnDefinition] additionalPrinterColumns; [SelectableField] selectableFields; boolean deprecated served! storage!; string deprecationWarning name!
CustomResourceSubresourceScale: string labelSelectorPath specReplicasPath! statusReplicasPath!
CustomResourceSubresourceStatus:
CustomResourceSubresources: CustomResourceSubresourceScale scale; CustomResourceSubresourceStatus status
CustomResourceValidation: JSONSchemaProps openAPIV3Schema
ExternalDocumentation: string description url
JSONSchemaProps: ExternalDocumentation externalDocs; JSONSchemaProps not; [JSONSchemaProps] allOf anyOf oneOf; [ValidationRule]@rule x-kubernetes-validations; [any] enum; [string] required x-kubernetes-list-map-keys; any additionalItems additionalProperties default example items; boolean exclusiveMaximum exclusiveMinimum nullable uniqueItems x-kubernetes-embedded-resource x-kubernetes-int-or-string x-kubernetes-preserve-unknown-fields; int64 maxItems maxLength maxProperties minItems minLength minProperties; number maximum minimum multipleOf; string $ref $schema description format id pattern title type x-kubernetes-list-type x-kubernetes-map-type; {JSONSchemaProps} definitions patternProperties properties; {any} dependencies
SelectableField: string jsonPath!
ServiceReference: int32 port; string name! namespace! path
ValidationRule: =FieldValueDuplicate|FieldValueForbidden|FieldValueInvalid|FieldValueRequired reason; boolean optionalOldSelf; string fieldPath message messageExpression rule!
WebhookClientConfig: ServiceReference service; bytes caBundle; string url
WebhookConversion: WebhookClientConfig clientConfig; [string] conversionReviewVersions!
`,
  'apiregistration/v1': `
APIService: APIServiceSpec spec; APIServiceStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
APIServiceCondition: string message reason status! type!; time lastTransitionTime
APIServiceSpec: ServiceReference service; boolean insecureSkipTLSVerify; bytes caBundle; int32 groupPriorityMinimum! versionPriority!; string group version
APIServiceStatus: [APIServiceCondition]@type conditions
ServiceReference: int32 port; string name namespace
`,
  'apiserverinternal/v1alpha1': `
ServerStorageVersion: [string]@ decodableVersions servedVersions; string apiServerID encodingVersion
StorageVersion: StorageVersionSpec spec; StorageVersionStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
StorageVersionCondition: int64 observedGeneration; string message! reason! status! type!; time lastTransitionTime
StorageVersionSpec:
StorageVersionStatus: [ServerStorageVersion]@apiServerID storageVersions; [StorageVersionCondition]@type conditions; string commonEncodingVersion
`,
  'apps/v1': `
ControllerRevision: any data; int64 revision!; meta/v1.ObjectMeta metadata; string apiVersion kind
DaemonSet: DaemonSetSpec spec; DaemonSetStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
DaemonSetCondition: string message reason status! type!; time lastTransitionTime
DaemonSetSpec: DaemonSetUpdateStrategy updateStrategy; core/v1.PodTemplateSpec template!; int32 minReadySeconds revisionHistoryLimit; meta/v1.LabelSelector selector!
DaemonSetStatus: [DaemonSetCondition]@type conditions; int32 collisionCount currentNumberScheduled! desiredNumberScheduled! numberAvailable numberMisscheduled! numberReady! numberUnavailable updatedNumberScheduled; int64 observedGeneration
DaemonSetUpdateStrategy: =OnDelete|RollingUpdate type; RollingUpdateDaemonSet rollingUpdate
Deployment: DeploymentSpec spec; DeploymentStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
DeploymentCondition: string message reason status! type!; time lastTransitionTime lastUpdateTime
DeploymentSpec: DeploymentStrategy strategy; boolean paused; core/v1.PodTemplateSpec template!; int32 minReadySeconds progressDeadlineSeconds replicas revisionHistoryLimit; meta/v1.LabelSelector selector!
DeploymentStatus: [DeploymentCondition]@type conditions; int32 availableReplicas collisionCount readyReplicas replicas terminatingReplicas unavailableReplicas updatedReplicas; int64 observedGeneration
DeploymentStrategy: =Recreate|RollingUpdate type; RollingUpdateDeployment rollingUpdate
ReplicaSet: ReplicaSetSpec spec; ReplicaSetStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ReplicaSetCondition: string message reason status! type!; time lastTransitionTime
ReplicaSetSpec: core/v1.PodTemplateSpec template; int32 minReadySeconds replicas; meta/v1.LabelSelector selector!
ReplicaSetStatus: [ReplicaSetCondition]@type conditions; int32 availableReplicas fullyLabeledReplicas readyReplicas replicas! terminatingReplicas; int64 observedGeneration
RollingUpdateDaemonSet: intOrString maxSurge maxUnavailable
RollingUpdateDeployment: intOrString maxSurge maxUnavailable
RollingUpdateStatefulSetStrategy: int32 partition; intOrString maxUnavailable
StatefulSet: StatefulSetSpec spec; StatefulSetStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
StatefulSetCondition: string message reason status! type!; time lastTransitionTime
StatefulSetOrdinals: int32 start
StatefulSetPersistentVolumeClaimRetentionPolicy: string whenDeleted whenScaled
StatefulSetSpec: =OrderedReady|Parallel podManagementPolicy; StatefulSetOrdinals ordinals; StatefulSetPersistentVolumeClaimRetentionPolicy persistentVolumeClaimRetentionPolicy; StatefulSetUpdateStrategy updateStrategy; [core/v1.PersistentVolumeClaim] volumeClaimTemplates; core/v1.PodTemplateSpec template!; int32 minReadySeconds replicas revisionHistoryLimit; meta/v1.LabelSelector selector!; string serviceName
StatefulSetStatus: [StatefulSetCondition]@type conditions; int32 availableReplicas collisionCount currentReplicas readyReplicas replicas! updatedReplicas; int64 observedGeneration; string currentRevision updateRevision
StatefulSetUpdateStrategy: =OnDelete|RollingUpdate type; RollingUpdateStatefulSetStrategy rollingUpdate
`,
  'authentication/v1': `
BoundObjectReference: string apiVersion kind name uid
SelfSubjectReview: SelfSubjectReviewStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
SelfSubjectReviewStatus: UserInfo userInfo
TokenRequest: TokenRequestSpec spec; TokenRequestStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
TokenRequestSpec: BoundObjectReference boundObjectRef; [string] audiences; int64 expirationSeconds
TokenRequestStatus: string token; time expirationTimestamp
TokenReview: TokenReviewSpec spec!; TokenReviewStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
TokenReviewSpec: [string] audiences; string token
TokenReviewStatus: UserInfo user; [string] audiences; boolean authenticated; string error
UserInfo: [string] groups; string uid username; {[string]} extra
`,
  'authorization/v1': `
FieldSelectorAttributes: [meta/v1.FieldSelectorRequirement] requirements; string rawSelector
LabelSelectorAttributes: [meta/v1.LabelSelectorRequirement] requirements; string rawSelector
LocalSubjectAccessReview: SubjectAccessReviewSpec spec!; SubjectAccessReviewStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
NonResourceAttributes: string path verb
NonResourceRule: [string] nonResourceURLs verbs!
ResourceAttributes: FieldSelectorAttributes fieldSelector; LabelSelectorAttributes labelSelector; string group name namespace resource subresource verb version
ResourceRule: [string] apiGroups resourceNames resources verbs!
SelfSubjectAccessReview: SelfSubjectAccessReviewSpec spec!; SubjectAccessReviewStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
SelfSubjectAccessReviewSpec: NonResourceAttributes nonResourceAttributes; ResourceAttributes resourceAttributes
SelfSubjectRulesReview: SelfSubjectRulesReviewSpec spec!; SubjectRulesReviewStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
SelfSubjectRulesReviewSpec: string namespace
SubjectAccessReview: SubjectAccessReviewSpec spec!; SubjectAccessReviewStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
SubjectAccessReviewSpec: NonResourceAttributes nonResourceAttributes; ResourceAttributes resourceAttributes; [string] groups; string uid user; {[string]} extra
SubjectAccessReviewStatus: boolean allowed! denied; string evaluationError reason
SubjectRulesReviewStatus: [NonResourceRule] nonResourceRules!; [ResourceRule] resourceRules!; boolean incomplete!; string evaluationError
`,
  'autoscaling/v1': `
CrossVersionObjectReference: string apiVersion kind! name!
HorizontalPodAutoscaler: HorizontalPodAutoscalerSpec spec; HorizontalPodAutoscalerStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
HorizontalPodAutoscalerSpec: CrossVersionObjectReference scaleTargetRef!; int32 maxReplicas! minReplicas targetCPUUtilizationPercentage
HorizontalPodAutoscalerStatus: int32 currentCPUUtilizationPercentage currentReplicas! desiredReplicas!; int64 observedGeneration; time lastScaleTime
Scale: ScaleSpec spec; ScaleStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ScaleSpec: int32 replicas
ScaleStatus: int32 replicas!; string selector
`,
  'autoscaling/v2': `
ContainerResourceMetricSource: MetricTarget target!; string container! name!
ContainerResourceMetricStatus: MetricValueStatus current!; string container! name!
CrossVersionObjectReference: string apiVersion kind! name!
ExternalMetricSource: MetricIdentifier metric!; MetricTarget target!
ExternalMetricStatus: MetricIdentifier metric!; MetricValueStatus current!
HPAScalingPolicy: int32 periodSeconds! value!; string type!
HPAScalingRules: [HPAScalingPolicy] policies; int32 stabilizationWindowSeconds; quantity tolerance; string selectPolicy
HorizontalPodAutoscaler: HorizontalPodAutoscalerSpec spec; HorizontalPodAutoscalerStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
HorizontalPodAutoscalerBehavior: HPAScalingRules scaleDown scaleUp
HorizontalPodAutoscalerCondition: string message reason status! type!; time lastTransitionTime
HorizontalPodAutoscalerSpec: CrossVersionObjectReference scaleTargetRef!; HorizontalPodAutoscalerBehavior behavior; [MetricSpec] metrics; int32 maxReplicas! minReplicas
HorizontalPodAutoscalerStatus: [HorizontalPodAutoscalerCondition]@type conditions; [MetricStatus] currentMetrics; int32 currentReplicas desiredReplicas!; int64 observedGeneration; time lastScaleTime
MetricIdentifier: meta/v1.LabelSelector selector; string name!
MetricSpec: ContainerResourceMetricSource containerResource; ExternalMetricSource external; ObjectMetricSource object; PodsMetricSource pods; ResourceMetricSource resource; string type!
MetricStatus: ContainerResourceMetricStatus containerResource; ExternalMetricStatus external; ObjectMetricStatus object; PodsMetricStatus pods; ResourceMetricStatus resource; string type!
MetricTarget: int32 averageUtilization; quantity averageValue value; string type!
MetricValueStatus: int32 averageUtilization; quantity averageValue value
ObjectMetricSource: CrossVersionObjectReference describedObject!; MetricIdentifier metric!; MetricTarget target!
ObjectMetricStatus: CrossVersionObjectReference describedObject!; MetricIdentifier metric!; MetricValueStatus current!
PodsMetricSource: MetricIdentifier metric!; MetricTarget target!
PodsMetricStatus: MetricIdentifier metric!; MetricValueStatus current!
ResourceMetricSource: MetricTarget target!; string name!
ResourceMetricStatus: MetricValueStatus current!; string name!
`,
  'batch/v1': `
CronJob: CronJobSpec spec; CronJobStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
CronJobSpec: =Allow|Forbid|Replace concurrencyPolicy; JobTemplateSpec jobTemplate!; boolean suspend; int32 failedJobsHistoryLimit successfulJobsHistoryLimit; int64 startingDeadlineSeconds; string schedule! timeZone
CronJobStatus: [core/v1.ObjectReference] active; time lastScheduleTime lastSuccessfulTime
Job: JobSpec spec; JobStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
JobCondition: string message reason status! type!; time lastProbeTime lastTransitionTime
JobSpec: =Failed|TerminatingOrFailed podReplacementPolicy; =Indexed|NonIndexed completionMode; PodFailurePolicy podFailurePolicy; SuccessPolicy successPolicy; boolean manualSelector suspend; core/v1.PodTemplateSpec template!; int32 backoffLimit backoffLimitPerIndex completions maxFailedIndexes parallelism ttlSecondsAfterFinished; int64 activeDeadlineSeconds; meta/v1.LabelSelector selector; string managedBy
JobStatus: UncountedTerminatedPods uncountedTerminatedPods; [JobCondition] conditions; int32 active failed ready succeeded terminating; string completedIndexes failedIndexes; time completionTime startTime
JobTemplateSpec: JobSpec spec; meta/v1.ObjectMeta metadata
PodFailurePolicy: [PodFailurePolicyRule] rules!
PodFailurePolicyOnExitCodesRequirement: =In|NotIn operator!; [int32]@ values!; string containerName
PodFailurePolicyOnPodConditionsPattern: string status type!
PodFailurePolicyRule: =Count|FailIndex|FailJob|Ignore action!; PodFailurePolicyOnExitCodesRequirement onExitCodes; [PodFailurePolicyOnPodConditionsPattern] onPodConditions
SuccessPolicy: [SuccessPolicyRule] rules!
SuccessPolicyRule: int32 succeededCount; string succeededIndexes
UncountedTerminatedPods: [string]@ failed succeeded
`,
  'certificates/v1': `
CertificateSigningRequest: CertificateSigningRequestSpec spec!; CertificateSigningRequestStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
CertificateSigningRequestCondition: string message reason status! type!; time lastTransitionTime lastUpdateTime
CertificateSigningRequestSpec: [=any|cert_sign|client_auth|code_signing|content_commitment|crl_sign|data_encipherment|decipher_only|digital_signature|email_protection|encipher_only|ipsec_end_system|ipsec_tunnel|ipsec_user|key_agreement|key_encipherment|microsoft_sgc|netscape_sgc|ocsp_signing|s/mime|server_auth|signing|timestamping] usages; [string] groups; bytes request!; int32 expirationSeconds; string signerName! uid username; {[string]} extra
CertificateSigningRequestStatus: [CertificateSigningRequestCondition]@type conditions; bytes certificate
`,
  'certificates/v1alpha1': `
ClusterTrustBundle: ClusterTrustBundleSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ClusterTrustBundleSpec: string signerName trustBundle!
PodCertificateRequest: PodCertificateRequestSpec spec!; PodCertificateRequestStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
PodCertificateRequestSpec: bytes pkixPublicKey! proofOfPossession!; int32 maxExpirationSeconds; string nodeName! nodeUID! podName! podUID! serviceAccountName! serviceAccountUID! signerName!
PodCertificateRequestStatus: [meta/v1.Condition]@type conditions; string certificateChain; time beginRefreshAt notAfter notBefore
`,
  'certificates/v1beta1': `
ClusterTrustBundle: ClusterTrustBundleSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ClusterTrustBundleSpec: string signerName trustBundle!
PodCertificateRequest: PodCertificateRequestSpec spec!; PodCertificateRequestStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
PodCertificateRequestSpec: bytes pkixPublicKey proofOfPossession stubPKCS10Request!; int32 maxExpirationSeconds; string nodeName! nodeUID! podName! podUID! serviceAccountName! serviceAccountUID! signerName!; {string} unverifiedUserAnnotations
PodCertificateRequestStatus: [meta/v1.Condition]@type conditions; string certificateChain; time beginRefreshAt notAfter notBefore
`,
  'coordination/v1': `
Lease: LeaseSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
LeaseSpec: int32 leaseDurationSeconds leaseTransitions; microTime acquireTime renewTime; string holderIdentity preferredHolder strategy
`,
  'coordination/v1alpha2': `
LeaseCandidate: LeaseCandidateSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
LeaseCandidateSpec: microTime pingTime renewTime; string binaryVersion! emulationVersion leaseName! strategy!
`,
  'coordination/v1beta1': `
LeaseCandidate: LeaseCandidateSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
LeaseCandidateSpec: microTime pingTime renewTime; string binaryVersion! emulationVersion leaseName! strategy!
`,
  'core/v1': `
AWSElasticBlockStoreVolumeSource: boolean readOnly; int32 partition; string fsType volumeID!
Affinity: NodeAffinity nodeAffinity; PodAffinity podAffinity; PodAntiAffinity podAntiAffinity
AppArmorProfile: =Localhost|RuntimeDefault|Unconfined type!; string localhostProfile
AttachedVolume: string devicePath! name!
AzureDiskVolumeSource: =Dedicated|Managed|Shared kind=Shared; =None|ReadOnly|ReadWrite cachingMode=ReadWrite; boolean readOnly; string diskName! diskURI! fsType=ext4
AzureFilePersistentVolumeSource: boolean readOnly; string secretName! secretNamespace shareName!
AzureFileVolumeSource: boolean readOnly; string secretName! shareName!
Binding: ObjectReference target!; meta/v1.ObjectMeta metadata; string apiVersion kind
CSIPersistentVolumeSource: SecretReference controllerExpandSecretRef controllerPublishSecretRef nodeExpandSecretRef nodePublishSecretRef nodeStageSecretRef; boolean readOnly; string driver! fsType volumeHandle!; {string} volumeAttributes
CSIVolumeSource: LocalObjectReference nodePublishSecretRef; boolean readOnly; string driver! fsType; {string} volumeAttributes
Capabilities: [string] add drop
CephFSPersistentVolumeSource: SecretReference secretRef; [string] monitors!; boolean readOnly; string path secretFile user
CephFSVolumeSource: LocalObjectReference secretRef; [string] monitors!; boolean readOnly; string path secretFile user
CinderPersistentVolumeSource: SecretReference secretRef; boolean readOnly; string fsType volumeID!
CinderVolumeSource: LocalObjectReference secretRef; boolean readOnly; string fsType volumeID!
ClientIPConfig: int32 timeoutSeconds
ClusterTrustBundleProjection: boolean optional; meta/v1.LabelSelector labelSelector; string name path! signerName
ComponentCondition: string error message status! type!
ComponentStatus: [ComponentCondition]@type conditions; meta/v1.ObjectMeta metadata; string apiVersion kind
ConfigMap: boolean immutable; meta/v1.ObjectMeta metadata; string apiVersion kind; {bytes} binaryData; {string} data
ConfigMapEnvSource: boolean optional; string name
ConfigMapKeySelector: boolean optional; string key! name
ConfigMapNodeConfigSource: string kubeletConfigKey! name! namespace! resourceVersion uid
ConfigMapProjection: [KeyToPath] items; boolean optional; string name
ConfigMapVolumeSource: [KeyToPath] items; boolean optional; int32 defaultMode; string name
Container: =Always|IfNotPresent|Never imagePullPolicy; =FallbackToLogsOnError|File terminationMessagePolicy; Lifecycle lifecycle; Probe livenessProbe readinessProbe startupProbe; ResourceRequirements resources; SecurityContext securityContext; [ContainerPort]@containerPort,protocol ports; [ContainerResizePolicy] resizePolicy; [ContainerRestartRule] restartPolicyRules; [EnvFromSource] envFrom; [EnvVar]@name env; [VolumeDevice]@devicePath volumeDevices; [VolumeMount]@mountPath volumeMounts; [string] args command; boolean stdin stdinOnce tty; string image name! restartPolicy terminationMessagePath workingDir
ContainerExtendedResourceRequest: string containerName! requestName! resourceName!
ContainerImage: [string] names; int64 sizeBytes
ContainerPort: =SCTP|TCP|UDP protocol=TCP; int32 containerPort! hostPort; string hostIP name
ContainerResizePolicy: string resourceName! restartPolicy!
ContainerRestartRule: ContainerRestartRuleOnExitCodes exitCodes; string action!
ContainerRestartRuleOnExitCodes: [int32]@ values; string operator!
ContainerState: ContainerStateRunning running; ContainerStateTerminated terminated; ContainerStateWaiting waiting
ContainerStateRunning: time startedAt
ContainerStateTerminated: int32 exitCode! signal; string containerID message reason; time finishedAt startedAt
ContainerStateWaiting: string message reason
ContainerStatus: =SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ stopSignal; ContainerState lastState state; ContainerUser user; ResourceRequirements resources; [ResourceStatus]@name allocatedResourcesStatus; [VolumeMountStatus]@mountPath volumeMounts; boolean ready! started; int32 restartCount!; string containerID image! imageID! name!; {quantity} allocatedResources
ContainerUser: LinuxContainerUser linux
DaemonEndpoint: int32 Port!
DownwardAPIProjection: [DownwardAPIVolumeFile] items
DownwardAPIVolumeFile: ObjectFieldSelector fieldRef; ResourceFieldSelector resourceFieldRef; int32 mode; string path!
DownwardAPIVolumeSource: [DownwardAPIVolumeFile] items; int32 defaultMode
EmptyDirVolumeSource: quantity sizeLimit; string medium
EndpointAddress: ObjectReference targetRef; string hostname ip! nodeName
EndpointPort: =SCTP|TCP|UDP protocol; int32 port!; string appProtocol name
EndpointSubset: [EndpointAddress] addresses notReadyAddresses; [EndpointPort] ports
Endpoints: [EndpointSubset] subsets; meta/v1.ObjectMeta metadata; string apiVersion kind
EnvFromSource: ConfigMapEnvSource configMapRef; SecretEnvSource secretRef; string prefix
EnvVar: EnvVarSource valueFrom; string name! value
EnvVarSource: ConfigMapKeySelector configMapKeyRef; FileKeySelector fileKeyRef; ObjectFieldSelector fieldRef; ResourceFieldSelector resourceFieldRef; SecretKeySelector secretKeyRef
EphemeralContainer: =Always|IfNotPresent|Never imagePullPolicy; =FallbackToLogsOnError|File terminationMessagePolicy; Lifecycle lifecycle; Probe livenessProbe readinessProbe startupProbe; ResourceRequirements resources; SecurityContext securityContext; [ContainerPort]@containerPort,protocol ports; [ContainerResizePolicy] resizePolicy; [ContainerRestartRule] restartPolicyRules; [EnvFromSource] envFrom; [EnvVar]@name env; [VolumeDevice]@devicePath volumeDevices; [VolumeMount]@mountPath volumeMounts; [string] args command; boolean stdin stdinOnce tty; string image name! restartPolicy targetContainerName terminationMessagePath workingDir
EphemeralVolumeSource: PersistentVolumeClaimTemplate volumeClaimTemplate
Event: EventSeries series; EventSource source; ObjectReference involvedObject! related; int32 count; meta/v1.ObjectMeta metadata!; microTime eventTime; string action apiVersion kind message reason reportingComponent reportingInstance type; time firstTimestamp lastTimestamp
EventSeries: int32 count; microTime lastObservedTime
EventSource: string component host
ExecAction: [string] command
FCVolumeSource: [string] targetWWNs wwids; boolean readOnly; int32 lun; string fsType
FileKeySelector: boolean optional; string key! path! volumeName!
FlexPersistentVolumeSource: SecretReference secretRef; boolean readOnly; string driver! fsType; {string} options
FlexVolumeSource: LocalObjectReference secretRef; boolean readOnly; string driver! fsType; {string} options
FlockerVolumeSource: string datasetName datasetUUID
GCEPersistentDiskVolumeSource: boolean readOnly; int32 partition; string fsType pdName!
GRPCAction: int32 port!; string service
GitRepoVolumeSource: string directory repository! revision
GlusterfsPersistentVolumeSource: boolean readOnly; string endpoints! endpointsNamespace path!
GlusterfsVolumeSource: boolean readOnly; string endpoints! path!
HTTPGetAction: =HTTP|HTTPS scheme; [HTTPHeader] httpHeaders; intOrString port!; string host path
HTTPHeader: string name! value!
HostAlias: [string] hostnames; string ip!
HostIP: string ip!
HostPathVolumeSource: =BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket type; string path!
ISCSIPersistentVolumeSource: SecretReference secretRef; [string] portals; boolean chapAuthDiscovery chapAuthSession readOnly; int32 lun!; string fsType initiatorName iqn! iscsiInterface=default targetPortal!
ISCSIVolumeSource: LocalObjectReference secretRef; [string] portals; boolean chapAuthDiscovery chapAuthSession readOnly; int32 lun!; string fsType initiatorName iqn! iscsiInterface=default targetPortal!
ImageVolumeSource: =Always|IfNotPresent|Never pullPolicy; string reference
ImageVolumeStatus: string imageRef!
KeyToPath: int32 mode; string key! path!
Lifecycle: =SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ stopSignal; LifecycleHandler postStart preStop
LifecycleHandler: ExecAction exec; HTTPGetAction httpGet; SleepAction sleep; TCPSocketAction tcpSocket
LimitRange: LimitRangeSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
LimitRangeItem: string type!; {quantity} default defaultRequest max maxLimitRequestRatio min
LimitRangeSpec: [LimitRangeItem] limits!
LinuxContainerUser: [int64] supplementalGroups; int64 gid! uid!
LoadBalancerIngress: [PortStatus] ports; string hostname ip ipMode
LoadBalancerStatus: [LoadBalancerIngress] ingress
LocalObjectReference: string name
LocalVolumeSource: string fsType path!
ModifyVolumeStatus: =InProgress|Infeasible|Pending status!; string targetVolumeAttributesClassName
NFSVolumeSource: boolean readOnly; string path! server!
Namespace: NamespaceSpec spec; NamespaceStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
NamespaceCondition: string message reason status! type!; time lastTransitionTime
NamespaceSpec: [string] finalizers
NamespaceStatus: =Active|Terminating phase; [NamespaceCondition]@type conditions
Node: NodeSpec spec; NodeStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
NodeAddress: string address! type!
NodeAffinity: NodeSelector requiredDuringSchedulingIgnoredDuringExecution; [PreferredSchedulingTerm] preferredDuringSchedulingIgnoredDuringExecution
NodeAllocatableResourceClaimStatus: [string]@ containers; string resourceClaimName!; {quantity} resources!
NodeCondition: string message reason status! type!; time lastHeartbeatTime lastTransitionTime
NodeConfigSource: ConfigMapNodeConfigSource configMap
NodeConfigStatus: NodeConfigSource active assigned lastKnownGood; string error
NodeDaemonEndpoints: DaemonEndpoint kubeletEndpoint
NodeFeatures: boolean supplementalGroupsPolicy
NodeRuntimeHandler: NodeRuntimeHandlerFeatures features; string name
NodeRuntimeHandlerFeatures: boolean recursiveReadOnlyMounts userNamespaces
NodeSelector: [NodeSelectorTerm] nodeSelectorTerms!
NodeSelectorRequirement: =DoesNotExist|Exists|Gt|In|Lt|NotIn operator!; [string] values; string key!
NodeSelectorTerm: [NodeSelectorRequirement] matchExpressions matchFields
NodeSpec: NodeConfigSource configSource; [Taint] taints; [string]@ podCIDRs; boolean unschedulable; string externalID podCIDR providerID
NodeStatus: =Pending|Running|Terminated phase; NodeConfigStatus config; NodeDaemonEndpoints daemonEndpoints; NodeFeatures features; NodeSystemInfo nodeInfo; [AttachedVolume] volumesAttached; [ContainerImage] images; [NodeAddress]@type addresses; [NodeCondition]@type conditions; [NodeRuntimeHandler] runtimeHandlers; [string] declaredFeatures volumesInUse; {quantity} allocatable capacity
NodeSwapStatus: int64 capacity
NodeSystemInfo: NodeSwapStatus swap; string architecture! bootID! containerRuntimeVersion! kernelVersion! kubeProxyVersion! kubeletVersion! machineID! operatingSystem! osImage! systemUUID!
ObjectFieldSelector: string apiVersion fieldPath!
ObjectReference: string apiVersion fieldPath kind name namespace resourceVersion uid
PersistentVolume: PersistentVolumeSpec spec; PersistentVolumeStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
PersistentVolumeClaim: PersistentVolumeClaimSpec spec; PersistentVolumeClaimStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
PersistentVolumeClaimCondition: string message reason status! type!; time lastProbeTime lastTransitionTime
PersistentVolumeClaimSpec: =Block|Filesystem volumeMode; TypedLocalObjectReference dataSource; TypedObjectReference dataSourceRef; VolumeResourceRequirements resources; [=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod] accessModes; meta/v1.LabelSelector selector; string storageClassName volumeAttributesClassName volumeName
PersistentVolumeClaimStatus: =Bound|Lost|Pending phase; ModifyVolumeStatus modifyVolumeStatus; [=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod] accessModes; [PersistentVolumeClaimCondition]@type conditions; string currentVolumeAttributesClassName; {=ControllerResizeInProgress|ControllerResizeInfeasible|NodeResizeInProgress|NodeResizeInfeasible|NodeResizePending} allocatedResourceStatuses; {quantity} allocatedResources capacity
PersistentVolumeClaimTemplate: PersistentVolumeClaimSpec spec!; meta/v1.ObjectMeta metadata
PersistentVolumeClaimVolumeSource: boolean readOnly; string claimName!
PersistentVolumeSpec: =Block|Filesystem volumeMode; =Delete|Recycle|Retain persistentVolumeReclaimPolicy; AWSElasticBlockStoreVolumeSource awsElasticBlockStore; AzureDiskVolumeSource azureDisk; AzureFilePersistentVolumeSource azureFile; CSIPersistentVolumeSource csi; CephFSPersistentVolumeSource cephfs; CinderPersistentVolumeSource cinder; FCVolumeSource fc; FlexPersistentVolumeSource flexVolume; FlockerVolumeSource flocker; GCEPersistentDiskVolumeSource gcePersistentDisk; GlusterfsPersistentVolumeSource glusterfs; HostPathVolumeSource hostPath; ISCSIPersistentVolumeSource iscsi; LocalVolumeSource local; NFSVolumeSource nfs; ObjectReference claimRef; PhotonPersistentDiskVolumeSource photonPersistentDisk; PortworxVolumeSource portworxVolume; QuobyteVolumeSource quobyte; RBDPersistentVolumeSource rbd; ScaleIOPersistentVolumeSource scaleIO; StorageOSPersistentVolumeSource storageos; VolumeNodeAffinity nodeAffinity; VsphereVirtualDiskVolumeSource vsphereVolume; [=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod] accessModes; [string] mountOptions; string storageClassName volumeAttributesClassName; {quantity} capacity
PersistentVolumeStatus: =Available|Bound|Failed|Pending|Released phase; string message reason; time lastPhaseTransitionTime
PhotonPersistentDiskVolumeSource: string fsType pdID!
Pod: PodSpec spec; PodStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
PodAffinity: [PodAffinityTerm] requiredDuringSchedulingIgnoredDuringExecution; [WeightedPodAffinityTerm] preferredDuringSchedulingIgnoredDuringExecution
PodAffinityTerm: [string] matchLabelKeys mismatchLabelKeys namespaces; meta/v1.LabelSelector labelSelector namespaceSelector; string topologyKey!
PodAntiAffinity: [PodAffinityTerm] requiredDuringSchedulingIgnoredDuringExecution; [WeightedPodAffinityTerm] preferredDuringSchedulingIgnoredDuringExecution
PodCertificateProjection: int32 maxExpirationSeconds; string certificateChainPath credentialBundlePath keyPath keyType! signerName!; {string} userAnnotations
PodCondition: int64 observedGeneration; string message reason status! type!; time lastProbeTime lastTransitionTime
PodDNSConfig: [PodDNSConfigOption] options; [string] nameservers searches
PodDNSConfigOption: string name value
PodExtendedResourceClaimStatus: [ContainerExtendedResourceRequest] requestMappings!; string resourceClaimName!
PodIP: string ip!
PodOS: string name!
PodReadinessGate: string conditionType!
PodResourceClaim: string name! resourceClaimName resourceClaimTemplateName
PodResourceClaimStatus: string name! resourceClaimName
PodSchedulingGate: string name!
PodSchedulingGroup: string podGroupName
PodSecurityContext: =Always|OnRootMismatch fsGroupChangePolicy; =Merge|Strict supplementalGroupsPolicy; AppArmorProfile appArmorProfile; SELinuxOptions seLinuxOptions; SeccompProfile seccompProfile; WindowsSecurityContextOptions windowsOptions; [Sysctl] sysctls; [int64] supplementalGroups; boolean runAsNonRoot; int64 fsGroup runAsGroup runAsUser; string seLinuxChangePolicy
PodSpec: =Always|Never|OnFailure restartPolicy; =ClusterFirst|ClusterFirstWithHostNet|Default|None dnsPolicy; =Never|PreemptLowerPriority preemptionPolicy; Affinity affinity; PodDNSConfig dnsConfig; PodOS os; PodSchedulingGroup schedulingGroup; PodSecurityContext securityContext; ResourceRequirements resources; WorkloadReference workloadRef; [Container]@name containers! initContainers; [EphemeralContainer]@name ephemeralContainers; [HostAlias]@ip hostAliases; [LocalObjectReference]@name imagePullSecrets; [PodReadinessGate] readinessGates; [PodResourceClaim]@name resourceClaims; [PodSchedulingGate]@name schedulingGates; [Toleration] tolerations; [TopologySpreadConstraint]@topologyKey,whenUnsatisfiable topologySpreadConstraints; [Volume]@name volumes; boolean automountServiceAccountToken enableServiceLinks hostIPC hostNetwork hostPID hostUsers setHostnameAsFQDN shareProcessNamespace; int32 priority; int64 activeDeadlineSeconds terminationGracePeriodSeconds; string hostname hostnameOverride nodeName priorityClassName runtimeClassName schedulerName serviceAccount serviceAccountName subdomain; {quantity} overhead; {string} nodeSelector
PodStatus: =BestEffort|Burstable|Guaranteed qosClass; =Failed|Pending|Running|Succeeded|Unknown phase; PodExtendedResourceClaimStatus extendedResourceClaimStatus; ResourceRequirements resources; [ContainerStatus] containerStatuses ephemeralContainerStatuses initContainerStatuses; [HostIP] hostIPs; [NodeAllocatableResourceClaimStatus] nodeAllocatableResourceClaimStatuses; [PodCondition]@type conditions; [PodIP]@ip podIPs; [PodResourceClaimStatus]@name resourceClaimStatuses; int64 observedGeneration; string hostIP message nominatedNodeName podIP reason resize; time startTime; {quantity} allocatedResources
PodTemplate: PodTemplateSpec template; meta/v1.ObjectMeta metadata; string apiVersion kind
PodTemplateSpec: PodSpec spec; meta/v1.ObjectMeta metadata
PortStatus: =SCTP|TCP|UDP protocol!; int32 port!; string error
PortworxVolumeSource: boolean readOnly; string fsType volumeID!
PreferredSchedulingTerm: NodeSelectorTerm preference!; int32 weight!
Probe: ExecAction exec; GRPCAction grpc; HTTPGetAction httpGet; TCPSocketAction tcpSocket; int32 failureThreshold initialDelaySeconds periodSeconds successThreshold timeoutSeconds; int64 terminationGracePeriodSeconds
ProjectedVolumeSource: [VolumeProjection] sources; int32 defaultMode
QuobyteVolumeSource: boolean readOnly; string group registry! tenant user volume!
RBDPersistentVolumeSource: SecretReference secretRef; [string] monitors!; boolean readOnly; string fsType image! keyring=/etc/ceph/keyring pool=rbd user=admin
RBDVolumeSource: LocalObjectReference secretRef; [string] monitors!; boolean readOnly; string fsType image! keyring=/etc/ceph/keyring pool=rbd user=admin
ReplicationController: ReplicationControllerSpec spec; ReplicationControllerStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ReplicationControllerCondition: string message reason status! type!; time lastTransitionTime
ReplicationControllerSpec: PodTemplateSpec template; int32 minReadySeconds replicas; {string} selector
ReplicationControllerStatus: [ReplicationControllerCondition]@type conditions; int32 availableReplicas fullyLabeledReplicas readyReplicas replicas!; int64 observedGeneration
ResourceClaim: string name! request
ResourceFieldSelector: quantity divisor; string containerName resource!
ResourceHealth: string health message resourceID!
ResourceQuota: ResourceQuotaSpec spec; ResourceQuotaStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceQuotaSpec: ScopeSelector scopeSelector; [=BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass] scopes; {quantity} hard
ResourceQuotaStatus: {quantity} hard used
ResourceRequirements: [ResourceClaim]@name claims; {quantity} limits requests
ResourceStatus: [ResourceHealth]@resourceID resources; string name!
SELinuxOptions: string level role type user
ScaleIOPersistentVolumeSource: SecretReference secretRef!; boolean readOnly sslEnabled; string fsType=xfs gateway! protectionDomain storageMode=ThinProvisioned storagePool system! volumeName
ScaleIOVolumeSource: LocalObjectReference secretRef!; boolean readOnly sslEnabled; string fsType=xfs gateway! protectionDomain storageMode=ThinProvisioned storagePool system! volumeName
ScopeSelector: [ScopedResourceSelectorRequirement] matchExpressions
ScopedResourceSelectorRequirement: =BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass scopeName!; =DoesNotExist|Exists|In|NotIn operator!; [string] values
SeccompProfile: =Localhost|RuntimeDefault|Unconfined type!; string localhostProfile
Secret: boolean immutable; meta/v1.ObjectMeta metadata; string apiVersion kind type; {bytes} data; {string} stringData
SecretEnvSource: boolean optional; string name
SecretKeySelector: boolean optional; string key! name
SecretProjection: [KeyToPath] items; boolean optional; string name
SecretReference: string name namespace
SecretVolumeSource: [KeyToPath] items; boolean optional; int32 defaultMode; string secretName
SecurityContext: =Default|Unmasked procMount; AppArmorProfile appArmorProfile; Capabilities capabilities; SELinuxOptions seLinuxOptions; SeccompProfile seccompProfile; WindowsSecurityContextOptions windowsOptions; boolean allowPrivilegeEscalation privileged readOnlyRootFilesystem runAsNonRoot; int64 runAsGroup runAsUser
Service: ServiceSpec spec; ServiceStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ServiceAccount: [LocalObjectReference] imagePullSecrets; [ObjectReference]@name secrets; boolean automountServiceAccountToken; meta/v1.ObjectMeta metadata; string apiVersion kind
ServiceAccountTokenProjection: int64 expirationSeconds; string audience path!
ServicePort: =SCTP|TCP|UDP protocol=TCP; int32 nodePort port!; intOrString targetPort; string appProtocol name
ServiceSpec: =ClientIP|None sessionAffinity; =ClusterIP|ExternalName|LoadBalancer|NodePort type; =Cluster|Local externalTrafficPolicy internalTrafficPolicy; =PreferDualStack|RequireDualStack|SingleStack ipFamilyPolicy; SessionAffinityConfig sessionAffinityConfig; [=IPv4|IPv6] ipFamilies; [ServicePort]@port,protocol ports; [string] clusterIPs externalIPs loadBalancerSourceRanges; boolean allocateLoadBalancerNodePorts publishNotReadyAddresses; int32 healthCheckNodePort; string clusterIP externalName loadBalancerClass loadBalancerIP trafficDistribution; {string} selector
ServiceStatus: LoadBalancerStatus loadBalancer; [meta/v1.Condition]@type conditions
SessionAffinityConfig: ClientIPConfig clientIP
SleepAction: int64 seconds!
StorageOSPersistentVolumeSource: ObjectReference secretRef; boolean readOnly; string fsType volumeName volumeNamespace
StorageOSVolumeSource: LocalObjectReference secretRef; boolean readOnly; string fsType volumeName volumeNamespace
Sysctl: string name! value!
TCPSocketAction: intOrString port!; string host
Taint: =NoExecute|NoSchedule|PreferNoSchedule effect!; string key! value; time timeAdded
Toleration: =Equal|Exists|Gt|Lt operator; =NoExecute|NoSchedule|PreferNoSchedule effect; int64 tolerationSeconds; string key value
TopologySelectorLabelRequirement: [string] values!; string key!
TopologySelectorTerm: [TopologySelectorLabelRequirement] matchLabelExpressions
TopologySpreadConstraint: =DoNotSchedule|ScheduleAnyway whenUnsatisfiable!; =Honor|Ignore nodeAffinityPolicy nodeTaintsPolicy; [string] matchLabelKeys; int32 maxSkew! minDomains; meta/v1.LabelSelector labelSelector; string topologyKey!
TypedLocalObjectReference: string apiGroup kind! name!
TypedObjectReference: string apiGroup kind! name! namespace
Volume: AWSElasticBlockStoreVolumeSource awsElasticBlockStore; AzureDiskVolumeSource azureDisk; AzureFileVolumeSource azureFile; CSIVolumeSource csi; CephFSVolumeSource cephfs; CinderVolumeSource cinder; ConfigMapVolumeSource configMap; DownwardAPIVolumeSource downwardAPI; EmptyDirVolumeSource emptyDir; EphemeralVolumeSource ephemeral; FCVolumeSource fc; FlexVolumeSource flexVolume; FlockerVolumeSource flocker; GCEPersistentDiskVolumeSource gcePersistentDisk; GitRepoVolumeSource gitRepo; GlusterfsVolumeSource glusterfs; HostPathVolumeSource hostPath; ISCSIVolumeSource iscsi; ImageVolumeSource image; NFSVolumeSource nfs; PersistentVolumeClaimVolumeSource persistentVolumeClaim; PhotonPersistentDiskVolumeSource photonPersistentDisk; PortworxVolumeSource portworxVolume; ProjectedVolumeSource projected; QuobyteVolumeSource quobyte; RBDVolumeSource rbd; ScaleIOVolumeSource scaleIO; SecretVolumeSource secret; StorageOSVolumeSource storageos; VsphereVirtualDiskVolumeSource vsphereVolume; string name!
VolumeDevice: string devicePath! name!
VolumeMount: =Bidirectional|HostToContainer|None mountPropagation; boolean readOnly; string mountPath! name! recursiveReadOnly subPath subPathExpr
VolumeMountStatus: VolumeStatus volumeStatus; boolean readOnly; string mountPath! name! recursiveReadOnly
VolumeNodeAffinity: NodeSelector required
VolumeProjection: ClusterTrustBundleProjection clusterTrustBundle; ConfigMapProjection configMap; DownwardAPIProjection downwardAPI; PodCertificateProjection podCertificate; SecretProjection secret; ServiceAccountTokenProjection serviceAccountToken
VolumeResourceRequirements: {quantity} limits requests
VolumeStatus: ImageVolumeStatus image
VsphereVirtualDiskVolumeSource: string fsType storagePolicyID storagePolicyName volumePath!
WeightedPodAffinityTerm: PodAffinityTerm podAffinityTerm!; int32 weight!
WindowsSecurityContextOptions: boolean hostProcess; string gmsaCredentialSpec gmsaCredentialSpecName runAsUserName
WorkloadReference: string name! podGroup! podGroupReplicaKey
`,
  'discovery/v1': `
Endpoint: EndpointConditions conditions; EndpointHints hints; [string]@ addresses!; core/v1.ObjectReference targetRef; string hostname nodeName zone; {string} deprecatedTopology
EndpointConditions: boolean ready serving terminating
EndpointHints: [ForNode] forNodes; [ForZone] forZones
EndpointPort: =SCTP|TCP|UDP protocol; int32 port; string appProtocol name
EndpointSlice: =FQDN|IPv4|IPv6 addressType!; [EndpointPort] ports; [Endpoint] endpoints; meta/v1.ObjectMeta metadata; string apiVersion kind
ForNode: string name!
ForZone: string name!
`,
  'events/v1': `
Event: EventSeries series; core/v1.EventSource deprecatedSource; core/v1.ObjectReference regarding related; int32 deprecatedCount; meta/v1.ObjectMeta metadata; microTime eventTime!; string action apiVersion kind note reason reportingController reportingInstance type; time deprecatedFirstTimestamp deprecatedLastTimestamp
EventSeries: int32 count!; microTime lastObservedTime!
`,
  'flowcontrol/v1': `
ExemptPriorityLevelConfiguration: int32 lendablePercent nominalConcurrencyShares
FlowDistinguisherMethod: string type!
FlowSchema: FlowSchemaSpec spec; FlowSchemaStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
FlowSchemaCondition: string message reason status type; time lastTransitionTime
FlowSchemaSpec: FlowDistinguisherMethod distinguisherMethod; PriorityLevelConfigurationReference priorityLevelConfiguration!; [PolicyRulesWithSubjects] rules; int32 matchingPrecedence
FlowSchemaStatus: [FlowSchemaCondition]@type conditions
GroupSubject: string name!
LimitResponse: QueuingConfiguration queuing; string type!
LimitedPriorityLevelConfiguration: LimitResponse limitResponse; int32 borrowingLimitPercent lendablePercent nominalConcurrencyShares
NonResourcePolicyRule: [string]@ nonResourceURLs! verbs!
PolicyRulesWithSubjects: [NonResourcePolicyRule] nonResourceRules; [ResourcePolicyRule] resourceRules; [Subject] subjects!
PriorityLevelConfiguration: PriorityLevelConfigurationSpec spec; PriorityLevelConfigurationStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
PriorityLevelConfigurationCondition: string message reason status type; time lastTransitionTime
PriorityLevelConfigurationReference: string name!
PriorityLevelConfigurationSpec: ExemptPriorityLevelConfiguration exempt; LimitedPriorityLevelConfiguration limited; string type!
PriorityLevelConfigurationStatus: [PriorityLevelConfigurationCondition]@type conditions
QueuingConfiguration: int32 handSize queueLengthLimit queues
ResourcePolicyRule: [string]@ apiGroups! namespaces resources! verbs!; boolean clusterScope
ServiceAccountSubject: string name! namespace!
Subject: GroupSubject group; ServiceAccountSubject serviceAccount; UserSubject user; string kind!
UserSubject: string name!
`,
  'meta/v1': `
Condition: int64 observedGeneration; string message! reason! status! type!; time lastTransitionTime!
DeleteOptions: Preconditions preconditions; [string] dryRun; boolean ignoreStoreReadErrorWithClusterBreakingPotential orphanDependents; int64 gracePeriodSeconds; string apiVersion kind propagationPolicy
FieldSelectorRequirement: [string] values; string key! operator!
GroupResource: string group! resource!
LabelSelector: [LabelSelectorRequirement] matchExpressions; {string} matchLabels
LabelSelectorRequirement: [string] values; string key! operator!
ManagedFieldsEntry: any fieldsV1; string apiVersion fieldsType manager operation subresource; time time
ObjectMeta: [ManagedFieldsEntry] managedFields; [OwnerReference]@uid ownerReferences; [string]@ finalizers; int64 deletionGracePeriodSeconds generation; string generateName name namespace resourceVersion selfLink uid; time creationTimestamp deletionTimestamp; {string} annotations labels
OwnerReference: boolean blockOwnerDeletion controller; string apiVersion! kind! name! uid!
Preconditions: string resourceVersion uid
`,
  'networking/v1': `
HTTPIngressPath: =Exact|ImplementationSpecific|Prefix pathType!; IngressBackend backend!; string path
HTTPIngressRuleValue: [HTTPIngressPath] paths!
IPAddress: IPAddressSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
IPAddressSpec: ParentReference parentRef!
IPBlock: [string] except; string cidr!
Ingress: IngressSpec spec; IngressStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
IngressBackend: IngressServiceBackend service; core/v1.TypedLocalObjectReference resource
IngressClass: IngressClassSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
IngressClassParametersReference: string apiGroup kind! name! namespace scope
IngressClassSpec: IngressClassParametersReference parameters; string controller
IngressLoadBalancerIngress: [IngressPortStatus] ports; string hostname ip
IngressLoadBalancerStatus: [IngressLoadBalancerIngress] ingress
IngressPortStatus: =SCTP|TCP|UDP protocol!; int32 port!; string error
IngressRule: HTTPIngressRuleValue http; string host
IngressServiceBackend: ServiceBackendPort port; string name!
IngressSpec: IngressBackend defaultBackend; [IngressRule] rules; [IngressTLS] tls; string ingressClassName
IngressStatus: IngressLoadBalancerStatus loadBalancer
IngressTLS: [string] hosts; string secretName
NetworkPolicy: NetworkPolicySpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
NetworkPolicyEgressRule: [NetworkPolicyPeer] to; [NetworkPolicyPort] ports
NetworkPolicyIngressRule: [NetworkPolicyPeer] from; [NetworkPolicyPort] ports
NetworkPolicyPeer: IPBlock ipBlock; meta/v1.LabelSelector namespaceSelector podSelector
NetworkPolicyPort: =SCTP|TCP|UDP protocol; int32 endPort; intOrString port
NetworkPolicySpec: [=Egress|Ingress] policyTypes; [NetworkPolicyEgressRule] egress; [NetworkPolicyIngressRule] ingress; meta/v1.LabelSelector podSelector
ParentReference: string group name! namespace resource!
ServiceBackendPort: int32 number; string name
ServiceCIDR: ServiceCIDRSpec spec; ServiceCIDRStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ServiceCIDRSpec: [string] cidrs
ServiceCIDRStatus: [meta/v1.Condition]@type conditions
`,
  'networking/v1beta1': `
IPAddress: IPAddressSpec spec; meta/v1.ObjectMeta metadata; string apiVersion kind
IPAddressSpec: ParentReference parentRef!
ParentReference: string group name! namespace resource!
ServiceCIDR: ServiceCIDRSpec spec; ServiceCIDRStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ServiceCIDRSpec: [string] cidrs
ServiceCIDRStatus: [meta/v1.Condition]@type conditions
`,
  'node/v1': `
Overhead: {quantity} podFixed
RuntimeClass: Overhead overhead; Scheduling scheduling; meta/v1.ObjectMeta metadata; string apiVersion handler! kind
Scheduling: [core/v1.Toleration] tolerations; {string} nodeSelector
`,
  'policy/v1': `
Eviction: meta/v1.DeleteOptions deleteOptions; meta/v1.ObjectMeta metadata; string apiVersion kind
PodDisruptionBudget: PodDisruptionBudgetSpec spec; PodDisruptionBudgetStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
PodDisruptionBudgetSpec: =AlwaysAllow|IfHealthyBudget unhealthyPodEvictionPolicy; intOrString maxUnavailable minAvailable; meta/v1.LabelSelector selector
PodDisruptionBudgetStatus: [meta/v1.Condition]@type conditions; int32 currentHealthy desiredHealthy disruptionsAllowed expectedPods; int64 observedGeneration; {time} disruptedPods
`,
  'rbac/v1': `
AggregationRule: [meta/v1.LabelSelector] clusterRoleSelectors
ClusterRole: AggregationRule aggregationRule; [PolicyRule] rules; meta/v1.ObjectMeta metadata; string apiVersion kind
ClusterRoleBinding: RoleRef roleRef!; [Subject] subjects; meta/v1.ObjectMeta metadata; string apiVersion kind
PolicyRule: [string] apiGroups nonResourceURLs resourceNames resources verbs!
Role: [PolicyRule] rules; meta/v1.ObjectMeta metadata; string apiVersion kind
RoleBinding: RoleRef roleRef!; [Subject] subjects; meta/v1.ObjectMeta metadata; string apiVersion kind
RoleRef: string apiGroup kind! name!
Subject: string apiGroup kind! name! namespace
`,
  'resource/v1': `
AllocatedDeviceStatus: NetworkDeviceData networkData; [meta/v1.Condition]@type conditions; any data; string device! driver! pool! shareID
AllocationResult: DeviceAllocationResult devices; core/v1.NodeSelector nodeSelector; time allocationTimestamp
CELDeviceSelector: string expression!
CapacityRequestPolicy: CapacityRequestPolicyRange validRange; [quantity] validValues; quantity default
CapacityRequestPolicyRange: quantity max min! step
CapacityRequirements: {quantity} requests
Counter: quantity value!
CounterSet: string name!; {Counter} counters!
Device: [DeviceCounterConsumption] consumesCounters; [DeviceTaint] taints; [string] bindingConditions bindingFailureConditions; boolean allNodes allowMultipleAllocations bindsToNode; core/v1.NodeSelector nodeSelector; string name! nodeName; {DeviceAttribute} attributes; {DeviceCapacity} capacity; {NodeAllocatableResourceMapping} nodeAllocatableResourceMappings
DeviceAllocationConfiguration: =FromClaim|FromClass source!; OpaqueDeviceConfiguration opaque; [string] requests
DeviceAllocationResult: [DeviceAllocationConfiguration] config; [DeviceRequestAllocationResult] results
DeviceAttribute: [boolean] bools; [int64] ints; [string] strings versions; boolean bool; int64 int; string string version
DeviceCapacity: CapacityRequestPolicy requestPolicy; quantity value!
DeviceClaim: [DeviceClaimConfiguration] config; [DeviceConstraint] constraints; [DeviceRequest] requests
DeviceClaimConfiguration: OpaqueDeviceConfiguration opaque; [string] requests
DeviceClass: DeviceClassSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
DeviceClassConfiguration: OpaqueDeviceConfiguration opaque
DeviceClassSpec: [DeviceClassConfiguration] config; [DeviceSelector] selectors; string extendedResourceName
DeviceConstraint: [string] requests; string distinctAttribute matchAttribute
DeviceCounterConsumption: string counterSet!; {Counter} counters!
DeviceRequest: ExactDeviceRequest exactly; [DeviceSubRequest] firstAvailable; string name!
DeviceRequestAllocationResult: [DeviceToleration] tolerations; [string] bindingConditions bindingFailureConditions; boolean adminAccess; string device! driver! pool! request! shareID; {quantity} consumedCapacity
DeviceSelector: CELDeviceSelector cel
DeviceSubRequest: =All|ExactCount allocationMode; CapacityRequirements capacity; [DeviceSelector] selectors; [DeviceToleration] tolerations; int64 count; string deviceClassName! name!
DeviceTaint: =NoExecute|NoSchedule|None effect!; string key! value; time timeAdded
DeviceToleration: =Equal|Exists operator=Equal; =NoExecute|NoSchedule|None effect; int64 tolerationSeconds; string key value
ExactDeviceRequest: =All|ExactCount allocationMode; CapacityRequirements capacity; [DeviceSelector] selectors; [DeviceToleration] tolerations; boolean adminAccess; int64 count; string deviceClassName!
NetworkDeviceData: [string] ips; string hardwareAddress interfaceName
NodeAllocatableResourceMapping: quantity allocationMultiplier; string capacityKey
OpaqueDeviceConfiguration: any parameters!; string driver!
ResourceClaim: ResourceClaimSpec spec!; ResourceClaimStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceClaimConsumerReference: string apiGroup name! resource! uid!
ResourceClaimSpec: DeviceClaim devices
ResourceClaimStatus: AllocationResult allocation; [AllocatedDeviceStatus]@driver,device,pool,shareID devices; [ResourceClaimConsumerReference]@uid reservedFor
ResourceClaimTemplate: ResourceClaimTemplateSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceClaimTemplateSpec: ResourceClaimSpec spec!; meta/v1.ObjectMeta metadata
ResourcePool: int64 generation! resourceSliceCount!; string name!
ResourceSlice: ResourceSliceSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceSliceSpec: ResourcePool pool!; [CounterSet] sharedCounters; [Device] devices; boolean allNodes perDeviceNodeSelection; core/v1.NodeSelector nodeSelector; string driver! nodeName
`,
  'resource/v1alpha3': `
AllocatedDeviceStatus: NetworkDeviceData networkData; [meta/v1.Condition]@type conditions; any data; string device! driver! pool!
AllocationResult: DeviceAllocationResult devices; core/v1.NodeSelector nodeSelector
BasicDevice: [DeviceCounterConsumption] consumesCounters; [DeviceTaint] taints; boolean allNodes; core/v1.NodeSelector nodeSelector; string nodeName; {DeviceAttribute} attributes; {quantity} capacity
CELDeviceSelector: string expression!
Counter: quantity value!
CounterSet: string name!; {Counter} counters!
Device: BasicDevice basic; string name!
DeviceAllocationConfiguration: OpaqueDeviceConfiguration opaque; [string] requests; string source!
DeviceAllocationResult: [DeviceAllocationConfiguration] config; [DeviceRequestAllocationResult] results
DeviceAttribute: boolean bool; int64 int; string string version
DeviceClaim: [DeviceClaimConfiguration] config; [DeviceConstraint] constraints; [DeviceRequest] requests
DeviceClaimConfiguration: OpaqueDeviceConfiguration opaque; [string] requests
DeviceClass: DeviceClassSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
DeviceClassConfiguration: OpaqueDeviceConfiguration opaque
DeviceClassSpec: [DeviceClassConfiguration] config; [DeviceSelector] selectors
DeviceConstraint: [string] requests; string matchAttribute
DeviceCounterConsumption: string counterSet!; {Counter} counters!
DeviceRequest: [DeviceSelector] selectors; [DeviceSubRequest] firstAvailable; [DeviceToleration] tolerations; boolean adminAccess; int64 count; string allocationMode deviceClassName name!
DeviceRequestAllocationResult: [DeviceToleration] tolerations; boolean adminAccess; string device! driver! pool! request!
DeviceSelector: CELDeviceSelector cel
DeviceSubRequest: [DeviceSelector] selectors; [DeviceToleration] tolerations; int64 count; string allocationMode deviceClassName! name!
DeviceTaint: string effect! key! value; time timeAdded
DeviceTaintRule: DeviceTaintRuleSpec spec!; DeviceTaintRuleStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
DeviceTaintRuleSpec: DeviceTaint taint!; DeviceTaintSelector deviceSelector
DeviceTaintRuleStatus: [meta/v1.Condition]@type conditions
DeviceTaintSelector: [DeviceSelector] selectors; string device deviceClassName driver pool
DeviceToleration: int64 tolerationSeconds; string effect key operator value
NetworkDeviceData: [string] ips; string hardwareAddress interfaceName
OpaqueDeviceConfiguration: any parameters!; string driver!
PoolStatus: int32 allocatedDevices availableDevices resourceSliceCount totalDevices unavailableDevices; int64 generation!; string driver! nodeName poolName! validationError
ResourceClaim: ResourceClaimSpec spec!; ResourceClaimStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceClaimConsumerReference: string apiGroup name! resource! uid!
ResourceClaimSpec: DeviceClaim devices
ResourceClaimStatus: AllocationResult allocation; [AllocatedDeviceStatus]@driver,device,pool devices; [ResourceClaimConsumerReference]@uid reservedFor
ResourceClaimTemplate: ResourceClaimTemplateSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceClaimTemplateSpec: ResourceClaimSpec spec!; meta/v1.ObjectMeta metadata
ResourcePool: int64 generation! resourceSliceCount!; string name!
ResourcePoolStatusRequest: ResourcePoolStatusRequestSpec spec!; ResourcePoolStatusRequestStatus status; meta/v1.ObjectMeta metadata!; string apiVersion kind
ResourcePoolStatusRequestSpec: int32 limit; string driver! poolName
ResourcePoolStatusRequestStatus: [PoolStatus] pools; [meta/v1.Condition]@type conditions; int32 poolCount!
ResourceSlice: ResourceSliceSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceSliceSpec: ResourcePool pool!; [CounterSet] sharedCounters; [Device] devices; boolean allNodes perDeviceNodeSelection; core/v1.NodeSelector nodeSelector; string driver! nodeName
`,
  'resource/v1beta1': `
AllocatedDeviceStatus: NetworkDeviceData networkData; [meta/v1.Condition]@type conditions; any data; string device! driver! pool! shareID
AllocationResult: DeviceAllocationResult devices; core/v1.NodeSelector nodeSelector; time allocationTimestamp
BasicDevice: [DeviceCounterConsumption] consumesCounters; [DeviceTaint] taints; [string] bindingConditions bindingFailureConditions; boolean allNodes allowMultipleAllocations bindsToNode; core/v1.NodeSelector nodeSelector; string nodeName; {DeviceAttribute} attributes; {DeviceCapacity} capacity; {NodeAllocatableResourceMapping} nodeAllocatableResourceMappings
CELDeviceSelector: string expression!
CapacityRequestPolicy: CapacityRequestPolicyRange validRange; [quantity] validValues; quantity default
CapacityRequestPolicyRange: quantity max min! step
CapacityRequirements: {quantity} requests
Counter: quantity value!
CounterSet: string name!; {Counter} counters!
Device: BasicDevice basic; string name!
DeviceAllocationConfiguration: OpaqueDeviceConfiguration opaque; [string] requests; string source!
DeviceAllocationResult: [DeviceAllocationConfiguration] config; [DeviceRequestAllocationResult] results
DeviceAttribute: [boolean] bools; [int64] ints; [string] strings versions; boolean bool; int64 int; string string version
DeviceCapacity: CapacityRequestPolicy requestPolicy; quantity value!
DeviceClaim: [DeviceClaimConfiguration] config; [DeviceConstraint] constraints; [DeviceRequest] requests
DeviceClaimConfiguration: OpaqueDeviceConfiguration opaque; [string] requests
DeviceClass: DeviceClassSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
DeviceClassConfiguration: OpaqueDeviceConfiguration opaque
DeviceClassSpec: [DeviceClassConfiguration] config; [DeviceSelector] selectors; string extendedResourceName
DeviceConstraint: [string] requests; string distinctAttribute matchAttribute
DeviceCounterConsumption: string counterSet!; {Counter} counters!
DeviceRequest: CapacityRequirements capacity; [DeviceSelector] selectors; [DeviceSubRequest] firstAvailable; [DeviceToleration] tolerations; boolean adminAccess; int64 count; string allocationMode deviceClassName name!
DeviceRequestAllocationResult: [DeviceToleration] tolerations; [string] bindingConditions bindingFailureConditions; boolean adminAccess; string device! driver! pool! request! shareID; {quantity} consumedCapacity
DeviceSelector: CELDeviceSelector cel
DeviceSubRequest: CapacityRequirements capacity; [DeviceSelector] selectors; [DeviceToleration] tolerations; int64 count; string allocationMode deviceClassName! name!
DeviceTaint: string effect! key! value; time timeAdded
DeviceToleration: int64 tolerationSeconds; string effect key operator value
NetworkDeviceData: [string] ips; string hardwareAddress interfaceName
NodeAllocatableResourceMapping: quantity allocationMultiplier; string capacityKey
OpaqueDeviceConfiguration: any parameters!; string driver!
ResourceClaim: ResourceClaimSpec spec!; ResourceClaimStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceClaimConsumerReference: string apiGroup name! resource! uid!
ResourceClaimSpec: DeviceClaim devices
ResourceClaimStatus: AllocationResult allocation; [AllocatedDeviceStatus]@driver,device,pool,shareID devices; [ResourceClaimConsumerReference]@uid reservedFor
ResourceClaimTemplate: ResourceClaimTemplateSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceClaimTemplateSpec: ResourceClaimSpec spec!; meta/v1.ObjectMeta metadata
ResourcePool: int64 generation! resourceSliceCount!; string name!
ResourceSlice: ResourceSliceSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceSliceSpec: ResourcePool pool!; [CounterSet] sharedCounters; [Device] devices; boolean allNodes perDeviceNodeSelection; core/v1.NodeSelector nodeSelector; string driver! nodeName
`,
  'resource/v1beta2': `
AllocatedDeviceStatus: NetworkDeviceData networkData; [meta/v1.Condition]@type conditions; any data; string device! driver! pool! shareID
AllocationResult: DeviceAllocationResult devices; core/v1.NodeSelector nodeSelector; time allocationTimestamp
CELDeviceSelector: string expression!
CapacityRequestPolicy: CapacityRequestPolicyRange validRange; [quantity] validValues; quantity default
CapacityRequestPolicyRange: quantity max min! step
CapacityRequirements: {quantity} requests
Counter: quantity value!
CounterSet: string name!; {Counter} counters!
Device: [DeviceCounterConsumption] consumesCounters; [DeviceTaint] taints; [string] bindingConditions bindingFailureConditions; boolean allNodes allowMultipleAllocations bindsToNode; core/v1.NodeSelector nodeSelector; string name! nodeName; {DeviceAttribute} attributes; {DeviceCapacity} capacity; {NodeAllocatableResourceMapping} nodeAllocatableResourceMappings
DeviceAllocationConfiguration: OpaqueDeviceConfiguration opaque; [string] requests; string source!
DeviceAllocationResult: [DeviceAllocationConfiguration] config; [DeviceRequestAllocationResult] results
DeviceAttribute: [boolean] bools; [int64] ints; [string] strings versions; boolean bool; int64 int; string string version
DeviceCapacity: CapacityRequestPolicy requestPolicy; quantity value!
DeviceClaim: [DeviceClaimConfiguration] config; [DeviceConstraint] constraints; [DeviceRequest] requests
DeviceClaimConfiguration: OpaqueDeviceConfiguration opaque; [string] requests
DeviceClass: DeviceClassSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
DeviceClassConfiguration: OpaqueDeviceConfiguration opaque
DeviceClassSpec: [DeviceClassConfiguration] config; [DeviceSelector] selectors; string extendedResourceName
DeviceConstraint: [string] requests; string distinctAttribute matchAttribute
DeviceCounterConsumption: string counterSet!; {Counter} counters!
DeviceRequest: ExactDeviceRequest exactly; [DeviceSubRequest] firstAvailable; string name!
DeviceRequestAllocationResult: [DeviceToleration] tolerations; [string] bindingConditions bindingFailureConditions; boolean adminAccess; string device! driver! pool! request! shareID; {quantity} consumedCapacity
DeviceSelector: CELDeviceSelector cel
DeviceSubRequest: CapacityRequirements capacity; [DeviceSelector] selectors; [DeviceToleration] tolerations; int64 count; string allocationMode deviceClassName! name!
DeviceTaint: string effect! key! value; time timeAdded
DeviceTaintRule: DeviceTaintRuleSpec spec!; DeviceTaintRuleStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
DeviceTaintRuleSpec: DeviceTaint taint!; DeviceTaintSelector deviceSelector
DeviceTaintRuleStatus: [meta/v1.Condition]@type conditions
DeviceTaintSelector: string device driver pool
DeviceToleration: int64 tolerationSeconds; string effect key operator value
ExactDeviceRequest: CapacityRequirements capacity; [DeviceSelector] selectors; [DeviceToleration] tolerations; boolean adminAccess; int64 count; string allocationMode deviceClassName!
NetworkDeviceData: [string] ips; string hardwareAddress interfaceName
NodeAllocatableResourceMapping: quantity allocationMultiplier; string capacityKey
OpaqueDeviceConfiguration: any parameters!; string driver!
ResourceClaim: ResourceClaimSpec spec!; ResourceClaimStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceClaimConsumerReference: string apiGroup name! resource! uid!
ResourceClaimSpec: DeviceClaim devices
ResourceClaimStatus: AllocationResult allocation; [AllocatedDeviceStatus]@driver,device,pool,shareID devices; [ResourceClaimConsumerReference]@uid reservedFor
ResourceClaimTemplate: ResourceClaimTemplateSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceClaimTemplateSpec: ResourceClaimSpec spec!; meta/v1.ObjectMeta metadata
ResourcePool: int64 generation! resourceSliceCount!; string name!
ResourceSlice: ResourceSliceSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
ResourceSliceSpec: ResourcePool pool!; [CounterSet] sharedCounters; [Device] devices; boolean allNodes perDeviceNodeSelection; core/v1.NodeSelector nodeSelector; string driver! nodeName
`,
  'scheduling/v1': `
PriorityClass: =Never|PreemptLowerPriority preemptionPolicy; boolean globalDefault; int32 value; meta/v1.ObjectMeta metadata; string apiVersion description kind
`,
  'scheduling/v1alpha1': `
BasicSchedulingPolicy:
GangSchedulingPolicy: int32 minCount!
PodGroup: PodGroupPolicy policy!; string name!
PodGroupPolicy: BasicSchedulingPolicy basic; GangSchedulingPolicy gang
TypedLocalObjectReference: string apiGroup kind! name!
Workload: WorkloadSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
WorkloadSpec: TypedLocalObjectReference controllerRef; [PodGroup]@name podGroups!
`,
  'scheduling/v1alpha2': `
BasicSchedulingPolicy:
GangSchedulingPolicy: int32 minCount!
PodGroup: PodGroupSpec spec!; PodGroupStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
PodGroupResourceClaim: string name! resourceClaimName resourceClaimTemplateName
PodGroupResourceClaimStatus: string name! resourceClaimName
PodGroupSchedulingConstraints: [TopologyConstraint] topology
PodGroupSchedulingPolicy: BasicSchedulingPolicy basic; GangSchedulingPolicy gang
PodGroupSpec: PodGroupSchedulingConstraints schedulingConstraints; PodGroupSchedulingPolicy schedulingPolicy!; PodGroupTemplateReference podGroupTemplateRef; [PodGroupResourceClaim]@name resourceClaims; int32 priority; string disruptionMode priorityClassName
PodGroupStatus: [PodGroupResourceClaimStatus]@name resourceClaimStatuses; [meta/v1.Condition]@type conditions
PodGroupTemplate: PodGroupSchedulingConstraints schedulingConstraints; PodGroupSchedulingPolicy schedulingPolicy!; [PodGroupResourceClaim]@name resourceClaims; int32 priority; string disruptionMode name! priorityClassName
PodGroupTemplateReference: WorkloadPodGroupTemplateReference workload
TopologyConstraint: string key!
TypedLocalObjectReference: string apiGroup kind! name!
Workload: WorkloadSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
WorkloadPodGroupTemplateReference: string podGroupTemplateName! workloadName!
WorkloadSpec: TypedLocalObjectReference controllerRef; [PodGroupTemplate]@name podGroupTemplates!
`,
  'storage/v1': `
CSIDriver: CSIDriverSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
CSIDriverSpec: [TokenRequest] tokenRequests; [string]@ volumeLifecycleModes; boolean attachRequired podInfoOnMount preventPodSchedulingIfMissing requiresRepublish seLinuxMount serviceAccountTokenInSecrets storageCapacity; int64 nodeAllocatableUpdatePeriodSeconds; string fsGroupPolicy
CSINode: CSINodeSpec spec!; meta/v1.ObjectMeta metadata; string apiVersion kind
CSINodeDriver: VolumeNodeResources allocatable; [string] topologyKeys; string name! nodeID!
CSINodeSpec: [CSINodeDriver]@name drivers!
CSIStorageCapacity: meta/v1.LabelSelector nodeTopology; meta/v1.ObjectMeta metadata; quantity capacity maximumVolumeSize; string apiVersion kind storageClassName!
StorageClass: =Delete|Recycle|Retain reclaimPolicy; =Immediate|WaitForFirstConsumer volumeBindingMode; [core/v1.TopologySelectorTerm] allowedTopologies; [string] mountOptions; boolean allowVolumeExpansion; meta/v1.ObjectMeta metadata; string apiVersion kind provisioner!; {string} parameters
TokenRequest: int64 expirationSeconds; string audience!
VolumeAttachment: VolumeAttachmentSpec spec!; VolumeAttachmentStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
VolumeAttachmentSource: core/v1.PersistentVolumeSpec inlineVolumeSpec; string persistentVolumeName
VolumeAttachmentSpec: VolumeAttachmentSource source!; string attacher! nodeName!
VolumeAttachmentStatus: VolumeError attachError detachError; boolean attached!; {string} attachmentMetadata
VolumeAttributesClass: meta/v1.ObjectMeta metadata; string apiVersion driverName! kind; {string} parameters
VolumeError: int32 errorCode; string message; time time
VolumeNodeResources: int32 count
`,
  'storage/v1alpha1': `
VolumeAttributesClass: meta/v1.ObjectMeta metadata; string apiVersion driverName! kind; {string} parameters
`,
  'storage/v1beta1': `
VolumeAttributesClass: meta/v1.ObjectMeta metadata; string apiVersion driverName! kind; {string} parameters
`,
  'storagemigration/v1alpha1': `
GroupVersionResource: string group resource version
MigrationCondition: string message reason status! type!; time lastUpdateTime
StorageVersionMigration: StorageVersionMigrationSpec spec; StorageVersionMigrationStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
StorageVersionMigrationSpec: GroupVersionResource resource!; string continueToken
StorageVersionMigrationStatus: [MigrationCondition]@type conditions; string resourceVersion
`,
  'storagemigration/v1beta1': `
StorageVersionMigration: StorageVersionMigrationSpec spec; StorageVersionMigrationStatus status; meta/v1.ObjectMeta metadata; string apiVersion kind
StorageVersionMigrationSpec: meta/v1.GroupResource resource!
StorageVersionMigrationStatus: [meta/v1.Condition]@type conditions; string resourceVersion
`,
  versions: `
admissionregistration/v1.MutatingAdmissionPolicy: 1.36-
admissionregistration/v1.MutatingAdmissionPolicyBinding: 1.36-
admissionregistration/v1beta1.MutatingAdmissionPolicy: 1.34-
admissionregistration/v1beta1.MutatingAdmissionPolicyBinding: 1.34-
admissionregistration/v1beta1.ValidatingAdmissionPolicy: -1.33
admissionregistration/v1beta1.ValidatingAdmissionPolicyBinding: -1.33
apiextensions/v1.CustomResourceDefinitionCondition.observedGeneration: 1.35-
apiextensions/v1.CustomResourceDefinitionStatus.observedGeneration: 1.35-
certificates/v1alpha1.PodCertificateRequest: 1.34-1.34
certificates/v1beta1.PodCertificateRequest: 1.35-
certificates/v1beta1.PodCertificateRequestSpec.stubPKCS10Request: 1.36-
core/v1.Container.restartPolicyRules: 1.34-
core/v1.EnvVarSource.fileKeyRef: 1.34-
core/v1.EphemeralContainer.restartPolicyRules: 1.34-
core/v1.NodeStatus.declaredFeatures: 1.35-
core/v1.PodCertificateProjection.userAnnotations: 1.35-
core/v1.PodSpec.hostnameOverride: 1.34-
core/v1.PodSpec.schedulingGroup: 1.36-
core/v1.PodSpec.workloadRef: 1.35-1.35
core/v1.PodStatus.allocatedResources: 1.35-
core/v1.PodStatus.extendedResourceClaimStatus: 1.34-
core/v1.PodStatus.nodeAllocatableResourceClaimStatuses: 1.36-
core/v1.PodStatus.resources: 1.35-
core/v1.ResourceHealth.message: 1.36-
core/v1.VolumeMountStatus.volumeStatus: 1.36-
core/v1.VolumeProjection.podCertificate: 1.34-
resource/v1.Device.nodeAllocatableResourceMappings: 1.36-
resource/v1.DeviceAttribute.bools: 1.36-
resource/v1.DeviceAttribute.ints: 1.36-
resource/v1.DeviceAttribute.strings: 1.36-
resource/v1.DeviceAttribute.versions: 1.36-
resource/v1.DeviceClass: 1.34-
resource/v1.ResourceClaim: 1.34-
resource/v1.ResourceClaimTemplate: 1.34-
resource/v1.ResourceSlice: 1.34-
resource/v1alpha3.DeviceClass: -1.33
resource/v1alpha3.DeviceTaintRule.status: 1.35-
resource/v1alpha3.DeviceTaintSelector.deviceClassName: -1.34
resource/v1alpha3.DeviceTaintSelector.selectors: -1.34
resource/v1alpha3.ResourceClaim: -1.33
resource/v1alpha3.ResourceClaimTemplate: -1.33
resource/v1alpha3.ResourcePoolStatusRequest: 1.36-
resource/v1alpha3.ResourceSlice: -1.33
resource/v1beta1.AllocatedDeviceStatus.shareID: 1.34-
resource/v1beta1.AllocationResult.allocationTimestamp: 1.34-
resource/v1beta1.BasicDevice.allowMultipleAllocations: 1.34-
resource/v1beta1.BasicDevice.bindingConditions: 1.34-
resource/v1beta1.BasicDevice.bindingFailureConditions: 1.34-
resource/v1beta1.BasicDevice.bindsToNode: 1.34-
resource/v1beta1.BasicDevice.nodeAllocatableResourceMappings: 1.36-
resource/v1beta1.DeviceAttribute.bools: 1.36-
resource/v1beta1.DeviceAttribute.ints: 1.36-
resource/v1beta1.DeviceAttribute.strings: 1.36-
resource/v1beta1.DeviceAttribute.versions: 1.36-
resource/v1beta1.DeviceCapacity.requestPolicy: 1.34-
resource/v1beta1.DeviceClassSpec.extendedResourceName: 1.34-
resource/v1beta1.DeviceConstraint.distinctAttribute: 1.34-
resource/v1beta1.DeviceRequest.capacity: 1.34-
resource/v1beta1.DeviceRequestAllocationResult.bindingConditions: 1.34-
resource/v1beta1.DeviceRequestAllocationResult.bindingFailureConditions: 1.34-
resource/v1beta1.DeviceRequestAllocationResult.consumedCapacity: 1.34-
resource/v1beta1.DeviceRequestAllocationResult.shareID: 1.34-
resource/v1beta1.DeviceSubRequest.capacity: 1.34-
resource/v1beta2.AllocatedDeviceStatus.shareID: 1.34-
resource/v1beta2.AllocationResult.allocationTimestamp: 1.34-
resource/v1beta2.Device.allowMultipleAllocations: 1.34-
resource/v1beta2.Device.bindingConditions: 1.34-
resource/v1beta2.Device.bindingFailureConditions: 1.34-
resource/v1beta2.Device.bindsToNode: 1.34-
resource/v1beta2.Device.nodeAllocatableResourceMappings: 1.36-
resource/v1beta2.DeviceAttribute.bools: 1.36-
resource/v1beta2.DeviceAttribute.ints: 1.36-
resource/v1beta2.DeviceAttribute.strings: 1.36-
resource/v1beta2.DeviceAttribute.versions: 1.36-
resource/v1beta2.DeviceCapacity.requestPolicy: 1.34-
resource/v1beta2.DeviceClassSpec.extendedResourceName: 1.34-
resource/v1beta2.DeviceConstraint.distinctAttribute: 1.34-
resource/v1beta2.DeviceRequestAllocationResult.bindingConditions: 1.34-
resource/v1beta2.DeviceRequestAllocationResult.bindingFailureConditions: 1.34-
resource/v1beta2.DeviceRequestAllocationResult.consumedCapacity: 1.34-
resource/v1beta2.DeviceRequestAllocationResult.shareID: 1.34-
resource/v1beta2.DeviceSubRequest.capacity: 1.34-
resource/v1beta2.DeviceTaintRule: 1.36-
resource/v1beta2.ExactDeviceRequest.capacity: 1.34-
scheduling/v1alpha1.Workload: 1.35-1.35
scheduling/v1alpha2.PodGroup: 1.36-
scheduling/v1alpha2.Workload: 1.36-
storage/v1.CSIDriverSpec.preventPodSchedulingIfMissing: 1.36-
storage/v1.CSIDriverSpec.serviceAccountTokenInSecrets: 1.35-
storage/v1.VolumeAttributesClass: 1.34-
storage/v1alpha1.VolumeAttributesClass: -1.34
storagemigration/v1alpha1.StorageVersionMigration: -1.34
storagemigration/v1beta1.StorageVersionMigration: 1.35-
`,
};
