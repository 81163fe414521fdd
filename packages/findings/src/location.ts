import { formatLocation } from '@k8s-blocks/refusal';
import type { Finding } from './finding.ts';

/** Where a finding is, in one line of text: `k8s/web.yaml:3:5 › Deployment web in shop › spec.replicas`. */
export function formatFindingLocation({ file, line, column, ...location }: Finding): string {
  const fileAndLine = [file, ...(line === undefined ? [] : [line]), ...(column === undefined ? [] : [column])];
  return formatLocation(file === undefined ? location : { ...location, file: fileAndLine.join(':') });
}

/** The same without the file, for formats that have a field for it. */
export function formatLocationInFile({ file: _, ...location }: Finding): string {
  return formatLocation(location);
}
