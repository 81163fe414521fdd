import type { StackRule } from '../rule.ts';
import { apiServerAccess } from './api-server-access.ts';
import { autoscaledReplicas } from './autoscaled-replicas.ts';
import { autoscalerRequest } from './autoscaler-request.ts';
import { autoscalerTarget } from './autoscaler-target.ts';
import { bareName } from './bare-name.ts';
import { blockedDrain } from './blocked-drain.ts';
import { claimedVolume } from './claimed-volume.ts';
import { declaredConnection } from './declared-connection.ts';
import { declaredRoute } from './declared-route.ts';
import { declaredScrape } from './declared-scrape.ts';
import { duplicateObject } from './duplicate-object.ts';
import { duplicateRoute } from './duplicate-route.ts';
import { exposedService } from './exposed-service.ts';
import { imageTag } from './image-tag.ts';
import { inStackAddress } from './in-stack-address.ts';
import { missingBudget } from './missing-budget.ts';
import { missingNamespace } from './missing-namespace.ts';
import { missingReference } from './missing-reference.ts';
import { monitorTarget } from './monitor-target.ts';
import { objectReference } from './object-reference.ts';
import { otherEnvironment } from './other-environment.ts';
import { outsideAddress } from './outside-address.ts';
import { overlappingWorkloads } from './overlapping-workloads.ts';
import { partlyJudgedPolicy } from './partly-judged-policy.ts';
import { placeholderValue } from './placeholder-value.ts';
import { podSecurity } from './pod-security.ts';
import { portSetting } from './port-setting.ts';
import { probePort } from './probe-port.ts';
import { referenceGrant } from './reference-grant.ts';
import { roleBinding } from './role-binding.ts';
import { roleResource } from './role-resource.ts';
import { routeBackend } from './route-backend.ts';
import { routeParent } from './route-parent.ts';
import { routeTaker } from './route-taker.ts';
import { secretInProduction } from './secret-in-production.ts';
import { serviceTargetPort } from './service-target-port.ts';
import { statefulSetPeers } from './stateful-set-peers.ts';
import { undeclaredRoute } from './undeclared-route.ts';
import { undeclaredTraffic } from './undeclared-traffic.ts';
import { unhealthyPodEviction } from './unhealthy-pod-eviction.ts';
import { unisolatedWorkload } from './unisolated-workload.ts';
import { unmatchedPeer } from './unmatched-peer.ts';
import { unmatchedSelector } from './unmatched-selector.ts';
import { unmountedVolume } from './unmounted-volume.ts';
import { unreachableAddress } from './unreachable-address.ts';
import { unusedObject } from './unused-object.ts';
import { widerThanDeclared } from './wider-than-declared.ts';

/** Every rule on the objects of one environment together. */
export const rules: readonly StackRule<string>[] = [
  duplicateObject,
  missingNamespace,
  missingReference,
  objectReference,
  claimedVolume,
  unusedObject,
  unmountedVolume,
  unmatchedSelector,
  unmatchedPeer,
  overlappingWorkloads,
  serviceTargetPort,
  routeBackend,
  routeParent,
  referenceGrant,
  duplicateRoute,
  monitorTarget,
  declaredScrape,
  autoscalerTarget,
  autoscaledReplicas,
  autoscalerRequest,
  roleBinding,
  roleResource,
  probePort,
  portSetting,
  inStackAddress,
  unreachableAddress,
  outsideAddress,
  statefulSetPeers,
  podSecurity,
  unisolatedWorkload,
  declaredConnection,
  undeclaredTraffic,
  declaredRoute,
  undeclaredRoute,
  routeTaker,
  partlyJudgedPolicy,
  widerThanDeclared,
  exposedService,
  apiServerAccess,
  otherEnvironment,
  bareName,
  blockedDrain,
  missingBudget,
  unhealthyPodEviction,
  imageTag,
  placeholderValue,
  secretInProduction,
];
