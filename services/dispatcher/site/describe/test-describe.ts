/** Somebody who says in words what is to change, to a language model that a test speaks for. */

import type { Question } from '@valine/language-model';
import { dayOf, type RecordStore, spendingId, spentOf } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import type { UxSections } from '@valine/settings';
import {
  countingStore,
  type FakeAnswer,
  fakeLanguageModel,
  manualClock,
  recordingLogger,
  recordingQueues,
} from '@valine/testing';
import type { DispatcherSettings } from '../../ports.ts';
import { testDispatcher } from '../../test-dispatcher.ts';
import { type FromDescription, intentFromDescription } from './intent-from-description.ts';

export const SECTIONS: UxSections = {
  header: { file: 'src/secret-folder/Header.jsx', element: 'h1' },
  navbar: {
    file: 'src/Nav.jsx',
    component: 'Nav',
    element: 'nav',
    background: { classes: { dark: 'bg-x1', light: 'bg-x2' } },
  },
  help: { file: 'src/Help.jsx', attribute: 'data-section=help' },
};

type Given = {
  settings?: Partial<DispatcherSettings>;
  model?: Partial<DispatcherSettings['languageModel']>;
  store?: RecordStore;
};

export type DescribeBench = ReturnType<typeof testDescribe>;

export function testDescribe(
  answer: (question: Question, time: number) => FakeAnswer | Promise<FakeAnswer>,
  { settings = {}, model = {}, store }: Given = {},
) {
  const clock = manualClock(Date.UTC(2026, 10, 30, 12));
  const { settings: standard } = testDispatcher();
  const languageModel = fakeLanguageModel(answer);
  const parts = {
    clock,
    languageModel,
    store: countingStore(store ?? createMemoryStore(clock)),
    queues: recordingQueues(),
    logger: recordingLogger(),
    settings: { ...standard, ...settings, languageModel: { ...standard.languageModel, ...model } },
  };
  let count = 0;
  return {
    ...parts,
    describe: (description: string, id = `interaction-${++count}`): Promise<FromDescription> =>
      intentFromDescription(parts, { id, personId: '1', description, sections: SECTIONS }),
    /** What the day's record says. */
    async spent() {
      const found = await parts.store.find('spending', spendingId(dayOf(clock.now())));
      return { nanoUsd: found === undefined ? 0 : spentOf(found), record: found };
    },
  };
}

/** What a model answers that has understood. */
export function change(section: string | null, changes: Record<string, string> = {}, reason = ''): string {
  const listed = Object.entries(changes).map(([property, value]) => ({ property, value }));
  return JSON.stringify({ section, changes: listed, reason });
}

export function saidBy(result: FromDescription): string {
  return result.ok ? JSON.stringify(result.intent) : (result.message.content ?? '');
}
