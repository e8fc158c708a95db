import { describe, expect, it } from 'vitest';
import { errorMessage } from './error-message.ts';

function named(name: string, cause?: unknown): Error {
  return Object.assign(new Error(`${name} happened`, { cause }), { name });
}

describe('what the person at the terminal is told', () => {
  it.each([
    ['QueueDoesNotExist', 'Nothing is deployed as stage dev on AWS'],
    ['ResourceNotFoundException', 'Nothing is deployed as stage dev on AWS'],
    ['AccessDeniedException', 'AWS refused it on stage dev on AWS: AccessDeniedException happened'],
    ['DiscordError', 'Discord refused it: DiscordError happened. Check DISCORD_BOT_TOKEN'],
    ['CredentialsProviderError', 'Sign in (aws sso login)'],
  ])('of %s', (name, expected) => {
    expect(errorMessage(named(name), { where: 'stage dev on AWS' })).toContain(expected);
  });

  it('finds the cause behind an error of our own', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(errorMessage(named('StoreUnavailable', refused), { where: 'the local stack' })).toContain(
      'No answer from the local stack',
    );
  });

  it('does not doubt the token when Discord itself was not reached', () => {
    const turnedAway = Object.assign(new Error('registerCommands: 403: turned away before Discord: a page'), {
      name: 'DiscordError',
    });
    expect(errorMessage(turnedAway, { where: 'x' })).toMatchInlineSnapshot(
      `"Discord could not be asked: registerCommands: 403: turned away before Discord: a page. That says nothing of the token: try again in some minutes."`,
    );
  });

  it('begins with why it was not the local stack, where nobody chose', () => {
    const place = { where: 'stage dev on AWS', whyThere: 'No local stack runs on .valine.' };
    expect(errorMessage(new Error('Region is missing'), place)).toMatch(
      /^No local stack runs on .valine. No AWS region is set. Set AWS_REGION/,
    );
    expect(errorMessage(new Error('There is no run plan-1.'), place)).toBe('There is no run plan-1.');
  });

  it('names the stage that was tried also where somebody else has said that AWS knows nobody', () => {
    const place = { where: 'stage dev on AWS', whyThere: 'So stage dev on AWS was tried.' };
    const said = new Error('Who is linked cannot be read: AWS does not know who you are. Sign in.');
    expect(errorMessage(said, place)).toBe(`So stage dev on AWS was tried. ${said.message}`);
    expect(errorMessage(named('CredentialsProviderError'), place)).toBe(
      'So stage dev on AWS was tried. AWS does not know who you are. Sign in (aws sso login) or set AWS_PROFILE.',
    );
  });

  it('is the error itself where there is nothing better', () => {
    expect(errorMessage(new Error('There is no run plan-1.'), { where: 'x' })).toBe('There is no run plan-1.');
  });
});
