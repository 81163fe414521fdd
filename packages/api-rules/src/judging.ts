import { type Finding, findingIn, joined, MAX_LISTED } from '@k8s-blocks/findings';
import {
  type Disclosure,
  disclosureOf,
  isSecret,
  type KubernetesVersion,
  NEWEST_KUBERNETES,
} from '@k8s-blocks/manifest';
import { disclosed } from './disclosed.ts';
import type { JudgeOptions } from './judge-options.ts';
import { referenceOrTitle, type Subject } from './subject.ts';
import type { Violations } from './violation.ts';

/** One object while it is judged, and what has been found in it. */
export class Judging {
  readonly subject: Subject;
  readonly kubernetes: KubernetesVersion;
  /** Which of its values may be quoted. */
  readonly mayShow: Disclosure;
  readonly findings: Finding[] = [];
  readonly #isSecret: boolean;

  constructor(subject: Subject, { kubernetes = NEWEST_KUBERNETES }: JudgeOptions) {
    this.subject = subject;
    this.kubernetes = kubernetes;
    this.mayShow = disclosureOf(subject.value);
    this.#isSecret = isSecret(subject.value);
  }

  /** Adds the violations as findings of a rule that quotes no value which may not be shown. */
  add(rule: string, violations: Violations): void {
    const { subject, findings } = this;
    let count = 0;
    let others: Finding | undefined;
    for (const violation of violations) {
      const reported = { code: 'FieldValueInvalid', ...violation };
      const finding = findingIn(subject.located, referenceOrTitle(subject), { rule, severity: 'error' }, reported);
      count += 1;
      if (count <= MAX_LISTED) findings.push(finding);
      else others = joined(others, finding);
    }
    if (others !== undefined) findings.push(others);
  }

  /** Adds the violations of a rule that quotes the values that it judges: those of a Secret are taken out of its sentences. */
  addDisclosed(rule: string, violations: Violations): void {
    this.add(rule, this.#isSecret ? this.#disclosed(violations) : violations);
  }

  *#disclosed(violations: Violations): Violations {
    for (const violation of violations) yield disclosed(violation, this.subject.value);
  }
}
