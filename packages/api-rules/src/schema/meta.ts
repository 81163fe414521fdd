import type { TypeTable } from './table.ts';

/** The types that objects share. */
export const META = {
  ObjectMeta: {
    int64: 'deletionGracePeriodSeconds generation',
    string: 'generateName name namespace resourceVersion selfLink uid',
    time: 'creationTimestamp deletionTimestamp',
    '[ManagedFieldsEntry]': 'managedFields',
    '[OwnerReference]': 'ownerReferences',
    '[string]': 'finalizers',
    '{string}': 'annotations labels',
  },
  ManagedFieldsEntry: {
    any: 'fieldsV1',
    string: 'apiVersion fieldsType manager operation subresource',
    time: 'time',
  },
  OwnerReference: {
    boolean: 'blockOwnerDeletion controller',
    string: 'apiVersion kind name uid',
  },
  LabelSelector: {
    '[LabelSelectorRequirement]': 'matchExpressions',
    '{string}': 'matchLabels',
  },
  LabelSelectorRequirement: {
    string: 'key operator',
    '[string]': 'values',
  },
  Condition: {
    int64: 'observedGeneration',
    string: 'message reason status type',
    time: 'lastTransitionTime',
  },
  LocalObjectReference: {
    string: 'name',
  },
  ObjectReference: {
    string: 'apiVersion fieldPath kind name namespace resourceVersion uid',
  },
} as const satisfies TypeTable;
