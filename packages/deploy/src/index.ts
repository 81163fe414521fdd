export { asCompared } from './compare/as-compared.ts';
export { type CompareOptions, compareWithCluster } from './compare/compare-with-cluster.ts';
export type { ObjectComparison } from './compare/object-comparison.ts';
export { FIELD_MANAGER } from './field-manager.ts';
export { type ApplySet, applySetOf, type DeployedStack, formatService, PART_OF_LABEL } from './inventory/apply-set.ts';
export { type Inventory, openInventory } from './inventory/inventory.ts';
export { type LeftOverOptions, leftOver } from './inventory/left-over.ts';
export type { Member, Membership } from './inventory/list-members.ts';
export { type KeptMember, type Pruned, type PruneOptions, planPrune, prune } from './inventory/prune.ts';
