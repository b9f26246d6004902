/** Keys and times, which a caller has no say in. */
const kept = /^(?:_?id|uuid|__v|created|updated|deleted)(?:_?(?:at|by|on))?$/i;
/** Who may do what, and what somebody has paid for. */
const privileged =
  /^(?:is_?)?(?:admin|staff|superuser|super_?admin|owner|verified|approved|banned|suspended)$|^(?:roles?|permissions?|scopes?|salt|balance|credits?|plan|tier|subscription\w*|stripe\w*|(?:password|pin)_?(?:hash|digest)?|\w*(?:token|secret|api_?key)|email_?verified(?:_?at)?)$/i;
/** Whose a row is. */
const owners =
  /^(?:user|owner|org|organi[sz]ation|tenant|account|team|company|workspace|author|creator|created_?by|member)(?:_?(?:id|uuid))?$/i;

/** Whether no caller has a say in a column, as far as its name tells. */
export const isProtected = (name: string): boolean => kept.test(name) || privileged.test(name) || owners.test(name);
