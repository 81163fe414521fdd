import type { Finding } from '../finding.ts';

/** A finding with the place in the file that holds the field, or the object, where that is known. */
export interface ReportedFinding extends Finding {
  /** The line in {@link Finding.file}, from 1. */
  readonly line?: number;
  /** The column in that line, from 1, in UTF-16 code units. */
  readonly column?: number;
}

/** A finding that somebody accepted, and why. */
export interface WaivedFinding {
  readonly finding: ReportedFinding;
  /** Why it is accepted. */
  readonly reason: string;
}

/** What was read: a file of manifests, or a kustomization that was built. */
export interface ReportedSource {
  /** The file; of a kustomization its `kustomization.yaml`. */
  readonly file: string;
  readonly kind: 'file' | 'kustomization';
  /** How many objects it holds, those of its lists counted singly. */
  readonly objects: number;
}

/** What a report is made of. */
export interface Result {
  readonly findings: readonly ReportedFinding[];
  readonly waived: readonly WaivedFinding[];
  readonly sources?: readonly ReportedSource[];
}
