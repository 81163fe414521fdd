export { asCompared } from './compare/as-compared.ts';
export { type CompareOptions, compareWithCluster } from './compare/compare-with-cluster.ts';
export type { ObjectComparison } from './compare/object-comparison.ts';
export { FIELD_MANAGER } from './field-manager.ts';
