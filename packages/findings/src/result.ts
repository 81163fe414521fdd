import type { Finding } from './finding.ts';
import type { NamesInBase } from './folding/same-elsewhere.ts';
import type { JudgedKind, NotJudged } from './judged.ts';

/** A finding that is accepted, and why. */
export interface WaivedFinding {
  readonly finding: Finding;
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
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly sources?: readonly ReportedSource[];
  /** The kinds of the objects, and how far they were judged: see `countKinds`. Absent where that is not known. */
  readonly kinds?: readonly JudgedKind[];
  readonly notJudged?: readonly NotJudged[];
  /** The names of the stack's own rules by which it was judged besides. Default: none. */
  readonly ownRules?: readonly string[];
  /** What is called otherwise in each environment. Default: nothing. */
  readonly namesInBase?: NamesInBase;
}
