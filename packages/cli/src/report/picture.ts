import { drawMap, mapOfStack, REPORT_MARKER } from '@k8s-blocks/report';
import type { Stack } from '@k8s-blocks/topology';
import { writeReport } from './write-report.ts';

/** The first line of a picture, by which it is known as ours. */
const MARKER = `${REPORT_MARKER} do not edit. -->`;

/**
 * Writes the map alone, as a file of SVG. Nothing is built for it.
 *
 * @param title what the stack is called.
 * @throws Refusal if a file is in the way that report did not write.
 */
export async function writePicture(path: string, stack: Stack, title: string): Promise<void> {
  const picture = await drawMap(mapOfStack(stack), { title: `${title}: who calls whom` });
  writeReport(path, `${MARKER}\n${picture}\n`, MARKER);
}
