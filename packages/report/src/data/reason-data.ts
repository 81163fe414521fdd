/** Why one direction of a connection is let through or denied. */
export type ReasonData =
  /** No policy isolates the pods in that direction. */
  | { readonly kind: 'open' }
  /** No policy comes between a pod and itself. */
  | { readonly kind: 'same-pod' }
  /** A rule lets it through, or denies it. */
  | { readonly kind: 'rule'; readonly allowed: boolean; readonly rule: RuleData }
  /** Policies isolate the pods, and no rule of them lets it through. */
  | { readonly kind: 'isolated'; readonly policies: readonly PolicyData[] };

/** A policy, and where it is written. */
export interface PolicyData {
  /** Its kind and name: `NetworkPolicy shop/web`. */
  readonly title: string;
  /** The file of the emitted tree. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}

/** A rule of a policy, and where it is written. */
export interface RuleData extends PolicyData {
  /** Where it stands in the policy: `spec.egress[2]`. */
  readonly field: string;
  /** Whom it lets through or denies, each in words: `app=web in namespace shop`. Absent where it is not known. */
  readonly peers?: readonly string[];
  /** On which ports, in words: `port 8080/TCP`. */
  readonly ports?: string;
}
