export async function charge(order) {
  const response = await fetch(process.env.BANK_URL, { method: 'POST', signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw `The bank answered ${response.status} for ${order.id}`;
  return response.json();
}
