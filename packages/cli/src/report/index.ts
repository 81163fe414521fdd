import { Refusal } from '@k8s-blocks/refusal';
import { drawMap, mapOfStack, REPORT_MARKER, reportPage } from '@k8s-blocks/report';
import type { Command } from '../command.ts';
import { loadStack } from '../map-module.ts';
import { writePicture } from './picture.ts';
import { pageFile, stackReport, titleOf } from './stack-report.ts';
import { writeReport } from './write-report.ts';

/** Writes one page that shows a stack: its map, who reaches whom and why, settings of all environments, findings. */
export const report: Command<'report'> = async (targets, options, output) => {
  const [target = '', ...others] = targets;
  if (others.length > 0) {
    throw new Refusal({ problem: 'A report is of one map.', remedy: 'Run report once for each, with --out.' });
  }
  const stack = await loadStack(target);
  if (options.svg !== undefined) {
    await writePicture(options.svg, stack, titleOf(stack));
    output.print(`wrote    ${options.svg}`);
    return true;
  }
  const data = await stackReport(target, stack, options);
  const picture = await drawMap(mapOfStack(stack), { title: `The map of ${data.title}`, inPage: true });
  const path = pageFile(options, 'report.html');
  writeReport(path, reportPage(data, picture), REPORT_MARKER);
  output.print(`wrote    ${path}`);
  return true;
};
