export interface CartItem {
  productId: string;
  name: string;
  price: number;
  quantity: number;
}

async function request<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/api${path}`, {
    ...init,
    headers: { 'Content-Type': 'application/json' },
  });
  if (!response.ok) {
    throw new Error(`Request failed with status ${response.status}`);
  }
  return response.json();
}

export function fetchCart(cartId: string) {
  return request<{ items: CartItem[] }>(`/carts/${cartId}`);
}

export async function saveCart(cartId: string, items: CartItem[]) {
  await request(`/carts/${cartId}`, { method: 'PUT', body: JSON.stringify({ items }) });
}

export async function checkout(email: string, paymentMethod: string, items: CartItem[]) {
  return request<{ orderId: string }>('/checkout', {
    method: 'POST',
    body: JSON.stringify({
      email,
      paymentMethod,
      items: items.map(({ productId, quantity }) => ({ productId, quantity })),
    }),
  });
}
