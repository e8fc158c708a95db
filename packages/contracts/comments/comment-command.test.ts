import { describe, expect, it } from 'vitest';
import { commentCommand } from './comment-command.ts';

describe('a comment', () => {
  it.each([
    ['/valine status', 'status'],
    ['/valine retry\r\n\nIt should go now.', 'retry'],
    ['/Valine   SKIP  ', 'skip'],
    ['/valine\tstart', 'start'],
  ])('%j asks for %s', (body, verb) => {
    expect(commentCommand(body)).toEqual({ verb });
  });

  it.each(['/valine', '/valine ', '/valine stauts', '/valine skip #9', '/valine status retry', '/valine constructor'])(
    '%j asks for what there is not',
    (body) => {
      expect(commentCommand(body)).toEqual({ verb: null });
    },
  );

  it.each([
    '',
    'Please /valine status',
    ' /valine status',
    '> /valine status',
    '`/valine status`',
    'Thanks!\n/valine status',
    '/valinestatus',
    '/valine-status',
    'valine status',
  ])('%j asks for nothing', (body) => {
    expect(commentCommand(body)).toBeUndefined();
  });
});
