export { type JudgedStack, judgeStack } from './judge-stack.ts';
export type { Output } from './output.ts';
export { run } from './run.ts';
export type { Builds, ServiceBuild } from './service-build.ts';
