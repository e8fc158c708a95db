/** Variables and secrets of the repository. */
import { createVariable, SECRET_KEY, setSecret, updateVariable } from '@valine/github-model';
import type { Hono } from 'hono';
import type { Announcer } from '../webhooks/announcer.ts';
import { readBody, requiredText, textField } from './request-body.ts';

export function settingsRoutes(app: Hono, { state, save }: Announcer): void {
  app.post('/actions/variables', async (c) => {
    const body = await readBody(c);
    createVariable(state, requiredText(body, 'name', 'Variable'), textField(body, 'value') ?? '');
    save();
    return c.json({}, 201);
  });
  app.patch('/actions/variables/:name', async (c) => {
    updateVariable(state, c.req.param('name'), textField(await readBody(c), 'value') ?? '');
    save();
    return c.body(null, 204);
  });
  app.get('/actions/secrets/public-key', (c) => c.json({ key_id: SECRET_KEY.keyId, key: SECRET_KEY.key }));
  app.put('/actions/secrets/:name', async (c) => {
    const body = await readBody(c);
    const sealed = requiredText(body, 'encrypted_value', 'Secret');
    setSecret(state, c.req.param('name'), { sealed, keyId: requiredText(body, 'key_id', 'Secret') });
    save();
    return c.json({}, 201);
  });
}
