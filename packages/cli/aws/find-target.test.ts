import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTarget } from './find-target.ts';

const urls = { url: 'http://127.0.0.1:3000', awsEndpoint: 'http://127.0.0.1:4566' };
const stack = { ...urls, region: 'eu-central-1', stage: 'dev' };
let VALINE_DATA_DIR: string;

beforeEach(() => {
  VALINE_DATA_DIR = mkdtempSync(join(tmpdir(), 'valine-cli-'));
});
afterEach(() => rmSync(VALINE_DATA_DIR, { recursive: true }));

function stackRuns(pid: number): void {
  writeFileSync(join(VALINE_DATA_DIR, 'local-stack.json'), JSON.stringify({ ...stack, pid }));
}

describe('the stage a command is for', () => {
  it('is the local stack when one runs and nothing else is asked for', () => {
    stackRuns(process.pid);
    expect(findTarget({}, { VALINE_DATA_DIR })).toMatchObject({ kind: 'local', awsEndpoint: stack.awsEndpoint });
  });

  it('is on AWS when a stage is named, whatever runs here', () => {
    stackRuns(process.pid);
    const environment = { VALINE_DATA_DIR, AWS_REGION: 'us-east-1' };
    expect(findTarget({ stage: 'prod' }, environment)).toMatchObject({
      ...{ kind: 'aws', stage: 'prod', region: 'us-east-1' },
      configuredRegion: expect.stringMatching(/^\w+-\w+-\d$/),
    });
    expect(findTarget({}, { ...environment, STAGE: 'prod' })).toMatchObject({ kind: 'aws', stage: 'prod' });
  });

  it('is dev on AWS when no local stack runs, or the one that ran was killed', () => {
    const noLocalStack = { kind: 'aws', stage: 'dev', noLocalStackOn: VALINE_DATA_DIR };
    expect(findTarget({}, { VALINE_DATA_DIR })).toMatchObject(noLocalStack);
    stackRuns(2 ** 30);
    expect(findTarget({}, { VALINE_DATA_DIR })).toMatchObject(noLocalStack);
  });

  it.each([
    ['from the stage’s file', {}, 'aws:region: eu-north-1', 'eu-north-1'],
    ['also in quotes', {}, '"aws:region": "eu-north-1" # Stockholm', 'eu-north-1'],
    ['from the environment first', { AWS_REGION: 'us-east-1' }, 'aws:region: eu-north-1', 'us-east-1'],
    ['not from a comment', {}, '# aws:region: eu-north-1', undefined],
  ])('has its region %s', (_where, environment, line, region) => {
    writeFileSync(join(VALINE_DATA_DIR, 'Pulumi.prod.yaml'), `config:\n  ${line}\n`);
    expect(findTarget({ stage: 'prod' }, environment, VALINE_DATA_DIR)).toMatchObject({ region });
  });

  it('has no region where its file is missing too: the profile’s is taken', () => {
    expect(findTarget({ stage: 'nope' }, {}, VALINE_DATA_DIR)).toMatchObject({ region: undefined });
  });

  it('cannot be a local stack that does not run', () => {
    expect(() => findTarget({ local: true }, { VALINE_DATA_DIR })).toThrow('Start it with npm start');
  });
});
