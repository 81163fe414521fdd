import type { TypeRule } from '../type-rule.ts';
import { binding } from './binding.ts';
import { csiDriver } from './csi-driver.ts';
import { csiNode } from './csi-node.ts';
import { customResourceDefinition } from './custom-resource-definition.ts';
import { customResourceSchema } from './custom-resource-schema.ts';
import { customResourceVersion } from './custom-resource-version.ts';
import { endpointSlice } from './endpoint-slice.ts';
import { endpoints } from './endpoints.ts';
import { event } from './event.ts';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { ingress } from './ingress.ts';
import { ingressClass } from './ingress-class.ts';
import { labelSelector } from './label-selector.ts';
import { limitRange } from './limit-range.ts';
import { node } from './node.ts';
import { nodeSelectorTerms } from './node-selector-terms.ts';
import { objectNamesOfKinds } from './object-names-of-kinds.ts';
import { persistentVolume } from './persistent-volume.ts';
import { persistentVolumeClaim } from './persistent-volume-claim.ts';
import { priorityClass } from './priority-class.ts';
import { resourceQuota } from './resource-quota.ts';
import { role } from './role.ts';
import { roleBindingSubjects } from './role-binding-subjects.ts';
import { serviceCidr } from './service-cidr.ts';
import { storageClass } from './storage-class.ts';
import { volumeAttachment } from './volume-attachment.ts';
import { volumeAttributesClass } from './volume-attributes-class.ts';

/** The rules for the values of types. The kinds that have object rules of their own are judged by those instead. */
export const typeRules: readonly TypeRule[] = [
  binding,
  csiDriver,
  csiNode,
  customResourceDefinition,
  customResourceSchema,
  customResourceVersion,
  endpointSlice,
  endpoints,
  event,
  horizontalPodAutoscaler,
  ingress,
  ingressClass,
  labelSelector,
  limitRange,
  node,
  nodeSelectorTerms,
  ...objectNamesOfKinds,
  persistentVolume,
  persistentVolumeClaim,
  priorityClass,
  resourceQuota,
  role,
  roleBindingSubjects,
  serviceCidr,
  storageClass,
  volumeAttachment,
  volumeAttributesClass,
];
