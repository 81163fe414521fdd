import type { EndData, MatrixSource, ReasonData, ReportData } from '@k8s-blocks/report';
import { unpacked } from './unpacked.ts';

/** The data of the page, which stands in it as JSON. */
export const data = read();

function read(): ReportData {
  // It was written by packages/report of the same version.
  return unpacked(JSON.parse(document.getElementById('report-data')?.textContent ?? '')) as ReportData;
}

/** What an end of a connection is called. */
export function endName(end: EndData): string {
  if ('outside' in end) return data.outsides[end.outside]?.title ?? '';
  return end.workload ?? serviceName(end.service);
}

/** The name of a service by its position. */
export function serviceName(position: number): string {
  return data.services[position]?.name ?? '';
}

/** What a caller or callee of the matrix is called: as on the map, if it is a workload of a service. */
export function sourceName({ service, workload, outside, title }: MatrixSource): string {
  if (service === undefined) return data.outsides[outside ?? -1]?.title ?? title;
  return workload ?? serviceName(service);
}

/** A reason by its position. */
export function reasonAt(position: number | undefined): ReasonData {
  return data.reasons[position ?? -1] ?? { kind: 'open' };
}

/** Whether a reason lets through. */
export function isAllowed(reason: ReasonData): boolean {
  return reason.kind === 'rule' ? reason.allowed : reason.kind !== 'isolated';
}

/** A port with its name: `8081 admin`. */
export function portText({ port, name }: { readonly port: string; readonly name?: string | undefined }): string {
  return name === undefined ? port : `${port} ${name}`;
}

/** A number of things: `1 pod`, `2 pods`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
