import { describe, expect, it } from 'vitest';
import { readEnvironment } from './read-environment.ts';

describe('the environment', () => {
  it('is optional', () => {
    const { dataDir, ...rest } = readEnvironment({});
    expect(rest).toEqual({ port: undefined, stage: 'dev', settings: {} });
    expect(dataDir.endsWith('/.valine')).toBe(true);
    expect(dataDir).toBe(`${process.cwd()}/.valine`);
  });

  it('gives the port, the directory, the stage and every setting that is set', () => {
    const env = {
      PORT: '0',
      VALINE_DATA_DIR: '/tmp/x',
      STAGE: 'prod',
      GITHUB_TOKEN: 'abc',
      GITHUB_APP_ID: '',
      HOME: '/',
    };
    expect(readEnvironment(env)).toEqual({
      port: 0,
      dataDir: '/tmp/x',
      stage: 'prod',
      settings: { GITHUB_TOKEN: 'abc' },
    });
  });

  it.each([
    [{ PORT: '70000' }, 'PORT is "70000", which is no port.'],
    [{ PORT: 'http' }, 'PORT is "http", which is no port.'],
    [{ STAGE: '../prod' }, 'STAGE is "../prod".'],
  ])('%j is refused', (env, reason) => {
    expect(() => readEnvironment(env)).toThrow(reason);
  });
});
