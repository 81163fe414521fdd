import { type Problem, Refusal } from '@k8s-blocks/refusal';

/**
 * What a rule threw, as problems to show: of a refusal its own; of anything else its message and the first place in its trace, since whoever
 * wrote the rule has to find it, and is not helped by the frames of this program.
 */
export function problemsOfThrown(error: unknown): readonly Problem[] {
  if (error instanceof Refusal) return error.problems;
  const place = error instanceof Error ? firstPlace(error) : undefined;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : `a value: ${String(error)}`;
  return [
    {
      ...(place === undefined ? {} : { file: place }),
      problem: `It threw ${what}`,
      remedy: 'Correct the rule. What a build need not have is undefined.',
    },
  ];
}

/** Where an error was made, as V8 writes it: `at check (file:///shop/k8s-blocks.rules.ts:12:5)`, or `at` and the place alone. */
function firstPlace({ stack = '' }: Error): string | undefined {
  const frames = stack.split('\n').map((line) => line.trim());
  const frame = frames.find((line) => line.startsWith('at ')) ?? '';
  const place = frame.endsWith(')') ? frame.slice(frame.lastIndexOf('(') + 1, -1) : frame.slice('at '.length);
  return /:\d+:\d+$/.test(place) ? place : undefined;
}
