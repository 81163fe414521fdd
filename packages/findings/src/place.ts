import { formatLocation } from '@k8s-blocks/refusal';
import type { Finding } from './finding.ts';

/** The place of a finding in one line, with the line and column of the file. */
export function sayPlace({ file, line, column, ...place }: Finding): string {
  const fileAndLine = [file, ...(line === undefined ? [] : [line]), ...(column === undefined ? [] : [column])];
  return formatLocation(file === undefined ? place : { ...place, file: fileAndLine.join(':') });
}

/** The place without the file, for formats that give the file a field of its own. */
export function placeBesideFile({ file: _, ...place }: Finding): string {
  return formatLocation(place);
}
