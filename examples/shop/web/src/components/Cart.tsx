import { useEffect, useState } from 'react';
import { fetchCart, saveCart, type CartItem } from '../api';
import { CheckoutButton } from './CheckoutButton';

interface CartProps {
  cartId: string;
}

export function Cart({ cartId }: CartProps) {
  const [items, setItems] = useState<CartItem[]>([]);
  const [loading, setLoading] = useState(true);

  // Load the cart when the component mounts
  useEffect(() => {
    fetchCart(cartId).then((cart) => {
      setItems(cart.items);
      setLoading(false);
    });
  }, [cartId]);

  const changeQuantity = (productId: string, quantity: number) => {
    const next = items.map((item) => (item.productId === productId ? { ...item, quantity } : item));
    setItems(next);
    // Save in the background
    saveCart(cartId, next);
  };

  if (loading) return <p>Loading your cart…</p>;

  const total = items.reduce((sum, item) => sum + item.price * item.quantity, 0);

  return (
    <section className="cart">
      <ul>
        {items.map((item) => (
          <li key={item.productId}>
            {item.name}
            <input
              type="number"
              min={1}
              value={item.quantity}
              onChange={(event) => changeQuantity(item.productId, Number(event.target.value))}
            />
          </li>
        ))}
      </ul>
      <p>Total: ${(total / 100).toFixed(2)}</p>
      <CheckoutButton items={items} />
    </section>
  );
}
