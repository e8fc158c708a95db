/** Which version this is, and when it was released. `pnpm release` writes it. */

export type Release = {
  version: string;
  /** `2026-12-01`; absent until the first release. */
  date?: string;
};

export const RELEASE: Release = { version: '0.1.0' };
