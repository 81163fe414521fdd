import type { TypeRule } from '../type-rule.ts';
import { accessReview } from './access-review.ts';
import { admissionRules } from './admission-rules.ts';
import { apiService } from './api-service.ts';
import { certificateSigningRequest } from './certificate-signing-request.ts';
import { customResourceDefinition } from './custom-resource-definition.ts';
import { customResourceSchema } from './custom-resource-schema.ts';
import { customResourceVersion } from './custom-resource-version.ts';
import { deviceClaim } from './device-claim.ts';
import { deviceParameters } from './device-parameters.ts';
import { eventReport } from './event-report.ts';
import { flowSchema } from './flow-schema.ts';
import { labelSelector } from './label-selector.ts';
import { mutatingAdmissionPolicy } from './mutating-admission-policy.ts';
import { objectNamesOfExtensions } from './object-names-of-extensions.ts';
import { priorityLevelConfiguration } from './priority-level-configuration.ts';
import { resourceClaimTemplate } from './resource-claim-template.ts';
import { resourceSlice } from './resource-slice.ts';
import { runtimeClass } from './runtime-class.ts';
import { validatingAdmissionPolicy } from './validating-admission-policy.ts';
import { validatingAdmissionPolicyBinding } from './validating-admission-policy-binding.ts';
import { webhook } from './webhook.ts';

/** The rules for the values of types. The kinds that have object rules of their own are judged by those instead. */
export const typeRules: readonly TypeRule[] = [
  accessReview,
  admissionRules,
  apiService,
  certificateSigningRequest,
  customResourceDefinition,
  customResourceSchema,
  customResourceVersion,
  deviceClaim,
  deviceParameters,
  eventReport,
  ...flowSchema,
  labelSelector,
  ...mutatingAdmissionPolicy,
  objectNamesOfExtensions,
  priorityLevelConfiguration,
  resourceClaimTemplate,
  resourceSlice,
  runtimeClass,
  validatingAdmissionPolicy,
  validatingAdmissionPolicyBinding,
  webhook,
];
