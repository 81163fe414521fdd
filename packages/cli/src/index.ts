export type { Command, Options } from './command.ts';
export { type Builds, type JudgedStack, judgeStack, type ServiceBuild } from './judge-stack.ts';
export type { Output } from './output.ts';
export { run } from './run.ts';
