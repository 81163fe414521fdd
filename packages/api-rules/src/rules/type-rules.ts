import type { TypeRule } from '../type-rule.ts';
import { accessReview } from './access-review.ts';
import { admissionRules } from './admission-rules.ts';
import { apiService } from './api-service.ts';
import { binding } from './binding.ts';
import { certificateSigningRequest } from './certificate-signing-request.ts';
import { csiDriver } from './csi-driver.ts';
import { csiNode } from './csi-node.ts';
import { customResourceDefinition } from './custom-resource-definition.ts';
import { customResourceSchema } from './custom-resource-schema.ts';
import { customResourceVersion } from './custom-resource-version.ts';
import { deviceClaim } from './device-claim.ts';
import { deviceParameters } from './device-parameters.ts';
import { endpointSlice } from './endpoint-slice.ts';
import { endpoints } from './endpoints.ts';
import { event } from './event.ts';
import { eventReport } from './event-report.ts';
import { flowSchema } from './flow-schema.ts';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { ingress } from './ingress.ts';
import { ingressClass } from './ingress-class.ts';
import { labelSelector } from './label-selector.ts';
import { limitRange } from './limit-range.ts';
import { mutatingAdmissionPolicy } from './mutating-admission-policy.ts';
import { node } from './node.ts';
import { nodeSelectorTerms } from './node-selector-terms.ts';
import { objectNamesOfKinds } from './object-names-of-kinds.ts';
import { persistentVolume } from './persistent-volume.ts';
import { persistentVolumeClaim } from './persistent-volume-claim.ts';
import { priorityClass } from './priority-class.ts';
import { priorityLevelConfiguration } from './priority-level-configuration.ts';
import { resourceClaimTemplate } from './resource-claim-template.ts';
import { resourceQuota } from './resource-quota.ts';
import { resourceSlice } from './resource-slice.ts';
import { role } from './role.ts';
import { roleBindingSubjects } from './role-binding-subjects.ts';
import { runtimeClass } from './runtime-class.ts';
import { serviceCidr } from './service-cidr.ts';
import { storageClass } from './storage-class.ts';
import { validatingAdmissionPolicy } from './validating-admission-policy.ts';
import { validatingAdmissionPolicyBinding } from './validating-admission-policy-binding.ts';
import { volumeAttachment } from './volume-attachment.ts';
import { volumeAttributesClass } from './volume-attributes-class.ts';
import { webhook } from './webhook.ts';

/** The rules for the values of types. The kinds that have object rules of their own are judged by those instead. */
export const typeRules: readonly TypeRule[] = [
  accessReview,
  admissionRules,
  apiService,
  binding,
  certificateSigningRequest,
  csiDriver,
  csiNode,
  customResourceDefinition,
  customResourceSchema,
  customResourceVersion,
  deviceClaim,
  deviceParameters,
  endpointSlice,
  endpoints,
  event,
  eventReport,
  ...flowSchema,
  horizontalPodAutoscaler,
  ingress,
  ingressClass,
  labelSelector,
  limitRange,
  ...mutatingAdmissionPolicy,
  node,
  nodeSelectorTerms,
  ...objectNamesOfKinds,
  persistentVolume,
  persistentVolumeClaim,
  priorityClass,
  priorityLevelConfiguration,
  resourceClaimTemplate,
  resourceQuota,
  resourceSlice,
  role,
  roleBindingSubjects,
  runtimeClass,
  serviceCidr,
  storageClass,
  validatingAdmissionPolicy,
  validatingAdmissionPolicyBinding,
  volumeAttachment,
  volumeAttributesClass,
  webhook,
];
