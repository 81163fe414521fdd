import { join } from 'node:path';
import { type BuiltPackage, builtPackages } from './built-packages.ts';
import { type EntryApi, extractApi } from './extract-api.ts';
import { referenceIndex, referencePage } from './reference.ts';
import { WORKSPACE } from './workspace.ts';

/** The documents that are emitted to `docs/`: the record of every package's API, and its reference. */
export default {
  name: 'release',
  source: 'packages',
  tree: () => {
    const packages = builtPackages(join(WORKSPACE, 'dist/packages'));
    const apis = extractApi(WORKSPACE, packages);
    const pages = packages.flatMap((each) =>
      pagesOf(
        each,
        apis.filter(({ entry }) => each.entries.includes(entry)),
      ),
    );
    return new Map([...pages, ['reference/README.md', referenceIndex(packages)]]);
  },
};

function pagesOf(built: BuiltPackage, apis: readonly EntryApi[]): [path: string, text: string][] {
  return [
    [`api/${built.name}.md`, apis.map(({ record }) => record).join('\n')],
    [`reference/${built.name}.md`, referencePage(built, apis)],
  ];
}
