/** What addresses people may give, as they see it: the guard itself is tested where it is. */
import { describe, expect, it } from 'vitest';
import { testDispatcher } from '../../test-dispatcher.ts';
import { followed } from '../tracking/test-trackings.ts';

const ALLOWED = { urlPolicy: { allowedDomains: ['example.com'], safeLocal: false, trustedOrigins: [] } };

describe('an address that may not be used', () => {
  it.each([
    ['http', 'http://app.example.com', 'url_not_https'],
    ['this machine', 'https://localhost', 'url_local_name'],
    ['the metadata of the cloud', 'https://169.254.169.254', 'url_not_public_address'],
    ['the same in another spelling', 'https://0xA9FEA9FE/latest', 'url_not_public_address'],
    ['a host outside ALLOWED_DOMAINS', 'https://app.evil.example', 'url_domain_not_allowed'],
    ['credentials', 'https://ada:secret@app.example.com', 'url_has_credentials'],
    ['a host that leads nowhere', 'https://gone.example.com', 'url_not_resolved'],
    ['no address', 'app.example.com', 'url_not_a_url'],
    ['more than a base', 'https://app.example.com/v1?stage=dev', 'url_has_query'],
    ['more than a base, though nothing', 'https://app.example.com/v1?', 'url_has_query'],
  ])('%s is refused, and nothing is started', async (_, url, reason) => {
    const dispatcher = testDispatcher(ALLOWED);
    expect(await dispatcher.command('diagnose', { frontend_url: url })).toContain(`-# reason_code: ${reason}`);
    expect(await dispatcher.command('diagnose', { api_base: url })).toContain(`-# reason_code: ${reason}`);
    expect(await dispatcher.command('deploy-client', { api_base: url })).toContain(`-# reason_code: ${reason}`);
    expect(dispatcher.repository.calls).toEqual([]);
    expect(await dispatcher.store.listTrackings('open', 1)).toEqual([]);
  });

  it('that leads into a private network is refused', async () => {
    const dispatcher = testDispatcher();
    dispatcher.resolver.resolve = async () => ['93.184.215.14', '10.0.0.7'];
    expect(await dispatcher.command('diagnose', { api_base: 'https://api.example.com' })).toMatchInlineSnapshot(`
      "🔴 \`api_base\`: The host name leads to an address that is not on the public internet. Give a name all of whose DNS records are public addresses. Nothing was started.
      -# reason_code: url_resolves_to_not_public"
    `);
  });

  it('is told with what to do, and not repeated', async () => {
    const text = await testDispatcher(ALLOWED).command('diagnose', { api_base: 'https://api.secret.example/v1' });
    expect(text).toMatchInlineSnapshot(`
      "🔴 \`api_base\`: The host is not in a domain that this team admits. Use one that is, or have an operator add its domain to \`ALLOWED_DOMAINS\`. Nothing was started.
      -# reason_code: url_domain_not_allowed"
    `);
    expect(text).not.toContain('secret');
  });
});

describe('an address that may be used', () => {
  it('reaches the workflow as it was checked', async () => {
    const given = { frontend_url: 'https://APP.example.com/shop/', api_base: 'https://api.example.com' };
    const { dispatcher } = await followed('diagnose', given, ALLOWED);
    expect(dispatcher.repository.runs[0]?.inputs).toMatchObject({
      frontend_url: 'https://app.example.com/shop/',
      api_base: 'https://api.example.com',
    });
  });

  it('loses what no server is told', async () => {
    const { dispatcher } = await followed('diagnose', { api_base: 'https://api.example.com/prod#' }, ALLOWED);
    expect(dispatcher.repository.runs[0]?.inputs).toMatchObject({ api_base: 'https://api.example.com/prod' });
  });

  it('may be local where that is configured', async () => {
    const urlPolicy = { allowedDomains: [], safeLocal: true, trustedOrigins: [] };
    const { message } = await followed('diagnose', { frontend_url: 'http://localhost:4000' }, { urlPolicy });
    expect(await message()).toContain('Queued');
  });
});
