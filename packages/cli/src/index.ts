export { type JudgedStack, judgeStack } from './judge-stack.ts';
export type { Output } from './output.ts';
export type { Builds, ServiceBuild } from './read-builds.ts';
export { run } from './run.ts';
