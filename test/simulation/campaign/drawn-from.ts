/** The first seed of the worlds that the gate or the proof draws; without either, the one after the fixed seeds. */
export const DRAWN_FROM = Number(process.env['DRAWN_FROM'] ?? 301);
