import type { Environment, Stack } from '@k8s-blocks/topology';
import type { StackInput } from '@k8s-blocks/verify';
import type { Comparison } from './comparison.ts';
import { flowContext } from './context.ts';
import type { Line } from './lines.ts';
import { Observation } from './observation.ts';

/** What flows are compared with. */
export interface FlowQuestion {
  readonly map: Stack;
  readonly environment: Environment;
  /** What is built for the environment now, of all services. */
  readonly input: StackInput;
}

/**
 * Compares flows that a cluster saw with what the map declares for it, and with what the policies that are built now let through.
 *
 * @param lines those of one log, or of several.
 */
export async function compareFlows(question: FlowQuestion, lines: AsyncIterable<Line>): Promise<Comparison> {
  const observation = new Observation(flowContext(question.map, question.environment, question.input));
  for await (const line of lines) observation.add(line);
  return observation.comparison();
}
