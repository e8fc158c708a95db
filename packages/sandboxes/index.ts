/** GitHub, Discord, a team's site and a language model on this machine: they behave as the real ones do, and go wrong when they are told to. */

export { AGENT_BEHAVIOURS, type AgentBehaviour, type Issue, type Protection } from '@valine/github-model';
export type { Sent } from './discord/people/discord-people.ts';
export { buttonsOf, type ShownButton } from './discord/people/find-button.ts';
export { selectsOf } from './discord/people/find-select.ts';
export { parseCommand, type TypedOption } from './discord/people/parse-command.ts';
export { type DiscordSandbox, startDiscordSandbox } from './discord/start-discord-sandbox.ts';
export type { MessageChange } from './discord/state/message-book.ts';
export type { StoredMessage } from './discord/state/message-view.ts';
export { SANDBOX_CLIENT_ID } from './github/identity/device-routes.ts';
export type { Said } from './github/people/github-people.ts';
export { CHECK_OUTCOMES, DEQUEUE_REASONS, JUDGEMENTS, MERGE_METHODS } from './github/people/pull-people.ts';
export { SITE_SECTIONS } from './github/seed/site-files.ts';
export { type GitHubSandbox, startGitHubSandbox } from './github/start-github-sandbox.ts';
export type { Wish } from './github/state/actions-state.ts';
export { CHECK_NAMES } from './github/state/workflows.ts';
export { MODEL_BEHAVIOURS, type ModelBehaviour } from './model/model-behaviours.ts';
export { type ModelSandbox, startModel } from './model/start-model.ts';
export { registerCommands } from './register-commands.ts';
export { SITE_FAULTS, SITE_PARTS, type SiteFault, type SitePart } from './site/site-faults.ts';
export { type Site, startSite } from './site/start-site.ts';
export { startSandboxes } from './start-sandboxes.ts';
