import { printable, printableLine } from '@k8s-blocks/manifest';

/** Where a problem is. Every part is optional: who knows a part fills it in, from the inside out. */
export interface ProblemPlace {
  /** The service, by its contract's name: `agent-society`. */
  readonly service?: string;
  /** The environment, or several of them, joined: `staging`. */
  readonly environment?: string;
  /** The file that was to be written, or was read. */
  readonly file?: string;
  /** The object, as kind and name: `Deployment agent-society`. */
  readonly object?: string;
  /** The path of the field in the object: `spec.template.spec.containers[0].ports[1].name`. */
  readonly field?: string;
}

/** One thing that is wrong: where, what, and what would be right. */
export interface Problem extends ProblemPlace {
  /** What is wrong, as a sentence that quotes the value. */
  readonly problem: string;
  /** What would be right, as a sentence that a user can act on. */
  readonly remedy?: string;
}

/** The place of a problem in one line, the largest part first; empty if no part is known. */
export function placeOf({ service, environment, file, object, field }: ProblemPlace): string {
  return [service, environment, file, object, field].filter((part) => part !== undefined).join(' › ');
}

/**
 * A problem as the lines that a user reads: the place, then what is wrong, then what would be right. What names and values
 * of manifests it quotes is printable: it can neither steer a terminal nor look like a line of ours.
 */
export function formatProblem(problem: Problem): string {
  const place = placeOf(problem);
  const sentences = [problem.problem, ...(problem.remedy === undefined ? [] : [problem.remedy])].map(printable);
  if (place === '') return sentences.join('\n');
  return [printableLine(place), ...sentences.map((sentence) => sentence.replace(/^/gm, '  '))].join('\n');
}
