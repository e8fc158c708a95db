import { expect, it } from 'vitest';
import { storageMessage } from './storage-message.ts';

it.each([
  ['ENOSPC: no space left on device, write', 'The disk is full: nothing more can be kept in /data. '],
  ['database or disk is full', 'The disk is full: nothing more can be kept in /data. '],
  ['IO error: /data/000003.log: No space left on device', 'The disk is full: nothing more can be kept in /data. '],
  [
    "EACCES: permission denied, mkdir '/data'",
    "The folder /data cannot be written (EACCES: permission denied, mkdir '/data').",
  ],
  [
    'attempt to write a readonly database',
    'The folder /data cannot be written (attempt to write a readonly database).',
  ],
  ['/data is not a folder', 'Nothing can be kept in /data (/data is not a folder).'],
])('of %s a person reads what to do', (reason, told) => {
  const message = storageMessage('/data', new Error(reason));
  expect(message.startsWith(told)).toBe(true);
  expect(message).toContain('VALINE_DATA_DIR to a folder');
});
