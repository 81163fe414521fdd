import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import type { BuiltEntry, BuiltPackage } from './built-packages.ts';

/** What an entry of a package offers. */
export interface EntryApi {
  readonly entry: BuiltEntry;
  /** Its signatures without docstrings, as Markdown: a reviewer sees a change of them, and no change of prose. */
  readonly record: string;
  /** All of its declarations with their docstrings, in one file. */
  readonly declarations: string;
}

/** Reads what the entries of built packages offer, from their declarations. */
export function extractApi(workspace: string, packages: readonly BuiltPackage[]): readonly EntryApi[] {
  const entries = packages.flatMap((each) => each.entries);
  linkPackages(packages);
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    // One program for all of them, since the types of the Kubernetes API are large.
    let compilerState: CompilerState | undefined;
    return entries.map((entry, index) => {
      const config = configFor(workspace, entry, join(folder, String(index)));
      compilerState ??= CompilerState.create(config, { additionalEntryPoints: entries.map(({ types }) => types) });
      return { entry, ...extract(config, compilerState) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Links the packages to where they find each other by Node's rules: as they are built, and not the workspace's sources. */
function linkPackages(packages: readonly BuiltPackage[]): void {
  for (const { folder, manifest } of packages) {
    const link = join(folder, '../../node_modules', manifest.name);
    rmSync(link, { force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(folder, link, 'junction');
  }
}

function extract(config: ExtractorConfig, compilerState: CompilerState): Omit<EntryApi, 'entry'> {
  mkdirSync(config.reportFolder, { recursive: true });
  const { errorCount } = Extractor.invoke(config, {
    localBuild: true,
    compilerState,
    // It also says that the record was missing; here it always is.
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  if (errorCount > 0) throw new Error(`${config.mainEntryPointFilePath} has no readable API.`);
  return {
    record: readFileSync(config.reportFilePath, 'utf8'),
    declarations: readFileSync(config.untrimmedFilePath, 'utf8'),
  };
}

/** @param folder where the answer is written to */
function configFor(workspace: string, entry: BuiltEntry, folder: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(entry.folder, 'package.json'),
    configObject: {
      projectFolder: entry.folder,
      mainEntryPointFilePath: entry.types,
      compiler: { overrideTsconfig: compilerConfig(workspace, entry) },
      apiReport: {
        enabled: true,
        reportFileName: 'record',
        reportFolder: folder,
        reportTempFolder: join(folder, 'temp'),
        // What is not exported, and is part of what is.
        includeForgottenExports: true,
      },
      dtsRollup: { enabled: true, untrimmedFilePath: join(folder, 'declarations.d.ts') },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}

function compilerConfig(workspace: string, { types }: BuiltEntry) {
  return {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      module: 'nodenext',
      // Followed, a link leads out of node_modules, and another package's types would count as this one's.
      preserveSymlinks: true,
      types: ['node'],
      typeRoots: [join(workspace, 'node_modules/@types')],
      strict: true,
      skipLibCheck: true,
    },
    files: [types],
  };
}
