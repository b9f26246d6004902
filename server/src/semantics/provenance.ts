/**
 * Where a value comes from, as a canonical API path: a module or global, then `.name` members, `()` calls (`new` is a
 * call too) and `~` awaits. `stripe.Stripe().checkout.sessions.create().~`
 */
export type Provenance = string;
