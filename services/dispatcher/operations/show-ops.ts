/** Under what tells that something is wrong: shows `/ops` to whoever presses it, if that is an admin. */
import { buttonId } from '@valine/commands';
import type { Button } from '@valine/contracts';

export const SHOW_OPS: Button = { id: buttonId('ops-show', 'all'), label: 'Show /ops', style: 'secondary' };
