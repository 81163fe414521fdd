export { asStored } from './as-stored/index.ts';
export type { BuiltObject } from './built-object.ts';
export type { ObjectChange } from './changes.ts';
export { changesReachability } from './changes-reachability.ts';
export { type BuildDifference, type Coverage, compareBuilds } from './compare-builds.ts';
export { type Consequence, EFFECTS, type Effect } from './consequence.ts';
export type { EnvironmentDifference } from './report/environment-difference.ts';
export { MAX_COMMENT_LENGTH, type MarkdownOptions, markdownReport } from './report/markdown.ts';
export { type TextOptions, textReport } from './report/text.ts';
