import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Bench, type Findings, FULL, QUICK } from './bench.ts';
import { boundsTable } from './bound.ts';
import { Peers } from './peers.ts';
import { Scratch } from './scratch.ts';
import { affected } from './suites/affected.ts';
import { builds } from './suites/builds.ts';
import { growth } from './suites/growth.ts';
import { manyServices } from './suites/many-services.ts';
import { oneService } from './suites/one-service.ts';
import { verify } from './suites/verify.ts';
import { renderTable } from './table.ts';

const USAGE = `Usage: node --import tsx tools/bench/src/main.ts [--quick] [--no-peers] [--markdown] [--runs <n>] [--only <part>]…

  --quick     small workspaces, each program once: shows that everything runs, and not how fast
  --no-peers  leave the other tools out, and install nothing
  --markdown  print the tables as Markdown
  --runs      how often each program is run, for the median; default 5
  --only      one of one-service, many-services, growth, affected, builds, verify; default all
`;

/** The parts of the benchmark, by the name that --only gives. */
const SUITES = new Map<string, (bench: Bench) => Promise<Findings>>([
  ['one-service', oneService],
  ['many-services', manyServices],
  ['growth', growth],
  ['affected', affected],
  ['builds', builds],
  ['verify', verify],
]);

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    'no-peers': { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true, default: [...SUITES.keys()] },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.only.some((name) => !SUITES.has(name)) || !(Number(values.runs) >= 1)) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await bench(values);
}

async function bench(options: typeof values): Promise<void> {
  const scratch = await Scratch.make();
  const format = options.markdown ? 'markdown' : 'text';
  try {
    const bench: Bench = {
      scratch,
      peers: new Peers(scratch.folder, !options['no-peers']),
      sizes: options.quick ? QUICK : FULL,
      runs: options.quick ? 1 : Number(options.runs),
      progress: (what) => console.error(`${new Date().toISOString()} ${what}`),
    };
    console.log(
      `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} CPUs, ${bench.runs} runs.\n`,
    );
    const bounds = [];
    for (const name of options.only) {
      const found = await SUITES.get(name)?.(bench);
      for (const table of found?.tables ?? []) console.log(renderTable(table, format));
      bounds.push(...(found?.bounds ?? []));
    }
    if (bounds.length > 0) console.log(renderTable(boundsTable(bounds), format));
  } finally {
    await scratch.remove();
  }
}
