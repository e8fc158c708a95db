/** The first seed of the worlds that the gate or the proof draws; without either, the one after the fixed seeds. */
export const DRAWN_FROM = Number(process.env['DRAWN_FROM'] ?? 301);

const gateFrom = process.env['AFTER_GATE_FROM'];
/** That of the gate which the proof goes on after; undefined where the proof is by itself, and does all. */
export const AFTER_GATE_FROM = gateFrom === undefined ? undefined : Number(gateFrom);
