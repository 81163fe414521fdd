export { checkLabels } from './check-labels.ts';
export { type RecommendedLabels, recommendedLabels } from './recommended-labels.ts';
export { type SelectorLabels, selectorLabels } from './selector-labels.ts';
