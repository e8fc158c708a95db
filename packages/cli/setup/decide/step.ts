/** One unit of the set-up: how it stands, and what comes next. */

export type Question = {
  /** The setting that the answer is kept as; `github` for how GitHub is reached, `take-over` for a yes or no. */
  name: string;
  prompt: string;
  kind: 'text' | 'secret' | 'choice' | 'choices';
  /** Of a choice. */
  options?: readonly { value: string; label: string }[];
  /** May be left out. */
  isOptional?: boolean;
  /** What an empty answer stands for. */
  usual?: string;
};

export type Act =
  | { do: 'create-store' }
  | { do: 'write'; values: Readonly<Record<string, string>>; from?: 'app' }
  | { do: 'make-webhook-secret' }
  | { do: 'create-app'; repository: string; organization?: string }
  | { do: 'propose-workflows'; paths: readonly string[]; branch: string; hasBranch: boolean }
  | { do: 'set-webhook'; url: string; of: 'app' | 'repository'; hookId?: number }
  | { do: 'register-commands'; applicationId: string; guildId?: string }
  | { do: 'set-interactions-url'; url: string }
  | { do: 'greet'; channelId: string };

export type Stand =
  | { is: 'done'; says: string }
  /** For an earlier step. */
  | { is: 'waiting'; says: string }
  /** The set-up does it. */
  | { is: 'open'; says: string; act: Act }
  | { is: 'asking'; says: string; question: Question }
  /** The person does it. `isOptional`: nothing waits for it, and it is told once. */
  | { is: 'person'; says: string; link?: string; isOptional?: true };

export type Step = { id: string; title: string } & Stand;

export const done = (says: string): Stand => ({ is: 'done', says });
export const waiting = (says: string): Stand => ({ is: 'waiting', says });
export const open = (says: string, act: Act): Stand => ({ is: 'open', says, act });
export const asking = (says: string, question: Question): Stand => ({ is: 'asking', says, question });
