import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Cart } from './components/Cart';

const cartId = localStorage.getItem('cartId') ?? 'new';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Cart cartId={cartId} />
  </StrictMode>,
);
