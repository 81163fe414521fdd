import { fileURLToPath } from 'node:url';
import { formatProblem } from '@k8s-blocks/refusal';
import { scan } from './scan.ts';
import { sourcesOf } from './sources.ts';

const modules = sourcesOf(fileURLToPath(new URL('../../..', import.meta.url)));
const { count, accepted, problems } = await scan(modules);
for (const problem of problems) console.error(`${formatProblem(problem)}\n`);
const found = `${count} regular expressions in ${modules.length} modules`;
console.log(`${found}: ${problems.length} to fix, ${accepted} accepted with a reason`);
process.exitCode = problems.length === 0 ? 0 : 1;
