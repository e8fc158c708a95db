/** A slash command as Discord shows it, against what it was told. */

/** Whether Discord shows all that we told it. It leaves out what is false, empty or nothing, and adds fields of its own. */
export function showsCommand(registered: unknown, told: unknown): boolean {
  if (isNothing(told)) return isNothing(registered);
  if (Array.isArray(told)) {
    if (!Array.isArray(registered) || registered.length !== told.length) return false;
    return told.every((entry, index) => showsCommand(registered[index], entry));
  }
  if (typeof told === 'object') {
    const shown: Record<string, unknown> = Object(registered);
    return Object.entries(Object(told)).every(([field, value]) => showsCommand(shown[field], value));
  }
  return registered === told;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);
}
