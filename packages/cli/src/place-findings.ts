import type { ReportedFinding, Result } from '@k8s-blocks/verify/report';
import { titleOfValue } from '@k8s-blocks/verify/stack';

/** An object, and where it is: in which line of a file, or of which service. */
export interface PlacedObject {
  readonly object: unknown;
  /** The place of a field of it, by its path; of the object as a whole where that is empty. */
  readonly placeOf: (field: string) => Pick<ReportedFinding, 'service' | 'file' | 'line'>;
}

/** The findings that name an object and no file, with the place of that object, if it is one of these. */
export function placeFindings({ findings, waived, ...rest }: Result, objects: readonly PlacedObject[]): Result {
  const byTitle = new Map<string, PlacedObject>();
  for (const each of objects) {
    const title = titleOfValue(each.object);
    if (title !== undefined && !byTitle.has(title)) byTitle.set(title, each);
  }
  const placed = (finding: ReportedFinding): ReportedFinding => {
    const found = finding.file === undefined ? byTitle.get(finding.object ?? '') : undefined;
    return found === undefined ? finding : { ...found.placeOf(finding.field ?? ''), ...finding };
  };
  return {
    ...rest,
    findings: findings.map(placed),
    waived: waived.map(({ finding, reason }) => ({ finding: placed(finding), reason })),
  };
}
