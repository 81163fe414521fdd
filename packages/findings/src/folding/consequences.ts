import { existenceOf, type Fact, templateLabelsOf } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { severityRank } from './order.ts';

/**
 * The findings that follow from each other one, as its facts say: those that are named are causes, and follow from none. None follows
 * from one that is less severe: an error is not hidden behind a warning.
 */
export function consequencesOf(findings: readonly Finding[]): ReadonlyMap<Finding, readonly Finding[]> {
  const causes = causesOf(findings);
  const parents = new Map<Finding, Finding>();
  const rootOf = (finding: Finding): Finding => {
    let root = finding;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    return root;
  };
  for (const finding of findings) {
    const cause = (finding.dueTo ?? [])
      .flatMap((fact) => causes.get(keyOf(fact, finding)) ?? [])
      .find((each) => severityRank(each) <= severityRank(finding) && rootOf(each) !== finding);
    if (cause !== undefined) parents.set(finding, cause);
  }
  const roots = new Map<Finding, Finding[]>(findings.filter((each) => !parents.has(each)).map((each) => [each, []]));
  for (const finding of findings) if (parents.has(finding)) roots.get(rootOf(finding))?.push(finding);
  return roots;
}

/** The first finding that breaks each fact. */
function causesOf(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const causes = new Map<string, Finding>();
  for (const finding of findings) {
    for (const fact of factsBrokenBy(finding)) {
      const key = keyOf(fact, finding);
      if (!causes.has(key)) causes.set(key, finding);
    }
  }
  return causes;
}

/** The facts that a finding breaks. Rules on single objects know nothing of others, so that theirs are named here. */
function factsBrokenBy({ rule, field, reference, breaks = [] }: Finding): readonly Fact[] {
  if (reference === undefined) return breaks;
  if (rule === 'api-version-and-kind') return [existenceOf(reference)];
  if (rule === 'workload-selector' && field === 'spec.template.metadata.labels') return [templateLabelsOf(reference)];
  return breaks;
}

function keyOf({ key, environment }: Fact, finding: Finding): string {
  return `${environment ?? finding.environment ?? ''} ${key}`;
}
