import { printable, printableLine } from '@k8s-blocks/manifest';

/** Where a problem is. Every part is optional: a block knows the field, its caller adds the object, the app adds the service. */
export interface ProblemLocation {
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
export interface Problem extends ProblemLocation {
  /** What is wrong, as a sentence that quotes the value. */
  readonly problem: string;
  /** What would be right, as a sentence that a user can act on. */
  readonly remedy?: string;
}

/** Where a problem is, in one line, the largest part first; empty if no part is known. */
export function formatLocation({ service, environment, file, object, field }: ProblemLocation): string {
  return [service, environment, file, object, field].filter((part) => part !== undefined).join(' › ');
}

/**
 * A problem as the lines that a user reads: where it is, then what is wrong, then what would be right. Names and values
 * of manifests that it quotes are made printable, so that they cannot control a terminal, nor look like a line of the report.
 */
export function formatProblem(problem: Problem): string {
  const location = formatLocation(problem);
  const sentences = [problem.problem, ...(problem.remedy === undefined ? [] : [problem.remedy])].map(printable);
  if (location === '') return sentences.join('\n');
  return [printableLine(location), ...sentences.map((sentence) => sentence.replace(/^/gm, '  '))].join('\n');
}
