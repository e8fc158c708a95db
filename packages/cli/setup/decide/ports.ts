/** What a set-up needs from outside. `node/` provides it, and tests provide it over the sandboxes. */
import type { Question, Step } from './step.ts';

export type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Below the base of the API. */
  path: string;
  body?: unknown;
  /** The header, with its scheme. */
  authorization?: string;
};
/** `json`: undefined where the body is none. */
export type SetupAnswer = { status: number; json: unknown };
export type SendCall = (call: Call) => Promise<SetupAnswer>;

/** By setting name. Those that only Pulumi knows are spelled alike: ALARM_EMAIL. */
export type Values = Readonly<Record<string, string>>;

/** Where configuration and secrets are kept: a stack of Pulumi, or a folder of this machine. */
export interface SettingsStore {
  /** For people: `the stack dev`. */
  where: string;
  /** Undefined where the stack is not there yet. @throws CliError where it cannot be read */
  read(): Promise<Values | undefined>;
  create(): Promise<void>;
  /** One by one, so that what is written stays written. Secrets are kept as secrets. */
  write(values: Values): Promise<void>;
  /** The addresses of what is deployed; empty where nothing is. */
  addresses(): Promise<{ interactions?: string; webhook?: string }>;
  /** What is left for the person to do with what was written; empty where nothing is. */
  remark(): string;
}

/** What cannot be found in the world. No secret stands in it but an App's that has not reached the store yet. */
export type Notes = {
  /** Whether GitHub is reached as an App or by a token, or is played by the sandbox. */
  github?: 'app' | 'token' | 'sandbox';
  /** Ids of steps that the person has left out, or was told of. */
  passed: readonly string[];
  /** The id of the greeting. */
  greeting?: string;
  /** Code of an App that GitHub is making. */
  appCode?: string;
  /** An App as GitHub gave it, until the store has it. */
  app?: Values;
  /** Fingerprint of the secret that the webhook was given. */
  hookSecret?: string;
  /** Id of the repository's webhook that was made for this stage. */
  hookId?: number;
  /** The address that the App's webhook was given. */
  hookUrl?: string;
  /** The address of interactions that the application was given. */
  interactionsUrl?: string;
  /** Names of the commands that were registered. */
  commands?: readonly string[];
};

export interface NotesFile {
  read(): Notes;
  write(notes: Notes): void;
}

/** The person. */
export interface Talk {
  /** Whether anybody answers. */
  isInteractive: boolean;
  show(steps: readonly Step[]): void;
  say(text: string): void;
  /** Undefined: left out. Asked again by who calls, where the answer is no good. */
  ask(question: Question, problem?: string): Promise<string | undefined>;
  /** Until the person says that it is done, or wants to go on without it. */
  wait(step: Step): Promise<'done' | 'later'>;
  /** Has the person make an App of the manifest, made for the address that GitHub leads back to. @returns its code */
  makeApp(formUrl: string, manifestFor: (redirectUrl: string) => object): Promise<string>;
}

export type Ports = {
  discord: SendCall;
  github: SendCall;
  store: SettingsStore;
  notes: NotesFile;
  talk: Talk;
  clock: { now(): number };
  /** So many random bytes, in hex. */
  random(bytes: number): string;
  /** Our workflow files: their text by path. */
  workflowFiles(): Values;
  /** Whether our ingress answers at that address. */
  answers(url: string): Promise<boolean>;
};

/** What the person wants, by the command line and the environment. */
export type Wanted = {
  stage: string;
  /** Settings of the environment, without GITHUB_TOKEN. What the store has wins over them. */
  given: Values;
  /** GITHUB_TOKEN of the environment: what an empty answer stands for when a token is asked for. */
  shellToken?: string;
  /** A token of the person's own, for what the installation's identity may not: workflow files, webhooks. */
  ownToken?: string;
  /** Of the person's tunnel, or of an API that is deployed; no slash at its end. */
  publicUrl?: string;
  /** Of which the App is to be; a person's when absent. */
  organization?: string;
  github?: 'app' | 'token' | 'sandbox';
  /** Replaces what is in use elsewhere, without asking. */
  takeOver?: true;
  /** Where what this machine keeps of the set-up stands. */
  folder: string;
  /** Where this machine's stage is to keep its data. */
  dataDir: string;
  /** The stage runs on this machine. */
  isLocal: boolean;
  /** The base of GitHub's API, and of Discord's. */
  githubApi: string;
  discordApi: string;
};
