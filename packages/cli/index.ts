/** The command line `valine`. It is run, not imported: see `main.ts`. */
export {};
