/** Labels of a pod or a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** `matchLabels` and `matchExpressions`: all must hold, so an empty selector selects everything. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

/** One expression of a selector. */
export interface LabelSelectorRequirement {
  readonly key: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`; a selector with any other selects nothing. */
  readonly operator: string;
  readonly values?: readonly string[];
}
