import { RANGES_OF_EXTENSIONS } from './number-ranges-of-extensions.ts';

/**
 * The least and the greatest number that a real API server of Kubernetes 1.35 takes in a field, whatever else the object says.
 * Fields are named as in field-values-measured.ts.
 */
export const NUMBER_RANGES: ReadonlyMap<string, readonly [least: number, greatest: number]> = new Map(
  Object.entries({
    ...RANGES_OF_EXTENSIONS,
    'autoscaling/v1.HorizontalPodAutoscalerSpec.maxReplicas': [1, Infinity],
    'autoscaling/v1.HorizontalPodAutoscalerSpec.minReplicas': [1, Infinity],
    'autoscaling/v1.HorizontalPodAutoscalerSpec.targetCPUUtilizationPercentage': [1, Infinity],
    'autoscaling/v2.HPAScalingPolicy.periodSeconds': [1, 1800],
    'autoscaling/v2.HPAScalingPolicy.value': [1, Infinity],
    'autoscaling/v2.HPAScalingRules.stabilizationWindowSeconds': [0, 3600],
    'autoscaling/v2.HorizontalPodAutoscalerSpec.maxReplicas': [1, Infinity],
    'autoscaling/v2.HorizontalPodAutoscalerSpec.minReplicas': [1, Infinity],
    'autoscaling/v2.MetricTarget.averageUtilization': [1, Infinity],
    'coordination/v1.LeaseSpec.leaseDurationSeconds': [1, Infinity],
    'coordination/v1.LeaseSpec.leaseTransitions': [0, Infinity],
    'core/v1.AWSElasticBlockStoreVolumeSource.partition': [0, 255],
    'core/v1.EndpointPort.port': [1, 65_535],
    'core/v1.FCVolumeSource.lun': [0, 255],
    'core/v1.GCEPersistentDiskVolumeSource.partition': [0, 255],
    'core/v1.ISCSIPersistentVolumeSource.lun': [0, 255],
    'networking/v1.ServiceBackendPort.number': [0, 65_535],
    'storage/v1.CSIDriverSpec.nodeAllocatableUpdatePeriodSeconds': [10, Infinity],
    'storage/v1.TokenRequest.expirationSeconds': [600, 2 ** 32],
    'storage/v1.VolumeNodeResources.count': [0, Infinity],
  }),
);
