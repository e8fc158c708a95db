/** What must be there for the product to work: set up by `valine setup`, checked by `valine doctor`, told by the documentation. */
export * from './bot-permissions.ts';
export * from './github-permissions.ts';
export * from './tables.ts';
export * from './webhook-events.ts';
export * from './workflow-files.ts';
