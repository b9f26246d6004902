import { useState } from 'react';
import { checkout, type CartItem } from '../api';

interface CheckoutButtonProps {
  items: CartItem[];
}

export function CheckoutButton({ items }: CheckoutButtonProps) {
  const [state, setState] = useState<'idle' | 'paying' | 'failed'>('idle');

  const handleClick = async () => {
    setState('paying');
    try {
      const { orderId } = await checkout('guest@fernwood.example', 'pm_card_visa', items);
      window.location.assign(`/orders/${orderId}`);
    } catch {
      setState('failed');
    }
  };

  return (
    <>
      <button onClick={handleClick} disabled={state === 'paying' || items.length === 0}>
        {state === 'paying' ? 'Paying…' : 'Pay now'}
      </button>
      {state === 'failed' && <p role="alert">Your card was not charged. Please try again.</p>}
    </>
  );
}
