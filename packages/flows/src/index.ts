export { compareFlows, type FlowQuestion } from './compare.ts';
export type {
  Comparison,
  FlowCounts,
  NeverSeen,
  NotUnderstood,
  Seen,
  Undeclared,
  WouldDrop,
} from './comparison.ts';
export { type Line, linesOf, linesOfFile } from './lines.ts';
export { flowReport } from './report.ts';
