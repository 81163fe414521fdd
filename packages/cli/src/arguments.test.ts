import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';
import { COMMANDS, isCommandName } from './commands.ts';
import { helpOf } from './help.ts';
import { k8sBlocks } from './k8s-blocks.test-helper.ts';
import { UsageError } from './usage-error.ts';

const names = Object.keys(COMMANDS).filter(isCommandName);

describe('the help', () => {
  it.each(names)('of %s has its own options only, examples and exit codes', (name) => {
    const help = helpOf(name);
    const said = [...help.matchAll(/^ {2}(?:-h, )?--([\w-]+)/gm)].map(([, option]) => option);
    expect(said).toEqual([...Object.keys(COMMANDS[name].options), 'help']);
    expect(help).toMatch(/\nExamples:\n {2}(?:source <\()?k8s-blocks/);
    expect(help).toMatch(/\nExit codes:\n {2}0 {2}.+\n {2}1 {2}.+\n {2}2 {2}the arguments are not valid$/);
  });

  it.each(names)('is what %s --help asks for, also beside whatever else is given', (name) => {
    expect(readArguments([name, '--help'])).toEqual({ help: name });
    expect(readArguments(['-h', name, 'a', '--no-such'])).toEqual({ help: name });
  });

  it('has only examples that can be typed', () => {
    for (const [name, { examples }] of Object.entries(COMMANDS)) {
      for (const [typed] of examples) {
        const [, words = ''] = /k8s-blocks ([^)|]+)/.exec(typed) ?? [];
        expect(readArguments(words.trim().split(' '))).toMatchObject({ name });
      }
    }
  });

  it('of all commands names each, and answers without a command too, which is yet wrong', async () => {
    const asked = await k8sBlocks({ cwd: tmpdir() }, '--help');
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    for (const name of names) expect(asked.stdout).toContain(`\n  ${name} `);
    expect(await k8sBlocks({ cwd: tmpdir() })).toEqual({ ...asked, code: 2 });
  });
});

describe('the arguments', () => {
  it.each<[readonly string[], string]>([
    [['emmit', 'a.ts'], 'There is no command "emmit"; did you mean "emit"?'],
    [['zzzzzz'], 'There is no command "zzzzzz"; there are "emit", "check"'],
    [['--root', 'x'], 'No command is given; there are "emit"'],
    [['emit'], 'emit needs a target: <app module> ...'],
    [['emit', 'a.ts', '--rooot', 'x'], 'emit has no option "--rooot"; did you mean "--root"?'],
    [['emit', 'a.ts', '--matrix', 'text'], 'emit has no option "--matrix"; it has "--root", "--prune", "--help".'],
    [['dry-run', 'a.ts', '--enviroment=x'], 'dry-run has no option "--enviroment"; did you mean "--environment"?'],
    [['verify', 'a.ts', '--format', 'xml'], '"xml" is not a valid --format ("text", "json", "sarif", "github").'],
    [['diff', 'a.ts', '--format=sarif'], '"sarif" is not a valid --format ("text", "markdown", "html").'],
    [
      ['verify', 'a.ts', '--kubernetes', '1.32'],
      '"1.32" is not a valid --kubernetes ("1.33", "1.34", "1.35", "1.36").',
    ],
    [['verify', 'a.ts', '--built=yes'], "Option '--built' does not take an argument"],
    [['emit', 'a.ts', '--root'], "Option '--root <value>' argument missing"],
    [['completion', 'tcsh'], '"tcsh" is not a valid target of completion ("bash", "zsh", "fish").'],
  ])('%j are refused, with what would be right', (args, problem) => {
    const read = () => readArguments(args);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(problem);
  });

  it('are refused in two lines, with the code 2, and without a trace', async () => {
    expect(await k8sBlocks({ cwd: tmpdir() }, 'emit', 'a.ts', '--out', 'x')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'emit has no option "--out"; it has "--root", "--prune", "--help".\nSee: k8s-blocks emit --help\n',
    });
  });

  it('may have the options before the command', () => {
    expect(readArguments(['--root', 'x', 'emit', 'a.ts'])).toMatchObject({ name: 'emit', options: { root: 'x' } });
  });

  it('are targets after two dashes', () => {
    expect(readArguments(['emit', '--', '--root'])).toMatchObject({ name: 'emit', targets: ['--root'] });
  });
});
