/** Tools that judge the project. They are run, not imported: see `gate.ts`, `check.ts` and `bundle.ts`. */
export {};
