/** A verdict of ours that is known not to be the server's, of public manifests, and why. */
export interface KnownDisagreement {
  /** The end of the path of the file or kustomization. */
  readonly file: string;
  readonly kind: string;
  /** The field of our finding; of a refusal that we miss, a part of the server's message. */
  readonly field: string;
  readonly why: string;
}

/** Every one that is known. A false alarm that is not here fails the trial. */
export const KNOWN_DISAGREEMENTS: readonly KnownDisagreement[] = [];
